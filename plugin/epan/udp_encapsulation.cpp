// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/udp_encapsulation.h"

#include <epan/conversation.h>

#include "plugin/base/octets.h"
#include "plugin/epan/built_in.h"
#include "plugin/epan/dissect.h"
#include "plugin/epan/esp_dissect.h"
#include "plugin/ike/header.h"
#include "plugin/ike/recognition.h"
#include "plugin/ike/tcp_stream.h"

namespace ikev2::epan {

namespace {

constexpr int kMarkerLength = ike::kNonEspMarkerLength;

dissector_handle_t ikev2_handle = nullptr;
dissector_handle_t nat_traversal_handle = nullptr;
protocol_t* ikev2_protocol = nullptr;
int proto_ikev2 = -1;

// The built-in dissector's item and field: the same filters find the marker with both.
int proto_udpencap = -1;
int hf_non_esp_marker = -1;

int ett_udpencap = -1;
int* const subtrees[] = {&ett_udpencap};

expert_field ei_marker_missing = EI_INIT;
expert_field ei_marker_unexpected = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_marker_missing,
     {"ikev2.non_esp_marker.missing", PI_PROTOCOL, PI_WARN,
      "IKE message without the non-ESP marker on port 4500 (RFC 7296, section 3.1)", EXPFILL}},
    {&ei_marker_unexpected,
     {"ikev2.non_esp_marker.unexpected", PI_PROTOCOL, PI_WARN,
      "The non-ESP marker belongs to port 4500, not to port 500 (RFC 7296, section 3.1)", EXPFILL}},
};

// A datagram, as the core sees it.
struct Datagram {
    Octets octets;         // as captured
    std::uint32_t length;  // as sent

    [[nodiscard]] bool has_marker() const {
        return octets.size() >= ike::kNonEspMarkerLength && octets[0] == 0 && octets[1] == 0 &&
               octets[2] == 0 && octets[3] == 0;
    }

    [[nodiscard]] Datagram behind_marker() const {
        return {octets.subspan(ike::kNonEspMarkerLength), length - ike::kNonEspMarkerLength};
    }

    [[nodiscard]] bool is_message() const { return ike::looks_like_message(octets, length); }

    [[nodiscard]] bool is_marked_message() const {
        return has_marker() && behind_marker().is_message();
    }

    // Whether it has a whole header of IKE's version 2.
    [[nodiscard]] bool has_version_2() const {
        return length >= ike::kHeaderLength && octets.size() > ike::kVersionOffset &&
               octets[ike::kVersionOffset] >> 4U == 2;
    }
};

Datagram datagram_of(tvbuff_t* tvb) {
    const auto captured = static_cast<std::uint32_t>(tvb_captured_length(tvb));
    return {Octets(tvb_get_ptr(tvb, 0, static_cast<int>(captured)), captured),
            static_cast<std::uint32_t>(tvb_reported_length(tvb))};
}

// Adds the item that the built-in dissector adds on port 4500, over the marker if there is one.
proto_item* add_udpencap(tvbuff_t* tvb, proto_tree* tree, int marker_length) {
    if (proto_udpencap <= 0) {
        return nullptr;
    }
    proto_item* item = proto_tree_add_item(tree, proto_udpencap, tvb, 0, marker_length, ENC_NA);
    if (marker_length != 0 && hf_non_esp_marker > 0) {
        proto_tree_add_item(proto_item_add_subtree(item, ett_udpencap), hf_non_esp_marker, tvb, 0,
                            marker_length, ENC_NA);
    }
    return item;
}

int dissect_marked(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data,
                   expert_field* finding) {
    proto_item* item = add_udpencap(tvb, tree, kMarkerLength);
    if (finding != nullptr) {
        expert_add_info(pinfo, item, finding);
    }
    return kMarkerLength +
           dissect_ike(tvb_new_subset_remaining(tvb, kMarkerLength), pinfo, tree, data);
}

}  // namespace

bool is_ikev2_enabled() {
    return proto_is_protocol_enabled(ikev2_protocol) != 0;
}

int dissect_ike(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    // Whoever called may have added the protocol to the frame's layers already.
    const wmem_list_frame_t* last = wmem_list_tail(pinfo->layers);
    const bool has_layer =
        last != nullptr && GPOINTER_TO_INT(wmem_list_frame_data(last)) == proto_ikev2;
    const int taken = has_layer ? dissect_ikev2(tvb, pinfo, tree, data)
                                : call_dissector_only(ikev2_handle, tvb, pinfo, tree, data);
    return taken != 0 ? taken : call_or_zero(built_in().isakmp, tvb, pinfo, tree, data);
}

int dissect_udp_ike(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    const Datagram datagram = datagram_of(tvb);
    // An initiator's SPI may begin with four octets of zero as well.
    if (datagram.is_marked_message() && !datagram.is_message() && is_ikev2_enabled()) {
        return dissect_marked(tvb, pinfo, tree, data, &ei_marker_unexpected);
    }
    return dissect_ike(tvb, pinfo, tree, data);
}

int dissect_udp_nat_traversal(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    const Datagram datagram = datagram_of(tvb);
    if (is_ikev2_enabled()) {
        if (datagram.has_marker() && datagram.behind_marker().has_version_2()) {
            return dissect_marked(tvb, pinfo, tree, data, nullptr);
        }
        // What looks like an SPI is that of IKE.
        if (datagram.is_message()) {
            expert_add_info(pinfo, add_udpencap(tvb, tree, 0), &ei_marker_missing);
            return dissect_ike(tvb, pinfo, tree, data);
        }
    }
    return dissect_and_open_esp(built_in().udp_nat_traversal, tvb, pinfo, tree, data);
}

int dissect_udp_decode_as(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    const Datagram datagram = datagram_of(tvb);
    if (datagram.is_message() ||
        (!datagram.is_marked_message() && ike::resembles_header(datagram.octets))) {
        return dissect_ike(tvb, pinfo, tree, data);
    }
    return dissect_udp_nat_traversal(tvb, pinfo, tree, data);
}

int dissect_udp_if_certain(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    const Datagram datagram = datagram_of(tvb);
    if (datagram.is_message()) {
        return dissect_ike(tvb, pinfo, tree, data);
    }
    if (!datagram.is_marked_message()) {
        return 0;
    }
    // On such a port ESP has no mark of its own. Frames before this one stay what they were, so
    // that a second pass shows the same as the first.
    conversation_set_dissector_from_frame_number(find_or_create_conversation(pinfo), pinfo->num,
                                                 nat_traversal_handle);
    return dissect_marked(tvb, pinfo, tree, data, nullptr);
}

void register_udp_encapsulation(const Registrar& to) {
    proto_ikev2 = to.protocol;
    ikev2_protocol = find_protocol_by_id(to.protocol);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
}

void hand_off_udp_encapsulation(dissector_handle_t ikev2, dissector_handle_t nat_traversal) {
    ikev2_handle = ikev2;
    nat_traversal_handle = nat_traversal;
    proto_udpencap = proto_get_id_by_filter_name("udpencap");
    hf_non_esp_marker = proto_registrar_get_id_byname("udpencap.non_esp_marker");
}

}  // namespace ikev2::epan
