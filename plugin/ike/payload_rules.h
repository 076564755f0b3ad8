// Which payloads an exchange may have, and which of them in clear.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/payload.h"

namespace ikev2::ike {

/// Whether the messages of an exchange may have payloads of this type, as the RFC that defines the
/// exchange has it (for the first four RFC 7296, Appendix C). True for types and exchanges that are
/// not known, and for Notify and Vendor ID payloads, which may be anywhere.
[[nodiscard]] bool is_allowed_in(std::uint8_t exchange, std::uint8_t payload_type) noexcept;

/// Whether a payload of a message of this exchange may stand outside an Encrypted payload: only
/// those before keys are known, the Encrypted payload itself, a puzzle's solution (RFC 8019,
/// section 7.2), and what a node says that has no keys (RFC 7296, sections 1.5 and 2.21; RFC 6290,
/// section 4.2). True for types and exchanges that are not known. `buffer` is what `payload` was
/// read from.
[[nodiscard]] bool may_be_unencrypted(std::uint8_t exchange, const Payload& payload,
                                      Octets buffer) noexcept;

}  // namespace ikev2::ike
