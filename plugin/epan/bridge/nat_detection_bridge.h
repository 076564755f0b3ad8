// The hash of RFC 7296, section 2.23, for the glue.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/base/octets.h"
#include "plugin/base/spi.h"

namespace ikev2::epan {

/// Octets of a NAT detection hash.
constexpr std::uint32_t kNatDetectionHashLength = 20;

/// crypto::nat_detection_hash; `hash` has room for kNatDetectionHashLength octets.
[[nodiscard]] bool bridge_nat_detection_hash(const SpiPair& spis, Octets address,
                                             std::uint16_t port, MutableOctets hash) noexcept;

}  // namespace ikev2::epan
