// Telling an IKEv2 message from foreign octets, where no port number announces one.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"

namespace ikev2::ike {

/// Of the octet with the major and minor version in an IKE header; also that of IKEv1's (RFC 2408,
/// section 3.1).
constexpr std::uint32_t kVersionOffset = 17;

/// Whether `octets` look enough like the header of an IKEv2 message for somebody who was told to
/// expect one: version 2.0, a registered exchange type, reserved flags zero. ESP packets do with a
/// probability of 2^-17.
[[nodiscard]] bool resembles_header(Octets octets) noexcept;

/// Whether `octets` begin with the header of an IKEv2 message of `length` octets: version 2.0, a
/// registered exchange type and first payload type, reserved flags zero, the Length field equal to
/// `length`, and SPIs and Message ID as RFC 7296, sections 2.2, 2.6 and 3.1, have them in such an
/// exchange. False if the header was not captured whole.
[[nodiscard]] bool looks_like_header(Octets octets, std::uint32_t length) noexcept;

/// Whether `octets`, the captured part of `length` octets, are an IKEv2 message: such a header and,
/// as far as captured, payloads whose reserved bits are zero and whose lengths add up to `length`
/// exactly. Random octets pass with a probability below 2^-50. Cheap for all that is not IKEv2:
/// most is told by one octet.
[[nodiscard]] bool looks_like_message(Octets octets, std::uint32_t length) noexcept;

}  // namespace ikev2::ike
