// Expert items for limits that a message reached.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/base/limits.h"
#include "plugin/epan/epan.h"
#include "plugin/epan/fields.h"

namespace ikev2::epan {

/// Says on `item` that a limit was reached.
void add_limit(packet_info* pinfo, proto_item* item, Limit limit);

/// Likewise each of `limits`.
void add_limits(packet_info* pinfo, proto_item* item, Limits limits);

void register_limits(const Registrar& to);

}  // namespace ikev2::epan
