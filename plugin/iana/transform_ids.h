// IKEv2 Transform IDs (IANA): one registry per Transform Type.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_ENCR_IDS(VALUE, RANGE)                                                      \
    RANGE(0, 0, "Reserved", "RFC 7296")                                                   \
    VALUE(ENCR_DES_IV64, 1, "ENCR_DES_IV64", "RFC 9395")                                  \
    VALUE(ENCR_DES, 2, "ENCR_DES", "RFC 2405")                                            \
    VALUE(ENCR_3DES, 3, "ENCR_3DES", "RFC 2451")                                          \
    VALUE(ENCR_RC5, 4, "ENCR_RC5", "RFC 2451")                                            \
    VALUE(ENCR_IDEA, 5, "ENCR_IDEA", "RFC 2451")                                          \
    VALUE(ENCR_CAST, 6, "ENCR_CAST", "RFC 2451")                                          \
    VALUE(ENCR_BLOWFISH, 7, "ENCR_BLOWFISH", "RFC 2451")                                  \
    VALUE(ENCR_3IDEA, 8, "ENCR_3IDEA", "RFC 9395")                                        \
    VALUE(ENCR_DES_IV32, 9, "ENCR_DES_IV32", "RFC 9395")                                  \
    RANGE(10, 10, "Reserved", "RFC 7296")                                                 \
    VALUE(ENCR_NULL, 11, "ENCR_NULL", "RFC 2410")                                         \
    VALUE(ENCR_AES_CBC, 12, "ENCR_AES_CBC", "RFC 3602")                                   \
    VALUE(ENCR_AES_CTR, 13, "ENCR_AES_CTR", "RFC 5930")                                   \
    VALUE(ENCR_AES_CCM_8, 14, "ENCR_AES_CCM_8", "RFC 5282")                               \
    VALUE(ENCR_AES_CCM_12, 15, "ENCR_AES_CCM_12", "RFC 5282")                             \
    VALUE(ENCR_AES_CCM_16, 16, "ENCR_AES_CCM_16", "RFC 5282")                             \
    VALUE(ENCR_AES_GCM_8, 18, "ENCR_AES_GCM_8", "RFC 5282")                               \
    VALUE(ENCR_AES_GCM_12, 19, "ENCR_AES_GCM_12", "RFC 5282")                             \
    VALUE(ENCR_AES_GCM_16, 20, "ENCR_AES_GCM_16", "RFC 5282")                             \
    VALUE(ENCR_NULL_AUTH_AES_GMAC, 21, "ENCR_NULL_AUTH_AES_GMAC", "RFC 4543")             \
    RANGE(22, 22, "Reserved for IEEE P1619 XTS-AES", "IANA")                              \
    VALUE(ENCR_CAMELLIA_CBC, 23, "ENCR_CAMELLIA_CBC", "RFC 5529")                         \
    VALUE(ENCR_CAMELLIA_CTR, 24, "ENCR_CAMELLIA_CTR", "RFC 5529")                         \
    VALUE(ENCR_CAMELLIA_CCM_8, 25, "ENCR_CAMELLIA_CCM_8", "RFC 5529")                     \
    VALUE(ENCR_CAMELLIA_CCM_12, 26, "ENCR_CAMELLIA_CCM_12", "RFC 5529")                   \
    VALUE(ENCR_CAMELLIA_CCM_16, 27, "ENCR_CAMELLIA_CCM_16", "RFC 5529")                   \
    VALUE(ENCR_CHACHA20_POLY1305, 28, "ENCR_CHACHA20_POLY1305", "RFC 7634")               \
    VALUE(ENCR_AES_CCM_8_IIV, 29, "ENCR_AES_CCM_8_IIV", "RFC 8750")                       \
    VALUE(ENCR_AES_GCM_16_IIV, 30, "ENCR_AES_GCM_16_IIV", "RFC 8750")                     \
    VALUE(ENCR_CHACHA20_POLY1305_IIV, 31, "ENCR_CHACHA20_POLY1305_IIV", "RFC 8750")       \
    VALUE(ENCR_KUZNYECHIK_MGM_KTREE, 32, "ENCR_KUZNYECHIK_MGM_KTREE", "RFC 9227")         \
    VALUE(ENCR_MAGMA_MGM_KTREE, 33, "ENCR_MAGMA_MGM_KTREE", "RFC 9227")                   \
    VALUE(ENCR_KUZNYECHIK_MGM_MAC_KTREE, 34, "ENCR_KUZNYECHIK_MGM_MAC_KTREE", "RFC 9227") \
    VALUE(ENCR_MAGMA_MGM_MAC_KTREE, 35, "ENCR_MAGMA_MGM_MAC_KTREE", "RFC 9227")           \
    RANGE(1024, 65535, "Private use", "RFC 7296")

#define IKEV2_PRF_IDS(VALUE, RANGE)                                      \
    RANGE(0, 0, "Reserved", "RFC 7296")                                  \
    VALUE(PRF_HMAC_MD5, 1, "PRF_HMAC_MD5", "RFC 2104")                   \
    VALUE(PRF_HMAC_SHA1, 2, "PRF_HMAC_SHA1", "RFC 2104")                 \
    VALUE(PRF_HMAC_TIGER, 3, "PRF_HMAC_TIGER", "RFC 9395")               \
    VALUE(PRF_AES128_XCBC, 4, "PRF_AES128_XCBC", "RFC 4434")             \
    VALUE(PRF_HMAC_SHA2_256, 5, "PRF_HMAC_SHA2_256", "RFC 4868")         \
    VALUE(PRF_HMAC_SHA2_384, 6, "PRF_HMAC_SHA2_384", "RFC 4868")         \
    VALUE(PRF_HMAC_SHA2_512, 7, "PRF_HMAC_SHA2_512", "RFC 4868")         \
    VALUE(PRF_AES128_CMAC, 8, "PRF_AES128_CMAC", "RFC 4615")             \
    VALUE(PRF_HMAC_STREEBOG_512, 9, "PRF_HMAC_STREEBOG_512", "RFC 9385") \
    RANGE(1024, 65535, "Private use", "RFC 7296")

#define IKEV2_INTEG_IDS(VALUE, RANGE)                                       \
    VALUE(AUTH_NONE, 0, "NONE", "RFC 7296")                                 \
    VALUE(AUTH_HMAC_MD5_96, 1, "AUTH_HMAC_MD5_96", "RFC 2403")              \
    VALUE(AUTH_HMAC_SHA1_96, 2, "AUTH_HMAC_SHA1_96", "RFC 2404")            \
    VALUE(AUTH_DES_MAC, 3, "AUTH_DES_MAC", "RFC 8247")                      \
    VALUE(AUTH_KPDK_MD5, 4, "AUTH_KPDK_MD5", "RFC 8247")                    \
    VALUE(AUTH_AES_XCBC_96, 5, "AUTH_AES_XCBC_96", "RFC 3566")              \
    VALUE(AUTH_HMAC_MD5_128, 6, "AUTH_HMAC_MD5_128", "RFC 4595")            \
    VALUE(AUTH_HMAC_SHA1_160, 7, "AUTH_HMAC_SHA1_160", "RFC 4595")          \
    VALUE(AUTH_AES_CMAC_96, 8, "AUTH_AES_CMAC_96", "RFC 4494")              \
    VALUE(AUTH_AES_128_GMAC, 9, "AUTH_AES_128_GMAC", "RFC 4543")            \
    VALUE(AUTH_AES_192_GMAC, 10, "AUTH_AES_192_GMAC", "RFC 4543")           \
    VALUE(AUTH_AES_256_GMAC, 11, "AUTH_AES_256_GMAC", "RFC 4543")           \
    VALUE(AUTH_HMAC_SHA2_256_128, 12, "AUTH_HMAC_SHA2_256_128", "RFC 4868") \
    VALUE(AUTH_HMAC_SHA2_384_192, 13, "AUTH_HMAC_SHA2_384_192", "RFC 4868") \
    VALUE(AUTH_HMAC_SHA2_512_256, 14, "AUTH_HMAC_SHA2_512_256", "RFC 4868") \
    RANGE(1024, 65535, "Private use", "RFC 7296")

#define IKEV2_KEY_EXCHANGE_METHODS(VALUE, RANGE)                                                  \
    VALUE(NONE, 0, "NONE", "RFC 7296")                                                            \
    VALUE(MODP_768, 1, "768-bit MODP Group", "RFC 7296")                                          \
    VALUE(MODP_1024, 2, "1024-bit MODP Group", "RFC 7296")                                        \
    RANGE(3, 4, "Reserved", "RFC 7296")                                                           \
    VALUE(MODP_1536, 5, "1536-bit MODP Group", "RFC 3526")                                        \
    VALUE(MODP_2048, 14, "2048-bit MODP Group", "RFC 3526")                                       \
    VALUE(MODP_3072, 15, "3072-bit MODP Group", "RFC 3526")                                       \
    VALUE(MODP_4096, 16, "4096-bit MODP Group", "RFC 3526")                                       \
    VALUE(MODP_6144, 17, "6144-bit MODP Group", "RFC 3526")                                       \
    VALUE(MODP_8192, 18, "8192-bit MODP Group", "RFC 3526")                                       \
    VALUE(ECP_256, 19, "256-bit random ECP group", "RFC 5903")                                    \
    VALUE(ECP_384, 20, "384-bit random ECP group", "RFC 5903")                                    \
    VALUE(ECP_521, 21, "521-bit random ECP group", "RFC 5903")                                    \
    VALUE(MODP_1024_160, 22, "1024-bit MODP Group with 160-bit Prime Order Subgroup", "RFC 5114") \
    VALUE(MODP_2048_224, 23, "2048-bit MODP Group with 224-bit Prime Order Subgroup", "RFC 5114") \
    VALUE(MODP_2048_256, 24, "2048-bit MODP Group with 256-bit Prime Order Subgroup", "RFC 5114") \
    VALUE(ECP_192, 25, "192-bit Random ECP Group", "RFC 5114")                                    \
    VALUE(ECP_224, 26, "224-bit Random ECP Group", "RFC 5114")                                    \
    VALUE(BRAINPOOL_P224R1, 27, "brainpoolP224r1", "RFC 6954")                                    \
    VALUE(BRAINPOOL_P256R1, 28, "brainpoolP256r1", "RFC 6954")                                    \
    VALUE(BRAINPOOL_P384R1, 29, "brainpoolP384r1", "RFC 6954")                                    \
    VALUE(BRAINPOOL_P512R1, 30, "brainpoolP512r1", "RFC 6954")                                    \
    VALUE(CURVE25519, 31, "Curve25519", "RFC 8031")                                               \
    VALUE(CURVE448, 32, "Curve448", "RFC 8031")                                                   \
    VALUE(GOST3410_2012_256, 33, "GOST3410_2012_256", "RFC 9385")                                 \
    VALUE(GOST3410_2012_512, 34, "GOST3410_2012_512", "RFC 9385")                                 \
    VALUE(ML_KEM_512, 35, "ml-kem-512", "draft-ietf-ipsecme-ikev2-mlkem")                         \
    VALUE(ML_KEM_768, 36, "ml-kem-768", "draft-ietf-ipsecme-ikev2-mlkem")                         \
    VALUE(ML_KEM_1024, 37, "ml-kem-1024", "draft-ietf-ipsecme-ikev2-mlkem")                       \
    RANGE(1024, 65535, "Private use", "RFC 7296")

#define IKEV2_SEQUENCE_NUMBERS_IDS(VALUE, RANGE)                                 \
    VALUE(NO_ESN, 0, "32-bit Sequential Numbers", "RFC 7296")                    \
    VALUE(ESN, 1, "Partially Transmitted 64-bit Sequential Numbers", "RFC 7296") \
    VALUE(UNSPECIFIED_32, 2, "32-bit Unspecified Numbers", "RFC 9838")           \
    RANGE(1024, 65535, "Private use", "RFC 9827")

#define IKEV2_KEY_WRAP_IDS(VALUE, RANGE)             \
    RANGE(0, 0, "Reserved", "RFC 9838")              \
    VALUE(KW_5649_128, 1, "KW_5649_128", "RFC 9838") \
    VALUE(KW_5649_192, 2, "KW_5649_192", "RFC 9838") \
    VALUE(KW_5649_256, 3, "KW_5649_256", "RFC 9838") \
    VALUE(KW_ARX, 4, "KW_ARX", "RFC 9838")           \
    RANGE(1024, 65535, "Private use", "RFC 9838")

#define IKEV2_GROUP_CONTROLLER_AUTH_IDS(VALUE, RANGE)            \
    RANGE(0, 0, "Reserved", "RFC 9838")                          \
    VALUE(IMPLICIT, 1, "Implicit", "RFC 9838")                   \
    VALUE(DIGITAL_SIGNATURE, 2, "Digital Signature", "RFC 9838") \
    RANGE(1024, 65535, "Private use", "RFC 9838")

/// Transform Type 1: encryption algorithms, AEAD ciphers among them.
namespace ikev2::iana::encr {
enum Id : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_ENCR_IDS) };
extern const Registry registry;
}  // namespace ikev2::iana::encr

/// Transform Type 2: pseudorandom functions.
namespace ikev2::iana::prf {
enum Id : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_PRF_IDS) };
extern const Registry registry;
}  // namespace ikev2::iana::prf

/// Transform Type 3: integrity algorithms.
namespace ikev2::iana::integ {
enum Id : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_INTEG_IDS) };
extern const Registry registry;
}  // namespace ikev2::iana::integ

/// Transform Type 4, and 6 to 12: key exchange methods (once "Diffie-Hellman group").
namespace ikev2::iana::dh {
enum Id : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_KEY_EXCHANGE_METHODS) };
extern const Registry registry;
}  // namespace ikev2::iana::dh

/// Transform Type 5: properties of sequence numbers (once "Extended Sequence Numbers").
namespace ikev2::iana::esn {
enum Id : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_SEQUENCE_NUMBERS_IDS) };
extern const Registry registry;
}  // namespace ikev2::iana::esn

/// Transform Type 13: key wrap algorithms of G-IKEv2.
namespace ikev2::iana::kwa {
enum Id : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_KEY_WRAP_IDS) };
extern const Registry registry;
}  // namespace ikev2::iana::kwa

/// Transform Type 14: how a G-IKEv2 group controller authenticates its GSA_REKEY messages.
namespace ikev2::iana::gcauth {
enum Id : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_GROUP_CONTROLLER_AUTH_IDS) };
extern const Registry registry;
}  // namespace ikev2::iana::gcauth
