// Patterns for the addresses of packets.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/base/octets.h"

namespace ikev2::keyfile {

/// Every address, or those of one family with a common prefix.
class AddressPattern {
  public:
    /// Matches every address.
    AddressPattern() noexcept = default;

    /// `192.0.2.1`, `2001:db8::1`, either with `/` and the bits of a prefix, or a text with a `*`,
    /// which matches every address. Nothing if `text` is none of these.
    [[nodiscard]] static std::optional<AddressPattern> parse(std::string_view text);

    /// Whether an address of 4 or 16 octets is one of those.
    [[nodiscard]] bool matches(Octets address) const noexcept;

    [[nodiscard]] bool any() const noexcept { return length_ == 0; }

    /// Octets of an address: 4, 16, or 0 if every address matches.
    [[nodiscard]] std::uint8_t length() const noexcept { return length_; }

    /// The pattern as parse() reads it.
    [[nodiscard]] std::string text() const;

    auto operator<=>(const AddressPattern&) const = default;

  private:
    std::uint8_t length_ = 0;
    std::uint8_t prefix_bits_ = 0;
    std::array<std::uint8_t, 16> octets_{};
};

}  // namespace ikev2::keyfile
