// Hex digits to octets.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "plugin/base/octets.h"

namespace ikev2::keyfile {

/// The value of one hex digit of either case, or nothing.
[[nodiscard]] std::optional<std::uint8_t> hex_digit(char c) noexcept;

/// Whether `text` starts with `0x` or `0X`.
[[nodiscard]] bool has_hex_prefix(std::string_view text) noexcept;

/// Writes the octets that `digits` are into `out`. Returns the index of the first character that
/// is not a hex digit, or digits.size() if there is none. Precondition: out.size() is half of
/// digits.size(), rounded down; a last odd digit is only looked at.
[[nodiscard]] std::size_t decode_hex(std::string_view digits, MutableOctets out) noexcept;

}  // namespace ikev2::keyfile
