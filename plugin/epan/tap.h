// The tap "ikev2": what the statistics get of each message.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// What a tap listener is given. Valid during the call only.
struct TapMessage {
    const ike::Header* header;
    const session::MessageView* view;  ///< null if nothing is known of the message
    Octets octets;               ///< that `first_payload` and the offsets of its chain count in
    std::uint8_t first_payload;  ///< type of the first payload that can be read
    std::uint32_t offset;        ///< where that is
    std::uint32_t end;
};

/// Hands a message to the listeners, if there are any.
void tap_message(const MessageContext& context, Octets octets, std::uint32_t length);

void register_tap();

}  // namespace ikev2::epan
