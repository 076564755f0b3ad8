// The hash that NAT_DETECTION_SOURCE_IP and NAT_DETECTION_DESTINATION_IP carry (RFC 7296, 2.23).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/base/spi.h"

namespace ikev2::crypto {

/// A SHA-1 digest.
using NatDetectionHash = std::array<std::uint8_t, 20>;

/// "a SHA-1 digest of the SPIs (in the order they appear in the header), IP address, and port".
/// `address` is 4 octets of an IPv4 address or 16 of an IPv6 address, in network order. False, and
/// `hash` as it was: an address of another length, or no libgcrypt.
[[nodiscard]] bool nat_detection_hash(const SpiPair& spis, Octets address, std::uint16_t port,
                                      NatDetectionHash& hash) noexcept;

}  // namespace ikev2::crypto
