// The stream of TCP-encapsulated IKE and ESP packets (RFC 9329).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "plugin/base/octets.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//                                 |            Length             |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |                         Non-ESP Marker                        |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |                IKE message (RFC 7296), or, in the place       |
// ~                of marker and message, an ESP packet           ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

/// "Each stream of bytes used for IKE and IPsec encapsulation MUST begin with a fixed sequence of
/// 6 bytes as a magic value, containing the characters "IKETCP" as ASCII values. [...] This value
/// is only sent once, by the TCP Originator only" (section 4).
constexpr std::array<std::uint8_t, 6> kStreamPrefix{'I', 'K', 'E', 'T', 'C', 'P'};

/// Of the Length field, which counts itself (section 3).
constexpr std::uint32_t kStreamLengthLength = 2;

/// "four octets of zero" in front of an IKE message, where an ESP packet has its SPI (RFC 3948,
/// section 2.2; RFC 9329, section 3.1).
constexpr std::uint32_t kNonEspMarkerLength = 4;

/// Length field and marker.
constexpr std::uint32_t kStreamHeaderLength = kStreamLengthLength + kNonEspMarkerLength;

/// The octet of a NAT-keepalive packet (RFC 3948, section 2.3), which may come as a message of one
/// octet.
constexpr std::uint8_t kNatKeepalive = 0xff;

/// What a stretch of the stream is.
enum class StreamPart : std::uint8_t {
    undecided,  ///< there are too few octets to tell
    prefix,
    ike,  ///< a message with the non-ESP marker
    esp,
    nat_keepalive,
    bad_length,  ///< no message; for 0 and 1 "The receiver MUST treat these values as fatal errors"
    /// Not the beginning of a message: the capture begins, or goes on after a loss, inside of one.
    unaligned,
};

/// A stretch of the stream. `length` is in octets, the Length field included; a message may reach
/// behind the octets at hand, and what is no message ends where the next one begins. 0 if
/// undecided.
struct StreamStretch {
    StreamPart part = StreamPart::undecided;
    std::uint32_t length = 0;
};

/// What begins at the start of `octets`, which hold what there is of the stream from a boundary of
/// messages on, or from a place that is taken for one.
[[nodiscard]] StreamStretch stretch_of_stream(Octets octets) noexcept;

/// What a stretch is that stretch_of_stream() said has `length` octets; `octets` are those of it
/// that were captured.
[[nodiscard]] StreamPart part_of_stream(Octets octets, std::uint32_t length) noexcept;

/// Whether `octets` are, from their first one on, the stream prefix, or as much of it as they are
/// long. False if there are none.
[[nodiscard]] bool starts_with_stream_prefix(Octets octets) noexcept;

/// Whether `octets` begin with a Length field, the non-ESP marker and the header of an IKEv2
/// message which that length fits.
[[nodiscard]] bool starts_with_ike_in_stream(Octets octets) noexcept;

}  // namespace ikev2::ike
