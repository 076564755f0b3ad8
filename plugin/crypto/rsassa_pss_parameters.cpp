// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/rsassa_pss_parameters.h"

#include <gcrypt.h>

#include "plugin/crypto/algorithm_identifier.h"
#include "plugin/crypto/der.h"

namespace ikev2::crypto {

namespace {

constexpr Oid kMgf1("1.2.840.113549.1.1.8");

const Hash* hash_of(const AlgorithmIdentifier& identifier) noexcept {
    return identifier.has_no_parameters() ? find_hash(identifier.algorithm) : nullptr;
}

/// The hash of MGF1, whose parameter is the hash's AlgorithmIdentifier.
const Hash* mgf1_hash_of(const AlgorithmIdentifier& identifier) noexcept {
    if (!kMgf1.is(identifier.algorithm)) {
        return nullptr;
    }
    der::Reader parameters(identifier.parameters);
    const AlgorithmIdentifier hash = read_algorithm_identifier(parameters);
    return parameters.complete() ? hash_of(hash) : nullptr;
}

}  // namespace

// RSASSA-PSS-params ::= SEQUENCE {
//     hashAlgorithm     [0] HashAlgorithm DEFAULT sha1Identifier,
//     maskGenAlgorithm  [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
//     saltLength        [2] INTEGER DEFAULT 20,
//     trailerField      [3] INTEGER DEFAULT 1 }
std::optional<RsassaPssParameters> read_rsassa_pss_parameters(Octets der) noexcept {
    RsassaPssParameters it;
    it.hash = find_hash(GCRY_MD_SHA1);
    it.mgf_hash = it.hash;
    std::uint32_t trailer_field = 1;

    der::Reader outer(der);
    der::Reader sequence = outer.inside(der::SEQUENCE);
    // Calls `read` with a reader of the field [number] if it is there.
    const auto optional_field = [&sequence](unsigned number, auto read) {
        if (sequence.next_is(der::explicit_tag(number))) {
            der::Reader field = sequence.inside(der::explicit_tag(number));
            read(field);
            sequence.require(field.complete());
        }
    };
    optional_field(
        0, [&it](der::Reader& field) { it.hash = hash_of(read_algorithm_identifier(field)); });
    optional_field(1, [&it](der::Reader& field) {
        it.mgf_hash = mgf1_hash_of(read_algorithm_identifier(field));
    });
    optional_field(2, [&it](der::Reader& field) { it.salt_length = field.small_integer(); });
    optional_field(3,
                   [&trailer_field](der::Reader& field) { trailer_field = field.small_integer(); });
    // "The value MUST be 1, which represents the trailer field with hexadecimal value 0xBC."
    if (!outer.complete() || !sequence.complete() || trailer_field != 1) {
        return std::nullopt;
    }
    return it;
}

}  // namespace ikev2::crypto
