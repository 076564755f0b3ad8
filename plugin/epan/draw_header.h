// Drawing the IKE header.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Draws the header of the message, as far as it goes.
void draw_header(const Draw& draw);

void register_header(const Registrar& to);

}  // namespace ikev2::epan
