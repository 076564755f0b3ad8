// The keys of an IKE SA in the tree, for those who ask for them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/bridge/esp_bridge.h"
#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Adds the keys of the message's IKE SA, if it was opened and the preference show_secrets is set.
void draw_keys(const Draw& draw);

/// Adds the keys of the CHILD_SA that the message made to `draw.tree`, likewise.
void draw_child_keys(const Draw& draw, std::uint32_t child);

/// Adds the keys that opened an ESP packet to `tree`, if the preference show_secrets is set.
void draw_esp_keys(proto_tree* tree, tvbuff_t* tvb, const session::EspView& view);

void register_keys(const Registrar& to);

}  // namespace ikev2::epan
