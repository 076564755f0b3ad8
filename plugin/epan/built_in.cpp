// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/built_in.h"

namespace ikev2::epan {

namespace {

BuiltIn found{};

}  // namespace

const BuiltIn& built_in() {
    return found;
}

void find_built_in() {
    found.isakmp = find_dissector("isakmp");
    found.esp = find_dissector("esp");
    found.udp_nat_traversal = dissector_get_default_uint_handle("udp.port", kPortNatTraversal);
    found.tcp_ike = dissector_get_default_uint_handle("tcp.port", kPortIke);
    found.tcp_nat_traversal = dissector_get_default_uint_handle("tcp.port", kPortNatTraversal);
}

int call_or_zero(dissector_handle_t handle, tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree,
                 void* data) {
    return handle != nullptr ? call_dissector_only(handle, tvb, pinfo, tree, data) : 0;
}

}  // namespace ikev2::epan
