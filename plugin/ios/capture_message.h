// A captured message in the plain values that it is held against a log in.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "plugin/base/spi.h"
#include "plugin/ios/log_event.h"
#include "plugin/ios/message.h"

namespace ikev2::ios {

/// A message of a capture. Its `payloads` are complete if `opened`, and of no use otherwise.
struct CaptureMessage : Message {
    std::uint32_t frame = 0;  ///< from 1
    std::int64_t time = 0;    ///< nanoseconds since 1970
    SpiPair spis;
    Endpoint source;
    Endpoint destination;
    bool opened = false;  ///< not encrypted, or decrypted
    /// Frame of the first copy if these octets were sent before; 0 if this is the first.
    std::uint32_t copy_of = 0;
    /// An Encrypted Fragment (RFC 7383). What all of them hold is in the one that completed it.
    bool fragment = false;
    /// Whether the hash of N(NAT_DETECTION_SOURCE_IP), and that of N(NAT_DETECTION_DESTINATION_IP),
    /// is that of the datagram's address; absent without that notify.
    std::optional<bool> source_hash_fits;
    std::optional<bool> destination_hash_fits;
};

}  // namespace ikev2::ios
