// The Traffic Selector payloads TSi and TSr (RFC 7296, section 3.13).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// | Number of TSs |                 RESERVED                      |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                       <Traffic Selectors>                     ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

struct TrafficSelectors {
    At<std::uint8_t> count;
    At<Octets> reserved;  ///< 3 octets
    Reader selectors;     ///< for next_traffic_selector

    [[nodiscard]] static TrafficSelectors read(Reader& reader) noexcept {
        TrafficSelectors ts;
        ts.count = reader.u8();
        ts.reserved = reader.octets(3);
        ts.selectors = reader;
        return ts;
    }
};

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |   TS Type     |IP Protocol ID*|       Selector Length         |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |           Start Port*         |           End Port*           |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                         Starting Address*                     ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                         Ending Address*                       ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//  * "Fields other than TS Type and Selector Length depend on the TS Type."

/// One traffic selector. For the two address ranges of RFC 7296 ports and addresses are read; any
/// other type is left whole in `data`.
struct TrafficSelector {
    std::uint32_t offset = 0;
    At<std::uint8_t> type;
    At<std::uint8_t> protocol_id;
    At<std::uint16_t> length;
    At<std::uint16_t> start_port;
    At<std::uint16_t> end_port;
    At<Octets> start_address;
    At<Octets> end_address;
    At<Octets> data;  ///< what follows the length, for other types
    std::uint32_t end = 0;
    Shortfall shortfall = Shortfall::none;
};

/// Reads the selector that `reader` stands at. False at the end. One that does not fit is given as
/// far as it goes, with its shortfall; it is the last.
[[nodiscard]] bool next_traffic_selector(Reader& reader, TrafficSelector& selector) noexcept;

}  // namespace ikev2::ike
