// Base64 (RFC 4648, section 4).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace ikev2 {

/// The octets that `text` stands for; white space is skipped, the padding at the end may be absent.
/// Nothing if there is another character, or a number of them that no octets have.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> decode_base64(std::string_view text);

}  // namespace ikev2
