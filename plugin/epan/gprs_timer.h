// Drawing a GPRS timer 3 (3GPP TS 24.008, clause 10.5.7.4a).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/notify_body.h"

namespace ikev2::epan {

/// Draws the data of a back-off timer: a length, and a GPRS timer 3.
void draw_backoff_timer(const Draw& draw, const ike::Notify& notify);

void register_gprs_timer(const Registrar& to);

}  // namespace ikev2::epan
