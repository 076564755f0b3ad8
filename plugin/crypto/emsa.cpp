// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/emsa.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "plugin/crypto/algorithm_identifier.h"
#include "plugin/crypto/der.h"

namespace ikev2::crypto {

namespace {

/// octets ^= MGF1(seed) (appendix B.2.1). False: libgcrypt failed.
bool xor_mgf1(const Hash& hash, Octets seed, MutableOctets octets) noexcept {
    std::uint32_t counter = 0;
    for (; !octets.empty(); ++counter) {
        const std::array<std::uint8_t, 4> counter_octets = {
            static_cast<std::uint8_t>(counter >> 24U), static_cast<std::uint8_t>(counter >> 16U),
            static_cast<std::uint8_t>(counter >> 8U), static_cast<std::uint8_t>(counter)};
        const auto block = Digest::make(hash, {seed, counter_octets});
        if (!block) {
            return false;
        }
        const std::size_t length = std::min(octets.size(), hash.length);
        std::ranges::transform(
            octets.first(length), block->octets(), octets.begin(),
            [](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a ^ b); });
        octets = octets.subspan(length);
    }
    return true;
}

}  // namespace

// EM = 0x00 || 0x01 || PS || 0x00 || T
std::optional<DigestInfo> read_emsa_pkcs1(Octets encoded) noexcept {
    constexpr std::size_t kHeader = 2;
    constexpr std::size_t kMinPadding = 8;
    if (encoded.size() < kHeader || encoded[0] != 0x00 || encoded[1] != 0x01) {
        return std::nullopt;
    }
    const auto padding = encoded.subspan(kHeader);
    const auto end =
        std::ranges::find_if(padding, [](std::uint8_t octet) { return octet != 0xff; });
    const auto length = static_cast<std::size_t>(end - padding.begin());
    if (length < kMinPadding || end == padding.end() || *end != 0x00) {
        return std::nullopt;
    }
    // T is the DER of DigestInfo ::= SEQUENCE { digestAlgorithm AlgorithmIdentifier,
    // digest OCTET STRING }; as DER has one form, nothing can hide in it.
    der::Reader reader(padding.subspan(length + 1));
    der::Reader sequence = reader.inside(der::SEQUENCE);
    const AlgorithmIdentifier hash = read_algorithm_identifier(sequence);
    const Octets digest = sequence.contents(der::OCTET_STRING);
    if (!reader.complete() || !sequence.complete() || !hash.has_no_parameters()) {
        return std::nullopt;
    }
    return DigestInfo{hash.algorithm, digest};
}

bool verify_emsa_pss(const RsassaPssParameters& parameters, const Digest& digest, Octets encoded,
                     unsigned bits) {
    const std::size_t hash_length = parameters.hash->length;
    const std::size_t length = (bits + 7) / 8;
    // Of a modulus that is one bit longer than whole octets, the first octet holds nothing.
    if (encoded.size() < length ||
        std::ranges::any_of(encoded.first(encoded.size() - length),
                            [](std::uint8_t octet) { return octet != 0; })) {
        return false;
    }
    encoded = encoded.last(length);
    // Steps 3 and 4: emLen is at least hLen + sLen + 2, and the last octet is 0xbc.
    if (length < hash_length + 2 || length - hash_length - 2 < parameters.salt_length ||
        encoded.back() != 0xbc) {
        return false;
    }
    const std::size_t db_length = length - hash_length - 1;
    const Octets masked_db = encoded.first(db_length);
    const Octets h = encoded.subspan(db_length, hash_length);

    // Step 6: "If the leftmost 8emLen - emBits bits of the leftmost octet in maskedDB are not all
    // equal to zero, output "inconsistent" and stop."
    const auto unused = static_cast<std::uint8_t>(0xff00U >> (8 * length - bits));
    if ((masked_db[0] & unused) != 0) {
        return false;
    }
    std::vector<std::uint8_t> db(masked_db.begin(), masked_db.end());
    if (!xor_mgf1(*parameters.mgf_hash, h, db)) {
        return false;
    }
    db[0] = static_cast<std::uint8_t>(db[0] & ~unused);

    // Step 10: DB = PS || 0x01 || salt, where PS is zeros.
    const std::size_t ps_length = db_length - parameters.salt_length - 1;
    const auto ps_end = db.begin() + static_cast<std::ptrdiff_t>(ps_length);
    if (std::any_of(db.begin(), ps_end, [](std::uint8_t octet) { return octet != 0; }) ||
        *ps_end != 0x01) {
        return false;
    }
    // Steps 12 to 14: "M' = (0x)00 00 00 00 00 00 00 00 || mHash || salt", "H' = Hash(M')".
    constexpr std::array<std::uint8_t, 8> kZeros{};
    const Octets salt = Octets(db).last(parameters.salt_length);
    const auto h_again = Digest::make(*parameters.hash, {kZeros, digest.octets(), salt});
    return h_again && h_again->equals(h);
}

}  // namespace ikev2::crypto
