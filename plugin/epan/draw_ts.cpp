// The Traffic Selector payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"
#include "plugin/iana/ts_types.h"
#include "plugin/ike/payload_ts.h"

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

int ett_selector = -1;

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
     {"Protocol ID", "ikev2.ts.protoid", FT_UINT8, BASE_DEC, nullptr, 0x0, "IP protocol; 0 for any",
      HFILL}},
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

void draw_selector(const Draw& draw, const ike::TrafficSelector& selector) {
    const auto length = static_cast<int>((selector.end < draw.octets.size()
                                              ? selector.end
                                              : static_cast<std::uint32_t>(draw.octets.size())) -
                                         selector.offset);
    proto_item* item = proto_tree_add_item(draw.tree, hf_data, draw.tvb,
                                           static_cast<int>(selector.offset), length, ENC_NA);
    proto_item_append_text(item, ": %s", iana::ts::registry.name(selector.type.value));
    proto_tree* tree = proto_item_add_subtree(item, ett_selector);
    add(draw, tree, hf_type, selector.type);
    if (proto_item* protocol = add(draw, tree, hf_protoid, selector.protocol_id);
        protocol != nullptr) {
        proto_item_append_text(
            protocol, " (%s)",
            selector.protocol_id.value == 0 ? "any" : ipprotostr(selector.protocol_id.value));
    }
    add(draw, tree, hf_selector_length, selector.length);
    add(draw, tree, hf_start_port, selector.start_port);
    add(draw, tree, hf_end_port, selector.end_port);
    const bool ipv6 = selector.type.value == iana::ts::TS_IPV6_ADDR_RANGE;
    const unsigned encoding = ipv6 ? ENC_NA : ENC_BIG_ENDIAN;
    add(draw, tree, ipv6 ? hf_start_ipv6 : hf_start_ipv4, selector.start_address, encoding);
    add(draw, tree, ipv6 ? hf_end_ipv6 : hf_end_ipv4, selector.end_address, encoding);
    add_data(draw, tree, selector.data);
    if (selector.end_address.present()) {
        const char* text = wmem_strdup_printf(draw.message->pinfo->pool, "%s-%s",
                                              address_text(draw, selector.start_address),
                                              address_text(draw, selector.end_address));
        proto_item_append_text(item, " %s", text);
        proto_item_append_text(draw.item, ", %s", text);
    }
    report_shortfall(draw, tree, selector.shortfall, "traffic selector");
}

}  // namespace

void draw_ts(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    auto ts = ike::TrafficSelectors::read(reader);
    proto_item* number = add(draw, draw.tree, hf_number, ts.count);
    add_reserved(draw, draw.tree, ts.reserved);
    report_shortfall(draw, draw.tree, reader.shortfall(), "Traffic Selector payload");

    unsigned count = 0;
    ike::TrafficSelector selector;
    while (ike::next_traffic_selector(ts.selectors, selector)) {
        ++count;
        draw_selector(draw, selector);
    }
    if (number != nullptr && count != ts.count.value) {
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
