// Drawing a DER GeneralName.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Draws `der`, and returns the item of the name if it is one that can be shown in a line.
proto_item* draw_general_name(const Draw& draw, proto_tree* tree, const ike::At<Octets>& der);

void register_general_name(const Registrar& to);

}  // namespace ikev2::epan
