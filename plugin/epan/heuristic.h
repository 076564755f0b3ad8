// Finding IKEv2 on ports that are not its own.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/epan.h"

namespace ikev2::epan {

/// Adds the heuristic dissectors `ikev2_udp` and `ikev2_tcp` for `protocol`. They are part of it:
/// epan does not call them while it is switched off.
void hand_off_heuristics(int protocol);

}  // namespace ikev2::epan
