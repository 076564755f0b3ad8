// Drawing a traffic selector where it stands outside of TSi and TSr, too.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"
#include "plugin/ike/payload_ts.h"

namespace ikev2::epan {

/// Draws one selector into `parent`. Returns its item; what it selects, in a line, goes to
/// `summary`: null if that is not known.
proto_item* draw_traffic_selector(const Draw& draw, proto_tree* parent,
                                  const ike::TrafficSelector& selector, const char** summary);

}  // namespace ikev2::epan
