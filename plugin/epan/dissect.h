// Dissecting one IKEv2 message.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/epan.h"

namespace ikev2::epan {

/// Dissects `tvb`, which begins with the first SPI octet. Returns the octets that are IKEv2's; 0,
/// without having drawn anything, if it is not an IKEv2 message.
int dissect_ikev2(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data);

void register_dissect(int protocol);

}  // namespace ikev2::epan
