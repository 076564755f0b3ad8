// Telling apart the messages of one frame.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/epan/epan.h"

namespace ikev2::epan {

/// A key for the proto_data of a message, whose octets have this digest: the same on each pass,
/// different for each message of the frame. Call it once for each message on each pass, in the
/// order of dissection.
///
/// A TCP segment, a reassembled one or an aggregate may hold several messages. Where they lie does
/// not tell them apart: offsets count from the start of the frame in one and from the start of the
/// reassembled octets in another. So the key comes from what they hold; of messages that are the
/// same, octet by octet, it counts the order.
std::uint32_t message_key(packet_info* pinfo, int protocol, std::uint64_t digest);

}  // namespace ikev2::epan
