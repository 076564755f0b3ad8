// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/draw_keys.h"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>

#include "plugin/epan/bridge/key_bridge.h"
#include "plugin/epan/preferences.h"

namespace ikev2::epan {

namespace {

int hf_sk_d = -1;
int hf_sk_ai = -1;
int hf_sk_ar = -1;
int hf_sk_ei = -1;
int hf_sk_er = -1;
int hf_sk_pi = -1;
int hf_sk_pr = -1;

int hf_encr_i = -1;
int hf_encr_r = -1;
int hf_integ_i = -1;
int hf_integ_r = -1;
int hf_esp_encr = -1;
int hf_esp_integ = -1;

int ett_keys = -1;
int ett_child_keys = -1;
int ett_esp_keys = -1;

hf_register_info fields[] = {
    {&hf_sk_d,
     {"SK_d", "ikev2.key.sk_d", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Key for the keys of CHILD_SAs and of the next IKE SA", HFILL}},
    {&hf_sk_ai,
     {"SK_ai", "ikev2.key.sk_ai", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Integrity key of the original initiator's messages", HFILL}},
    {&hf_sk_ar,
     {"SK_ar", "ikev2.key.sk_ar", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Integrity key of the original responder's messages", HFILL}},
    {&hf_sk_ei,
     {"SK_ei", "ikev2.key.sk_ei", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Encryption key of the original initiator's messages, with its salt", HFILL}},
    {&hf_sk_er,
     {"SK_er", "ikev2.key.sk_er", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Encryption key of the original responder's messages, with its salt", HFILL}},
    {&hf_sk_pi,
     {"SK_pi", "ikev2.key.sk_pi", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Key for the AUTH payload of the initiator", HFILL}},
    {&hf_sk_pr,
     {"SK_pr", "ikev2.key.sk_pr", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Key for the AUTH payload of the responder", HFILL}},
};

hf_register_info child_fields[] = {
    {&hf_encr_i,
     {"Encryption key of the requester", "ikev2.key.child_encr_i", FT_BYTES, BASE_NONE, nullptr,
      0x0, "For what the requester of this exchange sends, with its salt", HFILL}},
    {&hf_integ_i,
     {"Integrity key of the requester", "ikev2.key.child_integ_i", FT_BYTES, BASE_NONE, nullptr,
      0x0, "For what the requester of this exchange sends", HFILL}},
    {&hf_encr_r,
     {"Encryption key of the responder", "ikev2.key.child_encr_r", FT_BYTES, BASE_NONE, nullptr,
      0x0, "For what the responder of this exchange sends, with its salt", HFILL}},
    {&hf_integ_r,
     {"Integrity key of the responder", "ikev2.key.child_integ_r", FT_BYTES, BASE_NONE, nullptr,
      0x0, "For what the responder of this exchange sends", HFILL}},
    {&hf_esp_encr,
     {"Encryption key", "ikev2.esp.key.encr", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "That opened the packet, with its salt", HFILL}},
    {&hf_esp_integ,
     {"Integrity key", "ikev2.esp.key.integ", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "That opened the packet", HFILL}},
};

int* const subtrees[] = {&ett_keys, &ett_child_keys, &ett_esp_keys};

struct KeyItem {
    int field;
    Octets octets;
};

void add_keys(proto_tree* tree, tvbuff_t* tvb, int subtree, const char* title,
              std::span<const KeyItem> keys) {
    if (std::ranges::all_of(keys, [](const KeyItem& key) { return key.octets.empty(); })) {
        return;
    }
    proto_item* item = nullptr;
    proto_tree* inside = proto_tree_add_subtree(tree, tvb, 0, 0, subtree, &item, title);
    proto_item_set_generated(item);
    for (const KeyItem& key : keys) {
        if (!key.octets.empty()) {
            proto_item_set_generated(
                proto_tree_add_bytes_with_length(inside, key.field, tvb, 0, 0, key.octets.data(),
                                                 static_cast<int>(key.octets.size())));
        }
    }
}

}  // namespace

void draw_keys(const Draw& draw) {
    const session::MessageView* view = draw.message->view;
    if (!show_secrets() || view == nullptr || view->key_set == 0) {
        return;
    }
    const KeyOctets keys = bridge_keys(*view);
    std::array<KeyItem, std::tuple_size_v<KeyOctets>> items{};
    for (unsigned i = 0; i < keys.size(); ++i) {
        items[i] = {*fields[i].p_id, keys[i]};
    }
    add_keys(draw.tree, draw.tvb, ett_keys, "Keys of the IKE SA (RFC 7296, 2.14)", items);
}

void draw_child_keys(const Draw& draw, std::uint32_t child) {
    if (!show_secrets()) {
        return;
    }
    const ChildKeyOctets keys = bridge_child_keys(child);
    const KeyItem items[] = {{hf_encr_i, keys.encr[0]},
                             {hf_integ_i, keys.integ[0]},
                             {hf_encr_r, keys.encr[1]},
                             {hf_integ_r, keys.integ[1]}};
    add_keys(draw.tree, draw.tvb, ett_child_keys, "Keys of the CHILD_SA (RFC 7296, 2.17)", items);
}

void draw_esp_keys(proto_tree* tree, tvbuff_t* tvb, const session::EspView& view) {
    if (!show_secrets()) {
        return;
    }
    const ChildKeyOctets keys = bridge_esp_keys(view);
    const KeyItem items[] = {{hf_esp_encr, keys.encr[0]}, {hf_esp_integ, keys.integ[0]}};
    add_keys(tree, tvb, ett_esp_keys, "Keys of the ESP SA", items);
}

void register_keys(const Registrar& to) {
    register_fields(to, fields);
    register_fields(to, child_fields);
    register_subtrees(subtrees);
}

}  // namespace ikev2::epan
