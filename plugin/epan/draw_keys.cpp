// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/draw_keys.h"

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

int ett_keys = -1;

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

int* const subtrees[] = {&ett_keys};

}  // namespace

void draw_keys(const Draw& draw) {
    const session::MessageView* view = draw.message->view;
    if (!show_secrets() || view == nullptr || view->key_set == 0) {
        return;
    }
    const KeyOctets keys = bridge_keys(*view);
    proto_item* item = nullptr;
    proto_tree* tree = proto_tree_add_subtree(draw.tree, draw.tvb, 0, 0, ett_keys, &item,
                                              "Keys of the IKE SA (RFC 7296, 2.14)");
    proto_item_set_generated(item);
    for (unsigned i = 0; i < keys.size(); ++i) {
        if (!keys[i].empty()) {
            proto_item_set_generated(
                proto_tree_add_bytes_with_length(tree, *fields[i].p_id, draw.tvb, 0, 0,
                                                 keys[i].data(), static_cast<int>(keys[i].size())));
        }
    }
}

void register_keys(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace ikev2::epan
