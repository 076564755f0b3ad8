// A message as it was captured.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "plugin/base/mix.h"
#include "plugin/base/octets.h"
#include "plugin/ike/header.h"

namespace ikev2::session {

/// An IP address of a datagram, shorter ones padded with zeros.
using Address = std::array<std::uint8_t, 16>;

/// A frame. Those that a read filter takes out leave their number to the next one, so that it takes
/// the time as well to tell them apart.
struct Place {
    std::uint32_t frame = 0;  ///< Message::frame
    std::int64_t time = 0;    ///< Message::time
};

/// A message as it was captured, in plain values. Owns nothing.
struct Message {
    ike::Header header;
    Octets octets;  ///< from the first SPI octet to the end of the message or of the capture
    Address source{};
    Address destination{};
    std::uint8_t address_length = 0;  ///< 4 or 16; 0 if the message did not come over IP
    std::uint16_t source_port = 0;
    std::uint16_t destination_port = 0;
    std::uint32_t frame = 0;  ///< number of the frame, from 1
    std::int64_t time = 0;    ///< when it was captured, in nanoseconds since 1970
    std::uint64_t digest = digest_of(octets);
    std::uint32_t key = 0;  ///< another one for each message of the frame
};

}  // namespace ikev2::session
