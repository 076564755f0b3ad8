// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/layout.h"

#include <algorithm>
#include <cstring>

namespace ikev2::epan {

namespace {

expert_field ei_excess = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_excess,
     {"ikev2.payloadlength.excess", PI_PROTOCOL, PI_WARN,
      "Octets behind the end of what a structure contains", EXPFILL}},
};

// Whether the octets are a text that epan shows as it is.
bool is_plain_text(const Part& part, Octets octets) {
    return proto_registrar_get_ftype(*part.field) == FT_STRING &&
           (part.encoding == ENC_ASCII || part.encoding == ENC_UTF_8) && is_printable(octets) &&
           std::memchr(octets.data(), '\\', octets.size()) == nullptr;
}

}  // namespace

void draw_layout(const Draw& draw, proto_tree* tree, ike::Reader reader, const Layout& layout,
                 const char* what, proto_item* summary) {
    bool first = true;
    do {
        for (const Part& part : layout.parts) {
            if (part.field == nullptr) {
                break;
            }
            const auto value = part.length != 0 ? reader.octets(part.length) : reader.rest();
            proto_item* item = add(draw, tree, *part.field, value, part.encoding);
            if (part.shown && item != nullptr) {
                if (is_plain_text(part, value.value)) {
                    append_text(summary, first ? ": " : ", ",
                                Characters{reinterpret_cast<const char*>(value.value.data()),
                                           value.value.size()});
                } else {
                    append_value(draw, summary, item, first);
                }
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
    if (item == nullptr || !shows_text(summary)) {
        return;
    }
    const char* text = proto_item_get_display_repr(draw.message->pinfo->pool, item);
    if (text != nullptr && *text != '\0') {
        append_text(summary, first ? ": " : ", ", text);
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
