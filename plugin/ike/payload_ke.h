// The Key Exchange payload (RFC 7296, section 3.4).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |   Diffie-Hellman Group Num    |           RESERVED            |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                       Key Exchange Data                       ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

struct KeyExchange {
    At<std::uint16_t> group;
    At<Octets> reserved;  ///< 2 octets
    At<Octets> data;

    /// Reads the body of a KE payload as far as it goes.
    [[nodiscard]] static KeyExchange read(Reader& reader) noexcept {
        KeyExchange ke;
        ke.group = reader.u16();
        ke.reserved = reader.octets(2);
        ke.data = reader.rest();
        return ke;
    }
};

}  // namespace ikev2::ike
