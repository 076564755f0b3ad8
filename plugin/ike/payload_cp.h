// The Configuration payload (RFC 7296, section 3.15).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/attribute.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |   CFG Type    |                    RESERVED                   |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                   Configuration Attributes                    ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

struct Configuration {
    At<std::uint8_t> type;
    At<Octets> reserved;  ///< 3 octets
    Reader attributes;    ///< for next_configuration_attribute

    [[nodiscard]] static Configuration read(Reader& reader) noexcept {
        Configuration cp;
        cp.type = reader.u8();
        cp.reserved = reader.octets(3);
        cp.attributes = reader;
        return cp;
    }
};

/// Reads the configuration attribute that `reader` stands at (section 3.15.1): always with a
/// length, the first bit being reserved ("This bit MUST be set to zero and MUST be ignored on
/// receipt"). Its results are those of next_attribute.
[[nodiscard]] bool next_configuration_attribute(Reader& reader, Attribute& attribute) noexcept;

}  // namespace ikev2::ike
