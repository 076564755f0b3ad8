// The data of REDIRECT and REDIRECTED_FROM (RFC 5685, section 9).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// | GW Ident Type |  GW Ident Len |                               |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               ~
// ~                   New Responder GW Identity                   ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                        Nonce Data                             ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

struct Redirect {
    At<std::uint8_t> identity_type;
    At<std::uint8_t> identity_length;
    At<Octets> identity;
    At<Octets> nonce;  ///< only in a REDIRECT of an IKE_SA_INIT response

    /// Reads the Notification Data as far as it goes.
    [[nodiscard]] static Redirect read(Reader& reader) noexcept {
        Redirect it;
        it.identity_type = reader.u8();
        it.identity_length = reader.u8();
        it.identity = reader.octets(it.identity_length.value);
        it.nonce = reader.rest();
        return it;
    }
};

}  // namespace ikev2::ike
