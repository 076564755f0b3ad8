// Putting IKE fragments together (RFC 7383) with epan's reassembly.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// The limits that the fragment `view` reached: then it is not taken for a message.
[[nodiscard]] Limits limits_of_fragment(const session::MessageView& view);

/// Adds the opened fragment `fragment`, without padding, to those of its message that are known.
/// Returns what the message's fragments came to; null as long as one is missing. Call it once for
/// each opened fragment on each pass.
fragment_head* add_fragment(const MessageContext& message, tvbuff_t* fragment);

/// The message's payloads, if `fragments` was completed in this frame; empty otherwise.
Octets reassembled_octets(const MessageContext& message, fragment_head* fragments);

/// Adds the links to the other fragments to `tree`. Returns a buffer of the message's payloads if
/// it was completed in this frame; null otherwise.
tvbuff_t* draw_fragments(const MessageContext& message, proto_tree* tree);

void register_fragments(const Registrar& to);

}  // namespace ikev2::epan
