// The Nonce payload (RFC 7296, section 3.9).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"

namespace ikev2::epan {

namespace {

int hf_nonce = -1;

hf_register_info fields[] = {
    {&hf_nonce, {"Nonce DATA", "ikev2.nonce", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

}  // namespace

void draw_nonce(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    if (reader.at_end()) {
        report_shortfall(draw, draw.tree, ike::Shortfall::structure, "Nonce payload");
        return;
    }
    add(draw, draw.tree, hf_nonce, reader.rest());
}

void register_nonce(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace ikev2::epan
