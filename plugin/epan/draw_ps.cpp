// The Puzzle Solution payload (RFC 8019, section 8.2).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"
#include "plugin/ike/payload_ps.h"

namespace ikev2::epan {

namespace {

int hf_data = -1;
int hf_key = -1;

int ett_data = -1;

hf_register_info fields[] = {
    {&hf_data,
     {"Puzzle Solution Data", "ikev2.ps.data", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_key,
     {"Key", "ikev2.ps.key", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "A key with which the PRF gives as many trailing zero bits as the puzzle asks for", HFILL}},
};

int* const subtrees[] = {&ett_data};

expert_field ei_length = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_length,
     {"ikev2.ps.data.length", PI_MALFORMED, PI_ERROR,
      "The Puzzle Solution Data is not four keys of the same size", EXPFILL}},
};

}  // namespace

void draw_ps(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto solution = ike::PuzzleSolution::read(reader);
    proto_item* item = add(draw, draw.tree, hf_data, solution.data);
    if (!solution.valid()) {
        if (reader.ok()) {
            expert_add_info(draw.message->pinfo, item != nullptr ? item : draw.item, &ei_length);
        }
        return;
    }
    proto_tree* tree = proto_item_add_subtree(item, ett_data);
    ike::Reader keys(draw.octets, solution.data.offset, solution.data.end());
    while (!keys.at_end()) {
        add(draw, tree, hf_key, keys.octets(solution.key_length()));
    }
}

void register_ps(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
