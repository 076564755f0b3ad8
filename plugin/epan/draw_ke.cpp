// The Key Exchange payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/ike/payload_ke.h"

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

}  // namespace

void draw_ke(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto ke = ike::KeyExchange::read(reader);
    add(draw, draw.tree, hf_dh_group, ke.group);
    add_reserved(draw, draw.tree, ke.reserved);
    if (reader.ok()) {
        add_rest(draw, draw.tree, hf_data, ke.data, payload.end);
    }
    report_shortfall(draw, draw.tree, reader.shortfall(), "Key Exchange payload");
}

void register_ke(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace ikev2::epan
