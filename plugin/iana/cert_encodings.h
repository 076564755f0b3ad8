// IKEv2 Certificate Encodings (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_CERT_ENCODINGS(VALUE, RANGE)                                        \
    RANGE(0, 0, "Reserved", "RFC 7296")                                           \
    VALUE(PKCS7_X509, 1, "PKCS #7 wrapped X.509 certificate", "RFC 7296")         \
    VALUE(PGP, 2, "PGP Certificate", "RFC 7296")                                  \
    VALUE(DNS_SIGNED_KEY, 3, "DNS Signed Key", "RFC 7296")                        \
    VALUE(X509_SIGNATURE, 4, "X.509 Certificate - Signature", "RFC 7296")         \
    RANGE(5, 5, "Reserved", "RFC 7296")                                           \
    VALUE(KERBEROS_TOKEN, 6, "Kerberos Token", "RFC 7296")                        \
    VALUE(CRL, 7, "Certificate Revocation List (CRL)", "RFC 7296")                \
    VALUE(ARL, 8, "Authority Revocation List (ARL)", "RFC 7296")                  \
    VALUE(SPKI, 9, "SPKI Certificate", "RFC 7296")                                \
    VALUE(X509_ATTRIBUTE, 10, "X.509 Certificate - Attribute", "RFC 7296")        \
    VALUE(RAW_RSA_KEY, 11, "Raw RSA Key (DEPRECATED)", "RFC 7296, RFC 7670")      \
    VALUE(HASH_AND_URL_X509, 12, "Hash and URL of X.509 certificate", "RFC 7296") \
    VALUE(HASH_AND_URL_BUNDLE, 13, "Hash and URL of X.509 bundle", "RFC 7296")    \
    VALUE(OCSP_CONTENT, 14, "OCSP Content", "RFC 4806")                           \
    VALUE(RAW_PUBLIC_KEY, 15, "Raw Public Key", "RFC 7670")                       \
    RANGE(201, 255, "Private use", "RFC 7296")

namespace ikev2::iana::cert {

enum Encoding : std::uint8_t { IKEV2_IANA_CONSTANTS(IKEV2_CERT_ENCODINGS) };

extern const Registry registry;

}  // namespace ikev2::iana::cert
