// Which datagrams and segments are IKEv2's.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/epan.h"

namespace ikev2::epan {

void register_ports(int protocol);

/// Takes the ports of IKE over; `ikev2` is the handle of a message's dissector.
void hand_off_ports(int protocol, dissector_handle_t ikev2);

}  // namespace ikev2::epan
