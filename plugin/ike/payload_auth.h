// The Authentication payload (RFC 7296, section 3.8; RFC 7427, section 3).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// | Auth Method   |                RESERVED                       |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                      Authentication Data                      ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

struct Authentication {
    At<std::uint8_t> method;
    At<Octets> reserved;  ///< 3 octets
    At<Octets> data;

    /// Reads the body of an AUTH payload as far as it goes.
    [[nodiscard]] static Authentication read(Reader& reader) noexcept {
        Authentication auth;
        auth.method = reader.u8();
        auth.reserved = reader.octets(3);
        auth.data = reader.rest();
        return auth;
    }
};

/// The Authentication Data of a digital signature (RFC 7427, section 3): one octet of length, the
/// DER AlgorithmIdentifier, the signature value.
struct DigitalSignature {
    At<std::uint8_t> asn1_length;
    At<Octets> algorithm_identifier;
    At<Octets> signature;

    [[nodiscard]] static DigitalSignature read(Reader& reader) noexcept {
        DigitalSignature it;
        it.asn1_length = reader.u8();
        it.algorithm_identifier = reader.octets(it.asn1_length.value);
        it.signature = reader.rest();
        return it;
    }
};

}  // namespace ikev2::ike
