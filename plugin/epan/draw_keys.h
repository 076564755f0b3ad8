// The keys of an IKE SA in the tree, for those who ask for them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Adds the keys of the message's IKE SA, if it was opened and the preference show_secrets is set.
void draw_keys(const Draw& draw);

void register_keys(const Registrar& to);

}  // namespace ikev2::epan
