// Mixing bits for hashes.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "plugin/base/octets.h"

namespace ikev2 {

/// The finalizer of MurmurHash3's 64-bit variant: every input bit reaches every output bit. It is
/// no cryptographic hash.
constexpr std::uint64_t mix(std::uint64_t value) noexcept {
    value ^= value >> 33U;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33U;
    value *= 0xc4ceb9fe1a85ec53ULL;
    value ^= value >> 33U;
    return value;
}

/// Tells octets apart that differ by more than malice.
std::uint64_t digest_of(Octets octets) noexcept;

/// Mixes 16 octets, such as an address, that somebody may have chosen, with a secret seed.
inline std::uint64_t mix(const std::array<std::uint8_t, 16>& octets, std::uint64_t seed) noexcept {
    std::array<std::uint64_t, 2> words{};
    std::memcpy(words.data(), octets.data(), sizeof(words));
    return mix(mix(words[0] ^ seed) ^ words[1]);
}

/// A number that nobody can guess.
[[nodiscard]] std::uint64_t new_seed();

/// Hashes keys that have a member `mixed(seed)`, for tables whose keys come out of a capture: with
/// a seed of each table's own, so that nobody can choose keys that collide.
template <typename Key>
struct SeededHash {
    std::uint64_t seed = new_seed();

    std::size_t operator()(const Key& key) const noexcept { return key.mixed(seed); }
};

}  // namespace ikev2
