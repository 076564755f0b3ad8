// The Vendor ID payload (RFC 7296, section 3.12).
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include "plugin/epan/payload_table.h"
#include "plugin/ike/vendor_ids.h"

namespace ikev2::epan {

namespace {

int hf_vid_bytes = -1;
int hf_vid_string = -1;

hf_register_info fields[] = {
    {&hf_vid_bytes,
     {"Vendor ID", "ikev2.vid_bytes", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_vid_string,
     {"Vendor ID", "ikev2.vid_string", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

// Many products send their name as it is.
bool is_printable(Octets octets) {
    return std::ranges::all_of(octets, [](std::uint8_t o) { return o >= 0x20 && o < 0x7f; });
}

}  // namespace

void draw_vendor_id(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto body = reader.rest();
    add(draw, draw.tree, hf_vid_bytes, body);
    if (!body.present()) {
        return;
    }
    const ike::VendorId* known = ike::find_vendor_id(body.value);
    const char* name = known != nullptr ? known->name : nullptr;
    if (name == nullptr && is_printable(body.value)) {
        name = reinterpret_cast<const char*>(
            tvb_get_string_enc(draw.message->pinfo->pool, draw.tvb, static_cast<int>(body.offset),
                               static_cast<int>(body.length), ENC_ASCII));
    }
    if (name != nullptr) {
        proto_tree_add_string(draw.tree, hf_vid_string, draw.tvb, static_cast<int>(body.offset),
                              static_cast<int>(body.length), name);
        proto_item_append_text(draw.item, ": %s", name);
    }
}

void register_vendor_id(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace ikev2::epan
