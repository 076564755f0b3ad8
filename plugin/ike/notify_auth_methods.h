// The data of SUPPORTED_AUTH_METHODS (RFC 9593, section 3.2).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |  Length (>3)  |  Auth Method  |   Cert Link   |               |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+               +
// ~                      AlgorithmIdentifier                      ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

/// One announcement. It has no Cert Link if it is 2 octets long, and no AlgorithmIdentifier if it
/// is 3.
struct AuthMethodAnnouncement {
    std::uint32_t offset = 0;
    At<std::uint8_t> length;  ///< of the whole announcement
    At<std::uint8_t> method;
    At<std::uint8_t> cert_link;  ///< which CERTREQ's authority it goes with, counted from 1; 0: any
    At<Octets> algorithm_identifier;
    std::uint32_t end = 0;
    Shortfall shortfall = Shortfall::none;
};

/// Reads the announcement that `reader` stands at. False at the end. One that does not fit is given
/// as far as it goes, with its shortfall; it is the last.
[[nodiscard]] bool next_announcement(Reader& reader, AuthMethodAnnouncement& announcement) noexcept;

}  // namespace ikev2::ike
