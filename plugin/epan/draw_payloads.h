// Drawing chains of payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"
#include "plugin/ike/payload.h"

namespace ikev2::epan {

/// Draws the payloads of `chain` into `outer.tree`. Leaves by an exception of epan's, after it has
/// drawn what there is, when the capture cuts a payload short.
void draw_chain(const Draw& outer, ike::Chain chain);

/// Adds the octets from `offset` to `end`, which lie behind the end of the `what`.
void add_extra_data(const Draw& draw, std::uint32_t offset, std::uint32_t end, const char* what);

void register_payloads(const Registrar& to);

}  // namespace ikev2::epan
