// The ports of IKE belong to dispatchers that look at each datagram or segment and hand it to this
// dissector or to the built-in ones. They are protocols of their own, so that disabling `ikev2` in
// the list of protocols gives everything back to the built-in dissectors instead of making it Data.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/ports.h"

#include "plugin/epan/built_in.h"
#include "plugin/epan/fields.h"
#include "plugin/epan/heuristic.h"
#include "plugin/epan/tcp_encapsulation.h"
#include "plugin/epan/udp_encapsulation.h"

namespace ikev2::epan {

namespace {

int proto_udp_ports = -1;
int proto_tcp_ports = -1;

int dissect_udp_ports(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    return pinfo->match_uint == kPortNatTraversal
               ? dissect_udp_nat_traversal(tvb, pinfo, tree, data)
               : dissect_udp_ike(tvb, pinfo, tree, data);
}

int dissect_tcp_ports(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    return dissect_tcp_port(
        tvb, pinfo, tree, data,
        pinfo->match_uint == kPortNatTraversal ? built_in().tcp_nat_traversal : built_in().tcp_ike);
}

}  // namespace

void register_ports(int protocol) {
    const Registrar to{protocol, expert_register_protocol(protocol)};
    register_udp_encapsulation(to);
    register_tcp_encapsulation(to);
    // Below UDP and TCP, not below `ikev2`: a protocol of this sort is switched off with its
    // parent.
    proto_udp_ports =
        proto_register_protocol_in_name_only("IKEv2 ports", "IKEv2 ports", "ikev2.ports",
                                             proto_get_id_by_filter_name("udp"), FT_PROTOCOL);
    proto_tcp_ports = proto_register_protocol_in_name_only(
        "IKEv2 TCP ports", "IKEv2 TCP ports", "ikev2.tcp_ports", proto_get_id_by_filter_name("tcp"),
        FT_PROTOCOL);
}

void hand_off_ports(int protocol, dissector_handle_t ikev2) {
    find_built_in();

    dissector_handle_t udp_ports = create_dissector_handle(dissect_udp_ports, proto_udp_ports);
    dissector_add_uint("udp.port", kPortIke, udp_ports);
    dissector_add_uint("udp.port", kPortNatTraversal, udp_ports);
    dissector_add_for_decode_as("udp.port",
                                create_dissector_handle(dissect_udp_decode_as, protocol));
    hand_off_udp_encapsulation(ikev2,
                               create_dissector_handle(dissect_udp_nat_traversal, proto_udp_ports));

    dissector_handle_t tcp_ports = create_dissector_handle(dissect_tcp_ports, proto_tcp_ports);
    dissector_add_uint("tcp.port", kPortIke, tcp_ports);
    dissector_add_uint("tcp.port", kPortNatTraversal, tcp_ports);
    dissector_handle_t tcp_stream = create_dissector_handle(dissect_tcp_stream, protocol);
    dissector_add_for_decode_as("tcp.port", tcp_stream);
    hand_off_tcp_encapsulation(tcp_stream);

    hand_off_heuristics(protocol);
}

}  // namespace ikev2::epan
