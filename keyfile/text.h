// Pieces of lines.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/base/octets.h"
#include "plugin/base/secret.h"

namespace ikev2::keyfile::text {

[[nodiscard]] inline bool contains(std::string_view text, std::string_view part) noexcept {
    return text.find(part) != std::string_view::npos;
}

/// Without blanks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// The word, which ends at a blank, that `text` starts with after blanks; it and they are removed
/// from `text`. "" if there is none.
std::string_view take_word(std::string_view& text) noexcept;

/// Removes `prefix` from the start of `text`. False, and nothing is done, if it is not there.
[[nodiscard]] bool take_prefix(std::string_view& text, std::string_view prefix) noexcept;

/// What stands between the first `open` and the next `close` after it, or nothing.
[[nodiscard]] std::optional<std::string_view> between(std::string_view text, std::string_view open,
                                                      std::string_view close) noexcept;

/// The decimal number that `digits` are, up to 9 of them and nothing else.
[[nodiscard]] std::optional<std::uint32_t> number(std::string_view digits) noexcept;

/// The number that 1 to `most` hex digits with or without 0x are; at most 16.
[[nodiscard]] std::optional<std::uint64_t> hex_number(std::string_view digits,
                                                      std::size_t most) noexcept;

/// The octets that an even number of hex digits, with or without 0x, are. "" and a lone 0x are no
/// octets.
[[nodiscard]] std::optional<Secret> hex_octets(std::string_view digits);

/// The octets that Base64 with or without padding is (RFC 4648, section 4).
[[nodiscard]] std::optional<Secret> base64_octets(std::string_view digits);

/// The first 8 octets as a number, the first in the highest bits. Precondition: there are so many.
[[nodiscard]] std::uint64_t first_eight(Octets octets) noexcept;

[[nodiscard]] inline Octets octets_of(std::string_view text) noexcept {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// What a program wrote, of a line of `journalctl -o json`: its member MESSAGE. Nothing if the line
/// is none, or the message is not a string.
[[nodiscard]] std::optional<std::string> journal_message(std::string_view line);

}  // namespace ikev2::keyfile::text
