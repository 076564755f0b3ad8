// Calling dissectors of Wireshark's for what a payload carries.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Lets `handle` draw `octets` into `tree`. The columns stay as they are, and octets that the
/// dissector fails on spoil nothing but its own part of the tree. True if it drew anything.
bool call_subdissector(const Draw& draw, proto_tree* tree, dissector_handle_t handle,
                       const ike::At<Octets>& octets);

}  // namespace ikev2::epan
