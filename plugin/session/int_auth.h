// IntAuth: what AUTH covers of the IKE_INTERMEDIATE exchanges (RFC 9242, section 3.3.2).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/base/secret.h"
#include "plugin/session/ike_sa.h"
#include "plugin/session/message.h"

namespace ikev2::session {

/// Takes in an IKE_INTERMEDIATE message that was opened, with the keys that opened it. `payloads`
/// are those inside its SK payload, or of all its fragments together, the first of type
/// `first_type`. A message that is sent again changes nothing.
void take_intermediate(IkeSa& sa, const Message& message, std::uint8_t first_type, Octets payloads);

/// IntAuth_iN | IntAuth_rN | IKE_AUTH_MID; empty if there were no IKE_INTERMEDIATE exchanges;
/// nothing if one of their messages was not taken in.
[[nodiscard]] std::optional<Secret> int_auth(const IkeSa& sa);

}  // namespace ikev2::session
