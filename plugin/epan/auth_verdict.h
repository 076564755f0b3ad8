// Saying whether an AUTH payload was verified.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Adds the verdict on the message's AUTH payload to the payload's tree.
void draw_auth_verdict(const Draw& draw);

/// Adds the verdict on the message's NO_PPK_AUTH notification to `draw.tree` (RFC 8784).
void draw_no_ppk_auth_verdict(const Draw& draw);

void register_auth_verdict(const Registrar& to);

}  // namespace ikev2::epan
