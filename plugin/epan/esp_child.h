// CHILD_SAs, as messages and ESP packets show them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"
#include "plugin/session/message_view.h"

namespace ikev2::session {
struct ChildView;
}  // namespace ikev2::session

namespace ikev2::epan {

/// The names of its algorithms, in memory of the packet.
const char* algorithms_text(packet_info* pinfo, const session::ChildView& child);

/// What there is to say of `child` in one line, in memory of the packet.
const char* child_text(packet_info* pinfo, const session::ChildView& child);

/// Adds the CHILD_SA that the message made to `draw.tree`.
void draw_child(const Draw& draw);

void register_child(const Registrar& to);

}  // namespace ikev2::epan
