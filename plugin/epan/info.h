// The Info column of a message.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Sets the Info column: exchange, Message ID, role, and the payloads in the notation of RFC 7296,
/// section 1.2, those inside an opened SK payload between braces.
void set_info(const MessageContext& message, Octets octets, std::uint32_t length);

}  // namespace ikev2::epan
