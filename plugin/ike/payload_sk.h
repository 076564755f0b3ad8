// The Encrypted payload SK (RFC 7296, section 3.14) and Encrypted Fragment payload SKF (RFC 7383,
// section 2.5).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// | Next Payload  |C|  RESERVED   |         Payload Length        |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |        Fragment Number        |        Total Fragments        |   (SKF only)
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |                     Initialization Vector                     |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                    Encrypted IKE Payloads                     ~
// +               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |               |             Padding (0-255 octets)            |
// +-+-+-+-+-+-+-+-+                               +-+-+-+-+-+-+-+-+
// |                                               |  Pad Length   |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                    Integrity Checksum Data                    ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

/// What stands in front of the Initialization Vector of an SKF payload.
struct FragmentHeader {
    At<std::uint16_t> number;  ///< "starting from 1"
    At<std::uint16_t> total;

    [[nodiscard]] static FragmentHeader read(Reader& reader) noexcept {
        FragmentHeader fragment;
        fragment.number = reader.u16();
        fragment.total = reader.u16();
        return fragment;
    }
};

/// How the rest of the body divides under a cipher suite.
struct Protected {
    At<Octets> iv;
    At<Octets> ciphertext;  ///< payloads, Padding and Pad Length
    At<Octets> icv;

    /// Divides what `reader` has left; all absent if it is too short for the two lengths.
    [[nodiscard]] static Protected read(Reader& reader, std::uint32_t iv_length,
                                        std::uint32_t icv_length) noexcept;
};

/// The plaintext of an SK payload.
struct Plaintext {
    At<Octets> payloads;
    At<Octets> padding;
    At<std::uint8_t> pad_length;
    bool valid = false;  ///< the Pad Length is no more than what stands in front of it

    [[nodiscard]] static Plaintext read(Octets plaintext) noexcept;
};

}  // namespace ikev2::ike
