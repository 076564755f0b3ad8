// Attributes in type/value and type/length/value form (RFC 7296, sections 3.3.5 and 3.15.1).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |A|       Attribute Type        |    AF=0  Attribute Length     |
// |F|                             |    AF=1  Attribute Value      |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |                   AF=0  Attribute Value                       |
// |                   AF=1  Not Transmitted                       |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

/// "If the AF bit is a one (1), the attribute is in TV format".
constexpr std::uint16_t kAttributeFormatBit = 0x8000;

struct Attribute {
    std::uint32_t offset = 0;
    At<std::uint16_t> type_field;  ///< the AF bit and the type
    At<std::uint16_t> length;      ///< only in TLV form
    At<Octets> value;

    [[nodiscard]] bool short_form() const noexcept {
        return (type_field.value & kAttributeFormatBit) != 0;
    }
    [[nodiscard]] std::uint16_t type() const noexcept {
        return static_cast<std::uint16_t>(type_field.value & ~kAttributeFormatBit);
    }
    /// The value as a number; 0 if it is longer than four octets.
    [[nodiscard]] std::uint32_t number() const noexcept;
    [[nodiscard]] std::uint32_t end() const noexcept {
        return value.present() ? value.end() : (length.present() ? length.end() : type_field.end());
    }
};

/// Reads the attribute that `reader` stands at. False, with `reader.ok()`, at the end; false,
/// without, when the attribute does not fit: what was read of it is in `attribute`.
[[nodiscard]] bool next_attribute(Reader& reader, Attribute& attribute) noexcept;

}  // namespace ikev2::ike
