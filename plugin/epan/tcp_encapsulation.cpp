// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/tcp_encapsulation.h"

#include <epan/conversation.h>

#include "plugin/base/octets.h"
#include "plugin/epan/built_in.h"
#include "plugin/epan/esp_dissect.h"
#include "plugin/epan/udp_encapsulation.h"
#include "plugin/ike/recognition.h"
#include "plugin/ike/tcp_stream.h"

// It includes a header without linkage specification of its own.
extern "C" {
#include <epan/dissectors/packet-tcp.h>
}

namespace ikev2::epan {

namespace {

constexpr int kLengthLength = ike::kStreamLengthLength;
constexpr int kMarkerLength = ike::kNonEspMarkerLength;
constexpr int kHeaderLength = ike::kStreamHeaderLength;

// The first octet of a stream in Wireshark's relative sequence numbers.
constexpr std::uint32_t kFirstSequenceNumber = 1;

dissector_handle_t stream_handle = nullptr;

int proto_stream = -1;

int hf_prefix = -1;
int hf_length = -1;
int hf_non_esp_marker = -1;
int hf_nat_keepalive = -1;
int hf_unaligned = -1;

int ett_stream = -1;

hf_register_info fields[] = {
    {&hf_prefix,
     {"Stream prefix", "ikev2.tcp.prefix", FT_STRING, BASE_NONE, nullptr, 0x0,
      "What the TCP originator sends first (RFC 9329, section 4)", HFILL}},
    {&hf_length,
     {"Length", "ikev2.tcp.length", FT_UINT16, BASE_DEC, nullptr, 0x0,
      "Octets of the message, of the non-ESP marker, and of this field", HFILL}},
    {&hf_non_esp_marker,
     {"Non-ESP Marker", "ikev2.tcp.non_esp_marker", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_nat_keepalive,
     {"NAT-keepalive packet", "ikev2.tcp.nat_keepalive", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_unaligned,
     {"Part of a message", "ikev2.tcp.unaligned", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Octets before the first message boundary that can be told", HFILL}},
};

int* const subtrees[] = {&ett_stream};

expert_field ei_length = EI_INIT;
expert_field ei_unaligned = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_length,
     {"ikev2.tcp.length.invalid", PI_PROTOCOL, PI_ERROR,
      "No message has such a length; 0 and 1 end the connection (RFC 9329, section 3)", EXPFILL}},
    {&ei_unaligned,
     {"ikev2.tcp.unaligned.present", PI_SEQUENCE, PI_NOTE,
      "Not the beginning of a message: the capture lacks what came before", EXPFILL}},
};

Octets octets_of(tvbuff_t* tvb, int offset) {
    const int captured = tvb_captured_length_remaining(tvb, offset);
    if (captured <= 0) {
        return {};
    }
    return {tvb_get_ptr(tvb, offset, captured), static_cast<std::size_t>(captured)};
}

unsigned length_of_part(packet_info* pinfo, tvbuff_t* tvb, int offset, void* /*data*/) {
    const Octets octets = octets_of(tvb, offset);
    const ike::StreamStretch stretch = ike::stretch_of_stream(octets);
    if (stretch.part != ike::StreamPart::undecided || pinfo->can_desegment != 0) {
        return stretch.length;  // 0: one more segment is needed
    }
    return static_cast<unsigned>(tvb_reported_length_remaining(tvb, offset));
}

// What was shown of the frame's earlier messages stays.
void begin_info(packet_info* pinfo) {
    static char begun;
    if (p_get_proto_data(pinfo->pool, pinfo, proto_stream, 0) == nullptr) {
        p_add_proto_data(pinfo->pool, pinfo, proto_stream, 0, &begun);
        col_set_str(pinfo->cinfo, COL_PROTOCOL, "IKEv2");
        col_clear(pinfo->cinfo, COL_INFO);
    } else {
        col_append_str(pinfo->cinfo, COL_INFO, "; ");
        col_set_fence(pinfo->cinfo, COL_INFO);
    }
}

proto_tree* add_stream_tree(tvbuff_t* tvb, proto_tree* tree, int length) {
    proto_item* item = proto_tree_add_item(tree, proto_stream, tvb, 0, length, ENC_NA);
    return proto_item_add_subtree(item, ett_stream);
}

// The Length field; and the item of the whole, which is `header_length` octets long.
proto_tree* add_header(tvbuff_t* tvb, proto_tree* tree, int header_length, proto_item** length) {
    proto_tree* subtree = add_stream_tree(tvb, tree, header_length);
    *length = proto_tree_add_item(subtree, hf_length, tvb, 0, kLengthLength, ENC_BIG_ENDIAN);
    return subtree;
}

void dissect_prefix(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree) {
    const int length = static_cast<int>(ike::kStreamPrefix.size());
    proto_tree* subtree = add_stream_tree(tvb, tree, length);
    proto_tree_add_item(subtree, hf_prefix, tvb, 0, length, ENC_ASCII);
    col_append_str(pinfo->cinfo, COL_INFO, "Stream prefix IKETCP");
}

void dissect_message(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    proto_item* length = nullptr;
    proto_tree* subtree = add_header(tvb, tree, kHeaderLength, &length);
    proto_tree_add_item(subtree, hf_non_esp_marker, tvb, kLengthLength, kMarkerLength, ENC_NA);
    tvbuff_t* message = tvb_new_subset_remaining(tvb, kHeaderLength);
    if (dissect_ike(message, pinfo, tree, data) == 0) {
        call_data_dissector(message, pinfo, tree);
    }
}

void dissect_esp(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    proto_item* length = nullptr;
    add_header(tvb, tree, kLengthLength, &length);
    tvbuff_t* packet = tvb_new_subset_remaining(tvb, kLengthLength);
    if (dissect_and_open_esp(built_in().esp, packet, pinfo, tree, data) == 0) {
        call_data_dissector(packet, pinfo, tree);
    }
}

void dissect_nat_keepalive(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree) {
    proto_item* length = nullptr;
    proto_tree* subtree = add_header(tvb, tree, kLengthLength + 1, &length);
    proto_tree_add_item(subtree, hf_nat_keepalive, tvb, kLengthLength, 1, ENC_NA);
    col_append_str(pinfo->cinfo, COL_INFO, "NAT-keepalive");
}

void dissect_unaligned(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, bool bad_length) {
    const int captured = static_cast<int>(tvb_captured_length(tvb));
    int at = 0;
    proto_tree* subtree = nullptr;
    if (bad_length) {
        proto_item* length = nullptr;
        subtree = add_header(tvb, tree, captured, &length);
        expert_add_info(pinfo, length, &ei_length);
        at = kLengthLength;
    } else {
        subtree = add_stream_tree(tvb, tree, captured);
    }
    if (captured > at) {
        proto_item* item =
            proto_tree_add_item(subtree, hf_unaligned, tvb, at, captured - at, ENC_NA);
        expert_add_info(pinfo, item, &ei_unaligned);
    }
    col_append_str(pinfo->cinfo, COL_INFO, bad_length ? "Invalid length" : "Part of a message");
}

int dissect_part(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    begin_info(pinfo);
    switch (ike::part_of_stream(octets_of(tvb, 0), tvb_reported_length(tvb))) {
        case ike::StreamPart::prefix:
            dissect_prefix(tvb, pinfo, tree);
            break;
        case ike::StreamPart::ike:
            dissect_message(tvb, pinfo, tree, data);
            break;
        case ike::StreamPart::esp:
            dissect_esp(tvb, pinfo, tree, data);
            break;
        case ike::StreamPart::nat_keepalive:
            dissect_nat_keepalive(tvb, pinfo, tree);
            break;
        case ike::StreamPart::undecided:
        case ike::StreamPart::unaligned:
            dissect_unaligned(tvb, pinfo, tree, false);
            break;
        case ike::StreamPart::bad_length:
            dissect_unaligned(tvb, pinfo, tree, true);
            break;
    }
    return static_cast<int>(tvb_captured_length(tvb));
}

// Whether a segment starts with the stream prefix, or is the first of its stream and starts with a
// part of it.
bool is_prefixed(Octets octets, const void* data) {
    if (!ike::starts_with_stream_prefix(octets)) {
        return false;
    }
    return octets.size() >= ike::kStreamPrefix.size() ||
           (data != nullptr && static_cast<const tcpinfo*>(data)->seq == kFirstSequenceNumber);
}

// Makes the rest of the conversation a stream, once that is certain.
void take_conversation(packet_info* pinfo, Octets octets) {
    if (octets.size() < ike::kStreamPrefix.size()) {
        return;
    }
    // From this frame on, so that a second pass shows the same as the first.
    conversation_set_dissector_from_frame_number(find_or_create_conversation(pinfo), pinfo->num,
                                                 stream_handle);
}

}  // namespace

int dissect_tcp_stream(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    tcp_dissect_pdus(tvb, pinfo, tree, TRUE, 1, length_of_part, dissect_part, data);
    return static_cast<int>(tvb_captured_length(tvb));
}

int dissect_tcp_if_prefixed(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    const Octets octets = octets_of(tvb, 0);
    if (!is_prefixed(octets, data)) {
        return 0;
    }
    take_conversation(pinfo, octets);
    return dissect_tcp_stream(tvb, pinfo, tree, data);
}

int dissect_tcp_port(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data,
                     dissector_handle_t built_in) {
    // Each call of a dissector takes away some of the leave to ask for more segments; this one only
    // passes on.
    pinfo->can_desegment = pinfo->saved_can_desegment;
    const Octets octets = octets_of(tvb, 0);
    if (is_ikev2_enabled()) {
        if (is_prefixed(octets, data) || ike::starts_with_ike_in_stream(octets)) {
            take_conversation(pinfo, octets);
            return call_dissector_only(stream_handle, tvb, pinfo, tree, data);
        }
        // Not encapsulated at all, as the built-in dissector expects it on port 500.
        if (ike::looks_like_message(octets, static_cast<std::uint32_t>(tvb_reported_length(tvb)))) {
            return dissect_ike(tvb, pinfo, tree, data);
        }
    }
    return call_or_zero(built_in, tvb, pinfo, tree, data);
}

void register_tcp_encapsulation(const Registrar& to) {
    // Not a protocol of its own in the list of protocols: it goes with `ikev2`.
    proto_stream =
        proto_register_protocol_in_name_only("TCP Encapsulation of IKE and IPsec Packets",
                                             "IKEv2 TCP", "ikev2.tcp", to.protocol, FT_PROTOCOL);
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
}

void hand_off_tcp_encapsulation(dissector_handle_t stream) {
    stream_handle = stream;
}

}  // namespace ikev2::epan
