// A message as it was captured.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/header.h"

namespace ikev2::session {

/// An IP address of a datagram, shorter ones padded with zeros.
using Address = std::array<std::uint8_t, 16>;

/// A message as it was captured, in plain values. Owns nothing.
struct Message {
    ike::Header header;
    Octets octets;  ///< from the first SPI octet to the end of the message or of the capture
    Address source{};
    Address destination{};
};

}  // namespace ikev2::session
