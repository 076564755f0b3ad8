// The Certificate and Certificate Request payloads (RFC 7296, sections 3.6 and 3.7).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// | Cert Encoding |                                               |
// +-+-+-+-+-+-+-+-+                                               |
// ~          Certificate Data, or Certification Authority         ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

/// Octets of the SHA-1 hashes that the "Hash and URL" encodings and CERTREQ carry.
constexpr std::uint32_t kSha1Length = 20;

struct Certificate {
    At<std::uint8_t> encoding;
    At<Octets> data;

    /// Reads the body of a CERT or CERTREQ payload as far as it goes.
    [[nodiscard]] static Certificate read(Reader& reader) noexcept {
        Certificate cert;
        cert.encoding = reader.u8();
        cert.data = reader.rest();
        return cert;
    }
};

}  // namespace ikev2::ike
