// Opening ESP packets with the keys of the CHILD_SAs that the capture negotiated, and with those
// of the key file.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/epan.h"
#include "plugin/epan/fields.h"

namespace ikev2::epan {

// Wireshark's `esp` dissector opens packets with a table of its own. It takes SAs from other
// dissectors too, but no more than 16, not with every algorithm, only if a preference is set that
// is off by default, and it checks no ICV unless another one is set. A further SA would have to go
// into the user's own table, and the preference to be changed under the user's hands; both are
// saved with the next change of any preference. So nothing of it is touched: `esp` draws what it
// can, and the packets that it leaves closed are opened here, each after its integrity check, and
// shown below `esp` with its own fields.

/// Calls `handle`, a dissector of Wireshark's. If that finds `tvb` to be an ESP packet and leaves
/// it closed, and there are keys for it, opens it. An SA of the user's own table so stays the
/// user's. Returns what `handle` does, or 0 if it is null.
int dissect_and_open_esp(dissector_handle_t handle, tvbuff_t* tvb, packet_info* pinfo,
                         proto_tree* tree, void* data);

void register_esp(const Registrar& to);

/// Takes over ESP over IP.
void hand_off_esp();

}  // namespace ikev2::epan
