// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/heuristic.h"

#include <type_traits>

#include "plugin/epan/tcp_encapsulation.h"
#include "plugin/epan/udp_encapsulation.h"

namespace ikev2::epan {

namespace {

// gboolean, and bool from Wireshark 4.4 on.
using Taken = std::invoke_result_t<heur_dissector_t, tvbuff_t*, packet_info*, proto_tree*, void*>;

Taken try_udp(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    return static_cast<Taken>(dissect_udp_if_certain(tvb, pinfo, tree, data) != 0);
}

Taken try_tcp(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    return static_cast<Taken>(dissect_tcp_if_prefixed(tvb, pinfo, tree, data) != 0);
}

}  // namespace

void hand_off_heuristics(int protocol) {
    heur_dissector_add("udp", try_udp, "IKEv2 over UDP", "ikev2_udp", protocol, HEURISTIC_ENABLE);
    heur_dissector_add("tcp", try_tcp, "IKEv2 over TCP", "ikev2_tcp", protocol, HEURISTIC_ENABLE);
}

}  // namespace ikev2::epan
