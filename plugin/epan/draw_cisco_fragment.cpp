// Cisco's fragment payload, from before RFC 7383.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/layout.h"
#include "plugin/epan/payload_table.h"

namespace ikev2::epan {

namespace {

int hf_packet_id = -1;
int hf_sequence = -1;
int hf_last = -1;
int hf_data = -1;

const value_string last_values[] = {{0, "More fragments"}, {1, "Last fragment"}, {0, nullptr}};

hf_register_info fields[] = {
    {&hf_packet_id,
     {"Frag ID", "ikev2.frag.packetid", FT_UINT16, BASE_HEX, nullptr, 0x0,
      "The same in all fragments of a message", HFILL}},
    {&hf_sequence,
     {"Frag seq", "ikev2.frag.seq", FT_UINT8, BASE_DEC, nullptr, 0x0, "Counted from 1", HFILL}},
    {&hf_last,
     {"Frag last", "ikev2.frag.last", FT_UINT8, BASE_DEC, VALS(last_values), 0x0, nullptr, HFILL}},
    {&hf_data,
     {"Fragment", "ikev2.frag.data", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Part of a message, header included", HFILL}},
};

constexpr Layout layout = {{unshown(number(&hf_packet_id, 2)), number(&hf_sequence, 1),
                            number(&hf_last, 1), octets(&hf_data)}};

}  // namespace

void draw_cisco_fragment(const Draw& draw, const ike::Payload& payload) {
    draw_layout(draw, draw.tree, payload.reader(draw.octets), layout, "Cisco fragment payload",
                draw.item);
}

void register_cisco_fragment(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace ikev2::epan
