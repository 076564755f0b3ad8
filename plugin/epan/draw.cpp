// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/draw.h"

#include <algorithm>

namespace ikev2::epan {

namespace {

int hf_reserved = -1;
int hf_datapayload = -1;

hf_register_info fields[] = {
    {&hf_reserved,
     {"Reserved", "ikev2.reserved", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_datapayload,
     {"Data Payload", "ikev2.datapayload", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

expert_field ei_reserved = EI_INIT;
expert_field ei_short = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_reserved,
     {"ikev2.reserved.not_zero", PI_PROTOCOL, PI_NOTE, "A reserved field is not zero", EXPFILL}},
    {&ei_short,
     {"ikev2.payloadlength.short", PI_MALFORMED, PI_ERROR,
      "A structure ends before what it must contain", EXPFILL}},
};

}  // namespace

proto_item* add_rest(const Draw& draw, proto_tree* tree, int field, const ike::At<Octets>& at,
                     std::uint32_t end) {
    if (at.present() || end > draw.octets.size()) {
        return add(draw, tree, field, at);
    }
    return proto_tree_add_item(tree, field, draw.tvb, static_cast<int>(end), 0, ENC_NA);
}

// As epan itself takes formats.
// NOLINTNEXTLINE(cert-dcl50-cpp)
proto_tree* add_subtree(const Draw& draw, proto_tree* tree, std::uint32_t offset, std::uint32_t end,
                        int subtree, proto_item** item, const char* format, ...) {
    const auto captured = static_cast<std::uint32_t>(draw.octets.size());
    va_list arguments;
    va_start(arguments, format);
    const char* text = wmem_strdup_vprintf(draw.message->pinfo->pool, format, arguments);
    va_end(arguments);
    const std::uint32_t length = std::min(end, captured) - std::min(offset, captured);
    return proto_tree_add_subtree(tree, draw.tvb, static_cast<int>(std::min(offset, captured)),
                                  static_cast<int>(length), subtree, item, text);
}

void add_reserved(const Draw& draw, proto_tree* tree, const ike::At<Octets>& at) {
    proto_item* item = add(draw, tree, hf_reserved, at);
    if (item != nullptr && std::ranges::any_of(at.value, [](std::uint8_t o) { return o != 0; })) {
        expert_add_info(draw.message->pinfo, item, &ei_reserved);
    }
}

void add_reserved(const Draw& draw, proto_tree* tree, const ike::At<std::uint8_t>& at) {
    if (at.present()) {
        add_reserved(draw, tree,
                     ike::At<Octets>{draw.octets.subspan(at.offset, 1), at.offset, at.length});
    }
}

void report_shortfall(const Draw& draw, proto_tree* tree, ike::Shortfall shortfall,
                      const char* what) {
    // What the capture cut off is said once, for the whole message.
    if (shortfall == ike::Shortfall::structure) {
        expert_add_info_format(draw.message->pinfo, proto_tree_get_parent(tree), &ei_short,
                               "The %s ends before what it must contain", what);
    }
}

void add_data(const Draw& draw, proto_tree* tree, const ike::At<Octets>& at) {
    add(draw, tree, hf_datapayload, at);
}

void register_draw(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
