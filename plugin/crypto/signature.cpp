// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/signature.h"

#include <gcrypt.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "plugin/crypto/dsa.h"
#include "plugin/crypto/hash.h"
#include "plugin/crypto/rsa.h"
#include "plugin/crypto/signature_algorithm.h"
#include "plugin/iana/auth_methods.h"

namespace ikev2::crypto {

namespace {

using namespace iana::auth;
using enum SignatureVerdict;

/// The key as a `Wanted`, or null.
template <typename Wanted>
const Wanted* as(const PublicKey& key) noexcept {
    return std::get_if<Wanted>(&key.key());
}

/// Method 1: "using an RSA private key with RSASSA-PKCS1-v1_5 signature scheme". SHA-1 is only "the
/// default hash function"; which one it was, the signature says.
SignatureVerdict verify_rsa_signature(const PublicKey& key, Octets data, Octets signature) {
    const auto* rsa = as<RsaKey>(key);
    return rsa != nullptr ? verify_rsassa_pkcs1(*rsa, nullptr, data, signature) : bad_key;
}

/// Method 3: "using a DSS private key (see [DSS]) over a SHA-1 hash". Such signatures are "encoded
/// as r followed by s" (RFC 2409, section 5.1), 20 octets each.
SignatureVerdict verify_dss(const PublicKey& key, Octets data, Octets signature) {
    constexpr unsigned kOrderBits = 160;
    const auto* dsa = as<DsaKey>(key);
    if (dsa == nullptr || gcry_mpi_get_nbits(dsa->q.get()) != kOrderBits) {
        return bad_key;
    }
    if (signature.size() != 2 * kOrderBits / 8) {
        return malformed;
    }
    const Hash* sha1 = find_hash(GCRY_MD_SHA1);
    return sha1 != nullptr ? verify_dsa(*dsa, *sha1, data, read_concatenated(signature))
                           : unsupported;
}

/// Methods 9 to 11: the method says curve and hash, r and s are as long as the curve's order (RFC
/// 4754, sections 3 and 7).
SignatureVerdict verify_rfc4754(std::string_view curve, int hash_id, const PublicKey& key,
                                Octets data, Octets signature) {
    const auto* ecdsa = as<EcdsaKey>(key);
    if (ecdsa == nullptr || ecdsa->curve->name != curve) {
        return bad_key;
    }
    if (signature.size() != 2 * ecdsa->curve->length()) {
        return malformed;
    }
    const Hash* hash = find_hash(hash_id);
    return hash != nullptr ? verify_ecdsa(*ecdsa, *hash, data, read_concatenated(signature))
                           : unsupported;
}

SignatureVerdict verify_ecdsa_256(const PublicKey& key, Octets data, Octets signature) {
    return verify_rfc4754("NIST P-256", GCRY_MD_SHA256, key, data, signature);
}

SignatureVerdict verify_ecdsa_384(const PublicKey& key, Octets data, Octets signature) {
    return verify_rfc4754("NIST P-384", GCRY_MD_SHA384, key, data, signature);
}

SignatureVerdict verify_ecdsa_521(const PublicKey& key, Octets data, Octets signature) {
    return verify_rfc4754("NIST P-521", GCRY_MD_SHA512, key, data, signature);
}

SignatureVerdict verify_pss(const PublicKey& key, const RsassaPssParameters& parameters,
                            Octets data, Octets signature) {
    if (const auto* rsa = as<RsaKey>(key)) {
        return verify_rsassa_pss(*rsa, parameters, data, signature);
    }
    const auto* pss = as<RsassaPssKey>(key);
    if (pss == nullptr || (pss->parameters && !pss->parameters->allow(parameters))) {
        return bad_key;
    }
    return verify_rsassa_pss(pss->rsa, parameters, data, signature);
}

SignatureVerdict verify_ed(const PublicKey& key, std::string_view curve, Octets data,
                           Octets signature) {
    const auto* eddsa = as<EddsaKey>(key);
    return eddsa != nullptr && eddsa->curve->name == curve ? verify_eddsa(*eddsa, data, signature)
                                                           : bad_key;
}

/// A DSA or ECDSA signature in DER by `verify`.
template <typename CurveOrDsaKey, typename Verify>
SignatureVerdict verify_der(const PublicKey& key, const Hash& hash, Octets data, Octets signature,
                            Verify verify) {
    const auto* fitting = as<CurveOrDsaKey>(key);
    if (fitting == nullptr) {
        return bad_key;
    }
    const auto r_and_s = read_dss_sig_value(signature);
    return r_and_s ? verify(*fitting, hash, data, *r_and_s) : malformed;
}

/// Method 14: one octet of length, the AlgorithmIdentifier, the signature (RFC 7427, section 3).
SignatureVerdict verify_digital_signature(const PublicKey& key, Octets data, Octets auth) {
    if (auth.empty() || auth.size() - 1 < auth[0]) {
        return malformed;
    }
    const auto algorithm = read_signature_algorithm(auth.subspan(1, auth[0]));
    const Octets signature = auth.subspan(1U + auth[0]);
    if (!algorithm) {
        return malformed;
    }
    switch (algorithm->scheme) {
        case SignatureScheme::rsassa_pkcs1_v1_5: {
            const auto* rsa = as<RsaKey>(key);
            return rsa != nullptr ? verify_rsassa_pkcs1(*rsa, algorithm->hash, data, signature)
                                  : bad_key;
        }
        case SignatureScheme::rsassa_pss:
            return verify_pss(key, algorithm->pss, data, signature);
        case SignatureScheme::dsa:
            return verify_der<DsaKey>(key, *algorithm->hash, data, signature, verify_dsa);
        case SignatureScheme::ecdsa:
            return verify_der<EcdsaKey>(key, *algorithm->hash, data, signature, verify_ecdsa);
        case SignatureScheme::ed25519:
        case SignatureScheme::ed448:
            return verify_ed(key, algorithm->name, data, signature);
        case SignatureScheme::unsupported:
            break;
    }
    return unsupported;
}

struct MethodRow {
    std::uint16_t id;
    SignatureVerdict (*verify)(const PublicKey&, Octets data, Octets auth);
};

constexpr MethodRow kMethods[] = {
    {RSA_SIGNATURE, verify_rsa_signature}, {DSS, verify_dss},
    {ECDSA_256, verify_ecdsa_256},         {ECDSA_384, verify_ecdsa_384},
    {ECDSA_521, verify_ecdsa_521},         {DIGITAL_SIGNATURE, verify_digital_signature},
};

}  // namespace

SignatureVerdict verify_signature(std::uint16_t auth_method, const PublicKey& key,
                                  Octets signed_octets, Octets authentication_data) {
    const auto* method =
        std::find_if(std::begin(kMethods), std::end(kMethods),
                     [auth_method](const MethodRow& row) { return row.id == auth_method; });
    if (method == std::end(kMethods) || as<UnsupportedKey>(key) != nullptr) {
        return unsupported;
    }
    return method->verify(key, signed_octets, authentication_data);
}

}  // namespace ikev2::crypto
