// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/layout.h"

#include <algorithm>

namespace ikev2::epan {

namespace {

expert_field ei_excess = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_excess,
     {"ikev2.payloadlength.excess", PI_PROTOCOL, PI_WARN,
      "Octets behind the end of what a structure contains", EXPFILL}},
};

}  // namespace

void draw_layout(const Draw& draw, proto_tree* tree, ike::Reader reader, const Layout& layout,
                 const char* what, proto_item* summary) {
    bool first = true;
    do {
        for (const Part& part : layout.parts) {
            if (part.field == nullptr) {
                break;
            }
            proto_item* item =
                add(draw, tree, *part.field,
                    part.length != 0 ? reader.octets(part.length) : reader.rest(), part.encoding);
            if (part.shown && item != nullptr) {
                append_value(draw, summary, item, first);
                first = false;
            }
        }
    } while (layout.repeated && reader.ok() && !reader.at_end());
    draw_end(draw, tree, reader, what);
}

void draw_end(const Draw& draw, proto_tree* tree, ike::Reader reader, const char* what) {
    report_shortfall(draw, tree, reader.shortfall(), what);
    if (reader.ok() && !reader.at_end()) {
        const std::uint32_t left = reader.remaining();
        add_data(draw, tree, reader.rest());
        expert_add_info_format(draw.message->pinfo, proto_tree_get_parent(tree), &ei_excess,
                               "%u octets behind the end of the %s", left, what);
    }
}

void append_value(const Draw& draw, proto_item* summary, proto_item* item, bool first) {
    if (summary == nullptr || item == nullptr) {
        return;
    }
    const char* text = proto_item_get_display_repr(draw.message->pinfo->pool, item);
    if (text != nullptr && *text != '\0') {
        proto_item_append_text(summary, "%s %s", first ? ":" : ",", text);
    }
}

bool is_printable(Octets octets) {
    return !octets.empty() &&
           std::ranges::all_of(octets, [](std::uint8_t o) { return o >= 0x20 && o < 0x7f; });
}

const char* printable_text(const Draw& draw, const ike::At<Octets>& at) {
    return reinterpret_cast<const char*>(
        tvb_get_string_enc(draw.message->pinfo->pool, draw.tvb, static_cast<int>(at.offset),
                           static_cast<int>(at.length), ENC_ASCII));
}

void register_layout(const Registrar& to) {
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
