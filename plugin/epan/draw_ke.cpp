// The Key Exchange payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/bridge/algorithm_bridge.h"
#include "plugin/epan/payload_table.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/ike/payload_ke.h"
#include "plugin/ike/sa_rules.h"

namespace ikev2::epan {

namespace {

int hf_dh_group = -1;
int hf_data = -1;

hf_register_info fields[] = {
    {&hf_dh_group,
     {"DH Group #", "ikev2.key_exchange.dh_group", FT_UINT16, BASE_DEC | BASE_RANGE_STRING,
      &iana::dh::registry, 0x0, "Key Exchange Method", HFILL}},
    {&hf_data,
     {"Key Exchange Data", "ikev2.key_exchange.data", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
};

expert_field ei_length = EI_INIT;
expert_field ei_method = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_length,
     {"ikev2.key_exchange.data.length", PI_PROTOCOL, PI_ERROR,
      "The Key Exchange Data has not the length that its method has", EXPFILL}},
    {&ei_method,
     {"ikev2.key_exchange.dh_group.not_proposed", PI_PROTOCOL, PI_WARN,
      "No proposal of the message has the Key Exchange Method of its KE payload", EXPFILL}},
};

void check_ke(const Draw& draw, const ike::KeyExchange& ke, proto_item* group, proto_item* data) {
    packet_info* pinfo = draw.message->pinfo;
    const char* name = iana::dh::registry.name(ke.group.value);
    const std::uint32_t length =
        bridge_ke_data_length(ke.group.value, draw.message->header->is_response());
    if (length != 0 && length != ke.data.length) {
        expert_add_info_format(pinfo, data, &ei_length,
                               "%u octets of Key Exchange Data; %s has %u (RFC 7296, section 3.4)",
                               ke.data.length, name, length);
    }
    if (!ike::proposes_ke_method(draw.octets, draw.chain, ke.group.value)) {
        expert_add_info_format(pinfo, group, &ei_method, "No proposal of the message has %s", name);
    }
}

}  // namespace

void draw_ke(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto ke = ike::KeyExchange::read(reader);
    proto_item* group = add(draw, draw.tree, hf_dh_group, ke.group);
    add_reserved(draw, draw.tree, ke.reserved);
    if (reader.ok()) {
        proto_item* data = add_rest(draw, draw.tree, hf_data, ke.data, payload.end);
        check_ke(draw, ke, group, data);
    }
    report_shortfall(draw, draw.tree, reader.shortfall(), "Key Exchange payload");
}

void register_ke(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
