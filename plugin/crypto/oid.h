// OBJECT IDENTIFIERs for tables.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "plugin/base/octets.h"

namespace ikev2::crypto {

/// An OBJECT IDENTIFIER as DER encodes its value (X.690, section 8.19): without tag and length.
class Oid {
  public:
    /// `dotted` is written as "1.2.840.10045.2.1". Does not compile if it is not, or if its
    /// encoding is longer than 12 octets.
    consteval explicit Oid(std::string_view dotted) {
        std::uint32_t first = 0;
        for (std::size_t arc = 0; !dotted.empty(); ++arc) {
            const std::uint32_t value = take_arc(dotted);
            if (arc == 0) {
                first = value;
            } else {
                // "the first two arcs are (X*40) + Y"
                append(arc == 1 ? first * 40 + value : value);
            }
        }
    }

    [[nodiscard]] constexpr bool is(Octets value) const noexcept {
        return std::equal(octets_.begin(), octets_.begin() + length_, value.begin(), value.end());
    }

  private:
    static consteval std::uint32_t take_arc(std::string_view& dotted) {
        std::uint32_t value = 0;
        const std::size_t length = std::min(dotted.find('.'), dotted.size());
        for (const char digit : dotted.substr(0, length)) {
            if (digit < '0' || digit > '9') {
                throw std::invalid_argument("not a dotted OBJECT IDENTIFIER");
            }
            value = value * 10 + static_cast<std::uint32_t>(digit - '0');
        }
        dotted.remove_prefix(std::min(length + 1, dotted.size()));
        return value;
    }

    /// Seven bits an octet, the top bit set on all but the last.
    consteval void append(std::uint32_t arc) {
        unsigned shift = 0;
        while (arc >> shift >= 0x80) {
            shift += 7;
        }
        for (; shift > 0; shift -= 7) {
            octets_.at(length_++) = static_cast<std::uint8_t>(0x80U | (arc >> shift & 0x7fU));
        }
        octets_.at(length_++) = static_cast<std::uint8_t>(arc & 0x7fU);
    }

    std::array<std::uint8_t, 12> octets_{};
    std::uint8_t length_ = 0;
};

}  // namespace ikev2::crypto
