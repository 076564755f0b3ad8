// The ports of IKE belong to a dispatcher that looks at each datagram and hands it to this
// dissector or to the built-in ones. It is a protocol of its own, so that disabling `ikev2` in the
// list of protocols gives everything back to the built-in dissectors instead of making it Data.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/ports.h"

#include "plugin/epan/fields.h"

#include "plugin/ike/header.h"

namespace ikev2::epan {

namespace {

constexpr std::uint32_t kPortIke = 500;
constexpr std::uint32_t kPortNatTraversal = 4500;

// "four octets of zero" in front of an IKE message on port 4500, where an ESP packet has its SPI
// (RFC 3948, section 2.2).
constexpr int kNonEspMarkerLength = 4;

dissector_handle_t ikev2_handle = nullptr;
dissector_handle_t isakmp_handle = nullptr;
dissector_handle_t udpencap_handle = nullptr;

int proto_ports = -1;
int proto_udpencap = -1;
int hf_non_esp_marker = -1;
int ett_udpencap = -1;

int* const subtrees[] = {&ett_udpencap};

int call_or_zero(dissector_handle_t handle, tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree,
                 void* data) {
    return handle != nullptr ? call_dissector_only(handle, tvb, pinfo, tree, data) : 0;
}

int dissect_plain(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    // 0 from ours: an IKEv1 message, or a protocol that is switched off.
    const int taken = call_dissector_only(ikev2_handle, tvb, pinfo, tree, data);
    return taken != 0 ? taken : call_or_zero(isakmp_handle, tvb, pinfo, tree, data);
}

// Whether a datagram of port 4500 holds an IKEv2 message that this dissector will take.
bool is_ikev2_behind_marker(tvbuff_t* tvb) {
    constexpr int version_at = kNonEspMarkerLength + 17;
    return tvb_reported_length(tvb) >= kNonEspMarkerLength + ike::kHeaderLength &&
           tvb_captured_length(tvb) > static_cast<unsigned>(version_at) &&
           tvb_get_ntohl(tvb, 0) == 0 && (tvb_get_guint8(tvb, version_at) >> 4U) == 2 &&
           proto_is_protocol_enabled(
               find_protocol_by_id(dissector_handle_get_protocol_index(ikev2_handle)));
}

int dissect_nat_traversal(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    if (!is_ikev2_behind_marker(tvb)) {
        return call_or_zero(udpencap_handle, tvb, pinfo, tree, data);
    }
    if (proto_udpencap > 0) {
        proto_item* item =
            proto_tree_add_item(tree, proto_udpencap, tvb, 0, kNonEspMarkerLength, ENC_NA);
        proto_tree* udpencap = proto_item_add_subtree(item, ett_udpencap);
        if (hf_non_esp_marker > 0) {
            proto_tree_add_item(udpencap, hf_non_esp_marker, tvb, 0, kNonEspMarkerLength, ENC_NA);
        }
    }
    tvbuff_t* message = tvb_new_subset_remaining(tvb, kNonEspMarkerLength);
    return kNonEspMarkerLength + call_dissector(ikev2_handle, message, pinfo, tree);
}

int dissect_ports(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    return pinfo->match_uint == kPortNatTraversal ? dissect_nat_traversal(tvb, pinfo, tree, data)
                                                  : dissect_plain(tvb, pinfo, tree, data);
}

}  // namespace

void register_ports() {
    // Below UDP, not below `ikev2`: a protocol of this sort is switched off with its parent.
    proto_ports =
        proto_register_protocol_in_name_only("IKEv2 ports", "IKEv2 ports", "ikev2.ports",
                                             proto_get_id_by_filter_name("udp"), FT_PROTOCOL);
    register_subtrees(subtrees);
}

void hand_off_ports(dissector_handle_t ikev2) {
    ikev2_handle = ikev2;
    isakmp_handle = find_dissector("isakmp");
    udpencap_handle = dissector_get_default_uint_handle("udp.port", kPortNatTraversal);
    proto_udpencap = proto_get_id_by_filter_name("udpencap");
    hf_non_esp_marker = proto_registrar_get_id_byname("udpencap.non_esp_marker");

    dissector_handle_t ports = create_dissector_handle(dissect_ports, proto_ports);
    dissector_add_uint("udp.port", kPortIke, ports);
    dissector_add_uint("udp.port", kPortNatTraversal, ports);
    dissector_add_for_decode_as("udp.port", ikev2_handle);
}

}  // namespace ikev2::epan
