// The EAP payload (RFC 7296, section 3.16).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/eap.h"
#include "plugin/epan/payload_table.h"
#include "plugin/epan/subdissector.h"

namespace ikev2::epan {

namespace {

int hf_data = -1;

int ett_eap = -1;

hf_register_info fields[] = {
    {&hf_data,
     {"EAP Message", "ikev2.eap.data", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

int* const subtrees[] = {&ett_eap};

dissector_handle_t eap_handle = nullptr;

}  // namespace

void draw_eap(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto message = reader.rest();
    proto_item* item = add(draw, draw.tree, hf_data, message);
    if (item == nullptr) {
        report_shortfall(draw, draw.tree, ike::Shortfall::structure, "EAP payload");
        return;
    }
    call_subdissector(draw, proto_item_add_subtree(item, ett_eap), eap_handle, message);
}

void find_eap_dissector() {
    eap_handle = find_dissector("eap");
}

void register_eap(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace ikev2::epan
