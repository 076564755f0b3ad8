// What the proposals of an SA payload must be (RFC 7296, sections 2.7 and 3.3).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_sa.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

/// Transform Types that `proposal` must have and has not (section 3.3.3), as a set: bit n for type
/// n. INTEG is missing if an encryption that needs it is proposed without. Empty if the proposal is
/// cut short, or of a protocol that is not IKE, AH or ESP.
[[nodiscard]] std::uint32_t missing_transform_types(const Proposal& proposal) noexcept;

/// Whether the SA payload beside a KE payload proposes its method: "The Diffie-Hellman Group Num
/// ... MUST match a Diffie-Hellman group specified in a proposal in the SA payload that is sent in
/// the same message" (section 3.4). True if `chain`, over `buffer`, has no whole SA payload.
[[nodiscard]] bool proposes_ke_method(Octets buffer, Chain chain, std::uint16_t method) noexcept;

/// Whether the first proposal of `choice` was offered: "the accepted cryptographic suite MUST
/// contain exactly one transform of each type included in the proposal", and has that proposal's
/// number (section 2.7). Both are readers of the bodies of SA payloads. True if there is no choice.
[[nodiscard]] bool is_choice_of(Reader offer, Reader choice) noexcept;

}  // namespace ikev2::ike
