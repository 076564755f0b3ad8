// Drawing an AlgorithmIdentifier (RFC 7427, section 3).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Draws `der` below `item`, which stands for it: the name of the algorithm, if it is known, and
/// the ASN.1. Returns the name, or null.
const char* draw_algorithm_identifier(const Draw& draw, proto_item* item,
                                      const ike::At<Octets>& der);

void register_algorithm_identifier(const Registrar& to);

}  // namespace ikev2::epan
