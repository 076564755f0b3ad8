// The Puzzle Solution payload (RFC 8019, section 8.2).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

/// "four different keys for the selected PRF [...] All of the keys MUST have the same size".
struct PuzzleSolution {
    static constexpr std::uint32_t kKeys = 4;

    At<Octets> data;

    /// Reads the body of a PS payload as far as it goes.
    [[nodiscard]] static PuzzleSolution read(Reader& reader) noexcept { return {reader.rest()}; }

    /// "MUST NOT be empty", "is always a multiple of 4 bytes".
    [[nodiscard]] bool valid() const noexcept { return data.present() && data.length % kKeys == 0; }

    /// Octets of each key.
    [[nodiscard]] std::uint32_t key_length() const noexcept { return data.length / kKeys; }
};

}  // namespace ikev2::ike
