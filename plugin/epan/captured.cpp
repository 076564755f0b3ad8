// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/captured.h"

#include "plugin/epan/plain_address.h"

namespace ikev2::epan {

session::Place place_of(const packet_info& pinfo) {
    constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
    return {pinfo.num, pinfo.abs_ts.secs * nanoseconds_per_second + pinfo.abs_ts.nsecs};
}

session::Message captured_message(const packet_info& pinfo, const ike::Header& header,
                                  Octets octets) {
    const bool is_ip = pinfo.src.type == AT_IPv4 || pinfo.src.type == AT_IPv6;
    const session::Place place = place_of(pinfo);
    return {.header = header,
            .octets = octets,
            .source = to_plain(pinfo.src),
            .destination = to_plain(pinfo.dst),
            .address_length = static_cast<std::uint8_t>(is_ip ? pinfo.src.len : 0),
            .source_port = static_cast<std::uint16_t>(pinfo.srcport),
            .destination_port = static_cast<std::uint16_t>(pinfo.destport),
            .frame = place.frame,
            .time = place.time,
            .digest = 0,
            .key = 0};
}

}  // namespace ikev2::epan
