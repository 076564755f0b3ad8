// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/captured.h"

#include "plugin/epan/plain_address.h"

namespace ikev2::epan {

session::Message captured_message(const packet_info& pinfo, const ike::Header& header,
                                  Octets octets) {
    session::Message message{header, octets};
    message.source = to_plain(pinfo.src);
    message.destination = to_plain(pinfo.dst);
    message.address_length = static_cast<std::uint8_t>(
        pinfo.src.type == AT_IPv4 || pinfo.src.type == AT_IPv6 ? pinfo.src.len : 0);
    message.source_port = static_cast<std::uint16_t>(pinfo.srcport);
    message.destination_port = static_cast<std::uint16_t>(pinfo.destport);
    message.frame = pinfo.num;
    constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
    message.time = pinfo.abs_ts.secs * nanoseconds_per_second + pinfo.abs_ts.nsecs;
    return message;
}

}  // namespace ikev2::epan
