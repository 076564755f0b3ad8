// The Notify payload (RFC 7296, section 3.10).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |  Protocol ID  |   SPI Size    |      Notify Message Type      |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                Security Parameter Index (SPI)                 ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                       Notification Data                       ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

struct Notify {
    At<std::uint8_t> protocol_id;
    At<std::uint8_t> spi_size;
    At<std::uint16_t> type;
    At<Octets> spi;
    At<Octets> data;

    /// Reads the body of a Notify payload as far as it goes.
    [[nodiscard]] static Notify read(Reader& reader) noexcept {
        Notify notify;
        notify.protocol_id = reader.u8();
        notify.spi_size = reader.u8();
        notify.type = reader.u16();
        notify.spi = reader.octets(notify.spi_size.value);
        notify.data = reader.rest();
        return notify;
    }
};

}  // namespace ikev2::ike
