// Mixing bits for hashes.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

namespace ikev2::session {

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

}  // namespace ikev2::session
