// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/ios_debug.h"

#include "plugin/epan/bridge/debug_bridge.h"

namespace ikev2::epan {

namespace {

int hf_debug = -1;
int hf_file = -1;
int hf_line = -1;
int hf_last_line = -1;
int hf_direction = -1;
int hf_state = -1;
int hf_finding = -1;

int ett_debug = -1;

hf_register_info fields[] = {
    {&hf_debug,
     {"Debug of the router", "ikev2.debug", FT_NONE, BASE_NONE, nullptr, 0x0,
      "Where the debug log shows this message", HFILL}},
    {&hf_file, {"Log", "ikev2.debug.file", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_line,
     {"First line", "ikev2.debug.line", FT_UINT32, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_last_line,
     {"Last line", "ikev2.debug.last_line", FT_UINT32, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_direction,
     {"Direction", "ikev2.debug.direction", FT_STRING, BASE_NONE, nullptr, 0x0,
      "Whether the router sent or received it", HFILL}},
    {&hf_state,
     {"State", "ikev2.debug.state", FT_STRING, BASE_NONE, nullptr, 0x0,
      "A state that the router went to before its next message", HFILL}},
    {&hf_finding,
     {"Finding", "ikev2.debug.finding", FT_STRING, BASE_NONE, nullptr, 0x0,
      "What differs between the capture and the debug log", HFILL}},
};

int* const subtrees[] = {&ett_debug};

expert_field ei_differs = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_differs,
     {"ikev2.debug.differs", PI_PROTOCOL, PI_WARN, "Capture and debug log differ", EXPFILL}},
};

proto_item* add_generated(const Draw& draw, proto_tree* tree, int field, const char* text) {
    proto_item* item = proto_tree_add_string(tree, field, draw.tvb, 0, 0, text);
    proto_item_set_generated(item);
    return item;
}

void draw_lines(const Draw& draw, const DebugOfFrame& debug, const DebugLines& lines) {
    proto_item* item = proto_tree_add_none_format(
        draw.tree, hf_debug, draw.tvb, 0, 0, "Debug of the router: %s, lines %u to %u, %s",
        debug.file.c_str(), lines.first, lines.last, lines.direction);
    proto_item_set_generated(item);
    proto_tree* tree = proto_item_add_subtree(item, ett_debug);
    add_generated(draw, tree, hf_file, debug.file.c_str());
    proto_item_set_generated(proto_tree_add_uint(tree, hf_line, draw.tvb, 0, 0, lines.first));
    proto_item_set_generated(proto_tree_add_uint(tree, hf_last_line, draw.tvb, 0, 0, lines.last));
    add_generated(draw, tree, hf_direction, lines.direction);
    for (const std::string& state : lines.states) {
        add_generated(draw, tree, hf_state, state.c_str());
    }
}

}  // namespace

void take_for_debug(const MessageContext& context, const session::Message& message,
                    std::uint32_t length) {
    if (PINFO_FD_VISITED(context.pinfo) || !bridge_debug_wanted()) {
        return;
    }
    session::ReadablePayloads payloads{message.octets, context.header->next_payload.value,
                                       ike::kHeaderLength, length, false};
    if (!context.payloads.empty()) {
        payloads = {context.payloads, context.view->inner_type, 0,
                    static_cast<std::uint32_t>(context.payloads.size()), true};
    }
    bridge_debug_take(message, context.view, payloads);
}

void draw_debug(const Draw& draw) {
    packet_info* pinfo = draw.message->pinfo;
    // What an ICMP error quotes is no message of its own.
    if (!PINFO_FD_VISITED(pinfo) || pinfo->flags.in_error_pkt != 0U) {
        return;
    }
    const DebugOfFrame* debug = bridge_debug_of(pinfo->num);
    if (debug == nullptr) {
        return;
    }
    for (const DebugLines& lines : debug->lines) {
        draw_lines(draw, *debug, lines);
    }
    for (const std::string& finding : debug->findings) {
        proto_item* item = add_generated(draw, draw.tree, hf_finding, finding.c_str());
        expert_add_info_format(pinfo, item, &ei_differs, "%s", finding.c_str());
    }
}

void register_debug(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
