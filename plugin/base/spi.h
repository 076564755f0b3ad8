// The pair of SPIs that names an IKE SA.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <cstdint>

namespace ikev2 {

/// IKE SA Initiator's SPI and Responder's SPI (RFC 7296, section 3.1), 8 octets each, the first
/// octet on the wire in the highest bits. The responder's is 0 in the first message.
struct SpiPair {
    std::uint64_t initiator = 0;
    std::uint64_t responder = 0;

    auto operator<=>(const SpiPair&) const = default;
};

}  // namespace ikev2
