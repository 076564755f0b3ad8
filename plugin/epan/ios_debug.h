// What a Cisco router printed about a message, and what differs (preference debug_file).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/bridge/capture_bridge.h"
#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Takes in a message of `length` octets on the first pass, for the comparison with the log.
void take_for_debug(const MessageContext& context, const session::Message& message,
                    std::uint32_t length);

/// Adds where the log shows the message and what differs to `draw.tree`. Nothing on the first pass:
/// the log is held against the whole capture.
void draw_debug(const Draw& draw);

void register_debug(const Registrar& to);

}  // namespace ikev2::epan
