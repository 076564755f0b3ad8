// The Generic Secure Password Method payload (RFC 6467, section 3).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"

namespace ikev2::epan {

namespace {

int hf_data = -1;

hf_register_info fields[] = {
    {&hf_data,
     {"GSPM", "ikev2.gspm.data", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Data specific to the secure password method, which SECURE_PASSWORD_METHODS in the "
      "IKE_SA_INIT response names",
      HFILL}},
};

}  // namespace

void draw_gspm(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto data = reader.rest();
    add(draw, draw.tree, hf_data, data);
    report_shortfall(
        draw, draw.tree,
        reader.ok() && !data.present() ? ike::Shortfall::structure : ike::Shortfall::none,
        "Generic Secure Password Method payload");
}

void register_gspm(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace ikev2::epan
