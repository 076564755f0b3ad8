// The Identification payloads IDi and IDr (RFC 7296, section 3.5).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |   ID Type     |                 RESERVED                      |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                   Identification Data                         ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

struct Identification {
    At<std::uint8_t> type;
    At<Octets> reserved;  ///< 3 octets
    At<Octets> data;

    /// Reads the body of an ID payload as far as it goes.
    [[nodiscard]] static Identification read(Reader& reader) noexcept {
        Identification id;
        id.type = reader.u8();
        id.reserved = reader.octets(3);
        id.data = reader.rest();
        return id;
    }
};

}  // namespace ikev2::ike
