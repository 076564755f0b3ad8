// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/signature_algorithm.h"

#include <gcrypt.h>

#include <algorithm>
#include <iterator>

#include "plugin/crypto/algorithm_identifier.h"
#include "plugin/crypto/der.h"
#include "plugin/crypto/oid.h"

namespace ikev2::crypto {

namespace {

struct Row {
    const char* name;
    Oid oid;
    SignatureScheme scheme;
    int hash;  ///< GCRY_MD_*; GCRY_MD_NONE: none, or the parameters name it
};

using enum SignatureScheme;

// RFC 3279, section 2.2; RFC 4055, section 5; RFC 5758, section 3; RFC 8410, section 3.
constexpr Row kRows[] = {
    {"sha1WithRSAEncryption", Oid("1.2.840.113549.1.1.5"), rsassa_pkcs1_v1_5, GCRY_MD_SHA1},
    {"sha224WithRSAEncryption", Oid("1.2.840.113549.1.1.14"), rsassa_pkcs1_v1_5, GCRY_MD_SHA224},
    {"sha256WithRSAEncryption", Oid("1.2.840.113549.1.1.11"), rsassa_pkcs1_v1_5, GCRY_MD_SHA256},
    {"sha384WithRSAEncryption", Oid("1.2.840.113549.1.1.12"), rsassa_pkcs1_v1_5, GCRY_MD_SHA384},
    {"sha512WithRSAEncryption", Oid("1.2.840.113549.1.1.13"), rsassa_pkcs1_v1_5, GCRY_MD_SHA512},
    {"RSASSA-PSS", Oid("1.2.840.113549.1.1.10"), rsassa_pss, GCRY_MD_NONE},
    {"dsa-with-sha1", Oid("1.2.840.10040.4.3"), dsa, GCRY_MD_SHA1},
    {"dsa-with-sha224", Oid("2.16.840.1.101.3.4.3.1"), dsa, GCRY_MD_SHA224},
    {"dsa-with-sha256", Oid("2.16.840.1.101.3.4.3.2"), dsa, GCRY_MD_SHA256},
    {"ecdsa-with-sha1", Oid("1.2.840.10045.4.1"), ecdsa, GCRY_MD_SHA1},
    {"ecdsa-with-sha224", Oid("1.2.840.10045.4.3.1"), ecdsa, GCRY_MD_SHA224},
    {"ecdsa-with-sha256", Oid("1.2.840.10045.4.3.2"), ecdsa, GCRY_MD_SHA256},
    {"ecdsa-with-sha384", Oid("1.2.840.10045.4.3.3"), ecdsa, GCRY_MD_SHA384},
    {"ecdsa-with-sha512", Oid("1.2.840.10045.4.3.4"), ecdsa, GCRY_MD_SHA512},
    {"Ed25519", Oid("1.3.101.112"), ed25519, GCRY_MD_NONE},
    {"Ed448", Oid("1.3.101.113"), ed448, GCRY_MD_NONE},
};

}  // namespace

std::optional<SignatureAlgorithm> read_signature_algorithm(Octets identifier) noexcept {
    der::Reader reader(identifier);
    const AlgorithmIdentifier parts = read_algorithm_identifier(reader);
    if (!reader.complete()) {
        return std::nullopt;
    }
    SignatureAlgorithm it;
    const auto* row = std::find_if(std::begin(kRows), std::end(kRows), [&parts](const Row& each) {
        return each.oid.is(parts.algorithm);
    });
    if (row == std::end(kRows)) {
        return it;
    }
    it.name = row->name;
    it.scheme = row->scheme;
    if (row->scheme == rsassa_pss) {
        const auto parameters = read_rsassa_pss_parameters(parts.parameters);
        if (!parameters) {
            return std::nullopt;
        }
        it.pss = *parameters;
        it.hash = parameters->hash;
        it.scheme = parameters->supported() ? rsassa_pss : unsupported;
        return it;
    }
    if (!parts.has_no_parameters()) {
        return std::nullopt;
    }
    if (row->hash != GCRY_MD_NONE) {
        it.hash = find_hash(row->hash);
        it.scheme = it.hash != nullptr ? it.scheme : unsupported;
    }
    return it;
}

}  // namespace ikev2::crypto
