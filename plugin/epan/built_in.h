// Wireshark's own dissectors of what travels on IKE's ports.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/epan/epan.h"

namespace ikev2::epan {

constexpr std::uint32_t kPortIke = 500;
constexpr std::uint32_t kPortNatTraversal = 4500;

/// What had the ports before this plugin took them over. A handle that this Wireshark does not have
/// is null.
struct BuiltIn {
    dissector_handle_t isakmp;
    dissector_handle_t esp;
    dissector_handle_t udp_nat_traversal;  ///< of port 4500: ESP, NAT-keepalive, and the marker
    dissector_handle_t tcp_ike;            ///< of TCP port 500
    dissector_handle_t tcp_nat_traversal;  ///< of TCP port 4500
};

/// Valid from the handoff on.
const BuiltIn& built_in();

/// Looks them up; to be called before anything is taken over.
void find_built_in();

/// Calls `handle`; 0 if it is null or switched off.
int call_or_zero(dissector_handle_t handle, tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree,
                 void* data);

}  // namespace ikev2::epan
