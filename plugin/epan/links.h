// Linking a message to the others of its exchange and of its IKE SA.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Adds the number of the message's IKE SA and of its lineage, its request or response, what it
/// repeats, and what it decides, to `draw.tree`.
void draw_links(const Draw& draw);

void register_links(const Registrar& to);

}  // namespace ikev2::epan
