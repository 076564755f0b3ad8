// Drawing a transform where it stands outside of a proposal, too.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"
#include "plugin/epan/generic_header.h"
#include "plugin/ike/payload_sa.h"

namespace ikev2::epan {

/// Adds the field that says whether another proposal or transform follows; with an expert item if
/// that is not so.
void add_last_substruc(const Draw& draw, proto_tree* tree, Chained what,
                       const ike::At<std::uint8_t>& value, bool follows);

/// Draws one transform into `parent`.
void draw_transform(const Draw& draw, proto_tree* parent, ike::Transform transform,
                    bool another_follows);

void register_transform(const Registrar& to);

}  // namespace ikev2::epan
