// The Traffic Selector payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/draw_ts.h"

#include "plugin/epan/layout.h"
#include "plugin/epan/limits.h"
#include "plugin/epan/payload_table.h"
#include "plugin/iana/ts_types.h"
#include "plugin/ike/ts_fc.h"

#include <epan/to_str.h>

extern "C" {
#include <epan/ipproto.h>
}

namespace ikev2::epan {

namespace {

int hf_number = -1;
int hf_data = -1;
int hf_type = -1;
int hf_protoid = -1;
int hf_selector_length = -1;
int hf_start_port = -1;
int hf_end_port = -1;
int hf_start_ipv4 = -1;
int hf_end_ipv4 = -1;
int hf_start_ipv6 = -1;
int hf_end_ipv6 = -1;
int hf_start_fc = -1;
int hf_end_fc = -1;
int hf_start_r_ctl = -1;
int hf_end_r_ctl = -1;
int hf_start_type = -1;
int hf_end_type = -1;
int hf_seclabel = -1;

int ett_selector = -1;

// Made when it is shown, and only then.
void format_protocol(char* label, std::uint32_t protocol) {
    TextWriter(label, ITEM_LABEL_LENGTH)
        .append(protocol)
        .append(" (")
        .append(protocol == 0 ? "any" : ipprotostr(static_cast<int>(protocol)))
        .append(")");
}

hf_register_info fields[] = {
    {&hf_number,
     {"Number of Traffic Selectors", "ikev2.ts.number", FT_UINT8, BASE_DEC, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_data,
     {"Traffic Selector", "ikev2.ts.data", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_type,
     {"Traffic Selector Type", "ikev2.ts.type", FT_UINT8, BASE_DEC | BASE_RANGE_STRING,
      &iana::ts::registry, 0x0, nullptr, HFILL}},
    {&hf_protoid,
     {"Protocol ID", "ikev2.ts.protoid", FT_UINT8, BASE_CUSTOM, CF_FUNC(format_protocol), 0x0,
      "IP protocol; 0 for any", HFILL}},
    {&hf_selector_length,
     {"Selector Length", "ikev2.ts.selector_length", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_start_port,
     {"Start Port", "ikev2.ts.start_port", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_end_port,
     {"End Port", "ikev2.ts.end_port", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_start_ipv4,
     {"Starting Addr", "ikev2.ts.start_ipv4", FT_IPv4, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_end_ipv4,
     {"Ending Addr", "ikev2.ts.end_ipv4", FT_IPv4, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_start_ipv6,
     {"Starting Addr", "ikev2.ts.start_ipv6", FT_IPv6, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_end_ipv6,
     {"Ending Addr", "ikev2.ts.end_ipv6", FT_IPv6, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_start_fc,
     {"Starting Addr", "ikev2.ts.start_fc", FT_UINT32, BASE_DEC, nullptr, 0x0,
      "Fibre Channel address", HFILL}},
    {&hf_end_fc,
     {"Ending Addr", "ikev2.ts.end_fc", FT_UINT32, BASE_DEC, nullptr, 0x0, "Fibre Channel address",
      HFILL}},
    {&hf_start_r_ctl,
     {"Starting R_CTL", "ikev2.ts.start_r_ctl", FT_UINT8, BASE_DEC, nullptr, 0x0,
      "Fibre Channel Routing Control", HFILL}},
    {&hf_end_r_ctl,
     {"Ending R_CTL", "ikev2.ts.end_r_ctl", FT_UINT8, BASE_DEC, nullptr, 0x0,
      "Fibre Channel Routing Control", HFILL}},
    {&hf_start_type,
     {"Starting Type", "ikev2.ts.start_type", FT_UINT8, BASE_DEC, nullptr, 0x0,
      "Fibre Channel Type", HFILL}},
    {&hf_end_type,
     {"Ending Type", "ikev2.ts.end_type", FT_UINT8, BASE_DEC, nullptr, 0x0, "Fibre Channel Type",
      HFILL}},
    {&hf_seclabel,
     {"Security Label", "ikev2.ts.seclabel", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

int* const subtrees[] = {&ett_selector};

expert_field ei_count = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_count,
     {"ikev2.ts.number.wrong", PI_PROTOCOL, PI_WARN,
      "The number of traffic selectors is not that of the selectors that follow", EXPFILL}},
};

const char* address_text(const Draw& draw, const ike::At<Octets>& address) {
    wmem_allocator_t* pool = draw.message->pinfo->pool;
    const auto offset = static_cast<int>(address.offset);
    return address.length == 4 ? tvb_ip_to_str(pool, draw.tvb, offset)
                               : tvb_ip6_to_str(pool, draw.tvb, offset);
}

const char* draw_address_range(const Draw& draw, proto_tree* tree,
                               const ike::TrafficSelector& selector) {
    add(draw, tree, hf_start_port, selector.start_port);
    add(draw, tree, hf_end_port, selector.end_port);
    const bool ipv6 = selector.type.value == iana::ts::TS_IPV6_ADDR_RANGE;
    add(draw, tree, ipv6 ? hf_start_ipv6 : hf_start_ipv4, selector.start_address, ENC_BIG_ENDIAN);
    add(draw, tree, ipv6 ? hf_end_ipv6 : hf_end_ipv4, selector.end_address, ENC_BIG_ENDIAN);
    if (!selector.end_address.present()) {
        return nullptr;
    }
    draw_end(draw, tree, {draw.octets, selector.end_address.end(), selector.end},
             "traffic selector");
    return wmem_strconcat(draw.message->pinfo->pool, address_text(draw, selector.start_address),
                          "-", address_text(draw, selector.end_address), nullptr);
}

const char* draw_fc_range(const Draw& draw, proto_tree* tree, ike::Reader reader) {
    const auto range = ike::FibreChannelRange::read(reader);
    add_reserved(draw, tree, range.reserved);
    add(draw, tree, hf_start_fc, range.start, ENC_BIG_ENDIAN);
    add_reserved(draw, tree, range.reserved2);
    add(draw, tree, hf_end_fc, range.end, ENC_BIG_ENDIAN);
    add(draw, tree, hf_start_r_ctl, range.start_r_ctl);
    add(draw, tree, hf_end_r_ctl, range.end_r_ctl);
    add(draw, tree, hf_start_type, range.start_type);
    add(draw, tree, hf_end_type, range.end_type);
    draw_end(draw, tree, reader, "traffic selector");
    if (!range.end.present()) {
        return nullptr;
    }
    return wmem_strdup_printf(
        draw.message->pinfo->pool, "%s-%s",
        bytes_to_str(draw.message->pinfo->pool, range.start.value.data(), range.start.length),
        bytes_to_str(draw.message->pinfo->pool, range.end.value.data(), range.end.length));
}

// "An opaque byte stream of at least one octet" (RFC 9478, section 2.1); mostly text.
const char* draw_seclabel(const Draw& draw, proto_tree* tree, const ike::At<Octets>& label) {
    proto_item* item = add(draw, tree, hf_seclabel, label);
    if (item == nullptr) {
        report_shortfall(draw, tree, ike::Shortfall::structure, "traffic selector");
    }
    if (!is_printable(label.value)) {
        return nullptr;
    }
    const char* text = printable_text(draw, label);
    append_text(item, " (", text, ")");
    return text;
}

bool has_protocol_id(std::uint8_t type) {
    return type != iana::ts::TS_FC_ADDR_RANGE && type != iana::ts::TS_SECLABEL;
}

const char* draw_selected(const Draw& draw, proto_tree* tree,
                          const ike::TrafficSelector& selector) {
    if (selector.shortfall == ike::Shortfall::capture && !selector.start_port.present()) {
        return nullptr;
    }
    switch (selector.type.value) {
        case iana::ts::TS_IPV4_ADDR_RANGE:
        case iana::ts::TS_IPV6_ADDR_RANGE:
            return draw_address_range(draw, tree, selector);
        case iana::ts::TS_FC_ADDR_RANGE:
            return draw_fc_range(draw, tree,
                                 {draw.octets, selector.data.offset, selector.data.end()});
        case iana::ts::TS_SECLABEL:
            return draw_seclabel(draw, tree, selector.data);
        default:
            add_data(draw, tree, selector.data);
            return nullptr;
    }
}

}  // namespace

proto_item* draw_traffic_selector(const Draw& draw, proto_tree* parent,
                                  const ike::TrafficSelector& selector, const char** summary) {
    const auto captured = static_cast<std::uint32_t>(draw.octets.size());
    const std::uint32_t end = selector.end < captured ? selector.end : captured;
    proto_item* item =
        proto_tree_add_item(parent, hf_data, draw.tvb, static_cast<int>(selector.offset),
                            static_cast<int>(end - selector.offset), ENC_NA);
    set_value_text(item, iana::ts::registry.name(selector.type.value));
    proto_tree* tree = proto_item_add_subtree(item, ett_selector);
    add(draw, tree, hf_type, selector.type);
    if (!has_protocol_id(selector.type.value)) {
        add_reserved(draw, tree, selector.protocol_id);
    } else {
        add(draw, tree, hf_protoid, selector.protocol_id);
    }
    add(draw, tree, hf_selector_length, selector.length);
    *summary = draw_selected(draw, tree, selector);
    if (*summary != nullptr) {
        append_text(item, " ", *summary);
    }
    report_shortfall(draw, tree, selector.shortfall, "traffic selector");
    return item;
}

void draw_ts(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    auto ts = ike::TrafficSelectors::read(reader);
    proto_item* number = add(draw, draw.tree, hf_number, ts.count);
    add_reserved(draw, draw.tree, ts.reserved);
    report_shortfall(draw, draw.tree, reader.shortfall(), "Traffic Selector payload");

    unsigned count = 0;
    bool cut = !reader.ok();
    ike::TrafficSelector selector;
    while (ike::next_traffic_selector(ts.selectors, selector)) {
        ++count;
        cut = selector.shortfall == ike::Shortfall::capture;
        const char* summary = nullptr;
        draw_traffic_selector(draw, draw.tree, selector, &summary);
        if (summary != nullptr) {
            append_text(draw.item, ", ", summary);
        }
    }
    if (count > value_of(Limit::selectors)) {
        add_limit(draw.message->pinfo, draw.item, Limit::selectors);
    }
    if (number != nullptr && count != ts.count.value && !cut) {
        expert_add_info_format(draw.message->pinfo, number, &ei_count,
                               "The payload says %u traffic selectors and has %u", ts.count.value,
                               count);
    }
}

void register_ts(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
