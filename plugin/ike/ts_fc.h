// The Fibre Channel traffic selector TS_FC_ADDR_RANGE (RFC 4595, section 4.4).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |    TS TYPE    |   Reserved    |       Selector Length         |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |    Reserved   |               Starting Address                |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |    Reserved   |                Ending Address                 |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// | Starting R_CTL| Ending R_CTL  | Starting Type | Ending Type   |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

struct FibreChannelRange {
    At<std::uint8_t> reserved;
    At<Octets> start;  ///< 3 octets
    At<std::uint8_t> reserved2;
    At<Octets> end;  ///< 3 octets
    At<std::uint8_t> start_r_ctl;
    At<std::uint8_t> end_r_ctl;
    At<std::uint8_t> start_type;
    At<std::uint8_t> end_type;

    /// Reads what follows the Selector Length as far as it goes.
    [[nodiscard]] static FibreChannelRange read(Reader& reader) noexcept {
        constexpr std::uint32_t address_length = 3;
        FibreChannelRange it;
        it.reserved = reader.u8();
        it.start = reader.octets(address_length);
        it.reserved2 = reader.u8();
        it.end = reader.octets(address_length);
        it.start_r_ctl = reader.u8();
        it.end_r_ctl = reader.u8();
        it.start_type = reader.u8();
        it.end_type = reader.u8();
        return it;
    }
};

}  // namespace ikev2::ike
