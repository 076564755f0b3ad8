// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/fragments.h"

#include "plugin/base/mix.h"

namespace ikev2::epan {

namespace {

int hf_fragments = -1;
int hf_fragment = -1;
int hf_overlap = -1;
int hf_overlap_conflicts = -1;
int hf_multiple_tails = -1;
int hf_too_long_fragment = -1;
int hf_error = -1;
int hf_count = -1;
int hf_reassembled_in = -1;
int hf_reassembled_length = -1;

int ett_fragment = -1;
int ett_fragments = -1;

hf_register_info fields[] = {
    {&hf_fragments,
     {"Message fragments", "ikev2.fragments", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_fragment,
     {"Message fragment", "ikev2.fragment", FT_FRAMENUM, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_overlap,
     {"Message fragment overlap", "ikev2.fragment.overlap", FT_BOOLEAN, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_overlap_conflicts,
     {"Message fragment overlapping with conflicting data", "ikev2.fragment.overlap.conflicts",
      FT_BOOLEAN, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_multiple_tails,
     {"Message has multiple tail fragments", "ikev2.fragment.multiple_tails", FT_BOOLEAN, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_too_long_fragment,
     {"Message fragment too long", "ikev2.fragment.too_long_fragment", FT_BOOLEAN, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_error,
     {"Message defragmentation error", "ikev2.fragment.error", FT_FRAMENUM, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_count,
     {"Message fragment count", "ikev2.fragment.count", FT_UINT32, BASE_DEC, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_reassembled_in,
     {"Reassembled in", "ikev2.reassembled.in", FT_FRAMENUM, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_reassembled_length,
     {"Reassembled IKEv2 length", "ikev2.reassembled.length", FT_UINT32, BASE_DEC, nullptr, 0x0,
      "Octets of the payloads that the fragments held", HFILL}},
};

int* const subtrees[] = {&ett_fragment, &ett_fragments};

const fragment_items items = {
    &ett_fragment,
    &ett_fragments,
    &hf_fragments,
    &hf_fragment,
    &hf_overlap,
    &hf_overlap_conflicts,
    &hf_multiple_tails,
    &hf_too_long_fragment,
    &hf_error,
    &hf_count,
    &hf_reassembled_in,
    &hf_reassembled_length,
    nullptr,
    "Message fragments",
};

// What the fragments of one message have in common. Addresses do not count: they may change
// (RFC 4555); the total does: a message that is sent again in smaller fragments has a bigger one
// (RFC 7383, section 2.6.1).
struct Key {
    std::uint64_t initiator_spi;
    std::uint64_t responder_spi;
    std::uint32_t message_id;
    std::uint16_t total;
    std::uint16_t flags;
};

Key key_of(const MessageContext& message) {
    const ike::Header& header = *message.header;
    return {header.initiator_spi.value, header.responder_spi.value, header.message_id.value,
            message.view->fragment_total, header.flags.value};
}

// So that nobody can choose keys that collide.
std::uint64_t seed = 0;

guint hash_key(gconstpointer data) {
    const auto* key = static_cast<const Key*>(data);
    const std::uint64_t spis = mix(mix(key->initiator_spi ^ seed) ^ key->responder_spi);
    return static_cast<guint>(mix(spis ^ (std::uint64_t{key->message_id} << 32U | key->total)));
}

gboolean equal_keys(gconstpointer left, gconstpointer right) {
    const auto* a = static_cast<const Key*>(left);
    const auto* b = static_cast<const Key*>(right);
    return a->initiator_spi == b->initiator_spi && a->responder_spi == b->responder_spi &&
           a->message_id == b->message_id && a->total == b->total && a->flags == b->flags;
}

gpointer copy_key(const packet_info* /*pinfo*/, const guint32 /*id*/, const void* data) {
    auto* key = g_new(Key, 1);
    *key = *static_cast<const Key*>(data);
    return key;
}

const reassembly_table_functions key_functions = {hash_key, equal_keys, copy_key,
                                                  copy_key, g_free,     g_free};

reassembly_table table;

// Which fragment completed what (fragment_head to MessageView), as seen on the first pass: a frame
// may hold several fragments of a message, and epan knows them by their frame only.
wmem_map_t* completed_by = nullptr;

bool is_completed_by(const fragment_head* fragments, const session::MessageView& view) {
    return wmem_map_lookup(completed_by, fragments) == &view;
}

}  // namespace

Limits limits_of_fragment(const session::MessageView& view) {
    Limits limits;
    if (view.fragment_total > value_of(Limit::fragments)) {
        limits.add(Limit::fragments);
    }
    if (view.copy > value_of(Limit::fragment_copies)) {
        limits.add(Limit::fragment_copies);
    }
    return limits;
}

fragment_head* add_fragment(const MessageContext& message, tvbuff_t* fragment) {
    const session::MessageView& view = *message.view;
    if (view.fragment_number == 0 || view.fragment_number > view.fragment_total ||
        !limits_of_fragment(view).none()) {
        return nullptr;
    }
    const Key key = key_of(message);
    fragment_head* fragments = fragment_add_seq_check(
        &table, fragment, 0, message.pinfo, key.message_id, &key, view.fragment_number - 1U,
        tvb_captured_length(fragment), view.fragment_number < view.fragment_total);
    if (fragments != nullptr && wmem_map_lookup(completed_by, fragments) == nullptr) {
        auto* completing = const_cast<session::MessageView*>(&view);  // NOLINT(*-const-cast)
        wmem_map_insert(completed_by, fragments, completing);
    }
    return fragments;
}

Octets reassembled_octets(const MessageContext& message, fragment_head* fragments) {
    if (fragments == nullptr || fragments->tvb_data == nullptr ||
        !is_completed_by(fragments, *message.view)) {
        return {};
    }
    const auto length = static_cast<int>(tvb_captured_length(fragments->tvb_data));
    return {tvb_get_ptr(fragments->tvb_data, 0, length), static_cast<std::size_t>(length)};
}

tvbuff_t* draw_fragments(const MessageContext& message, proto_tree* tree) {
    const fragment_head* fragments = message.fragments;
    if (fragments != nullptr && fragments->reassembled_in == message.pinfo->num &&
        !is_completed_by(fragments, *message.view)) {
        proto_item_set_generated(proto_tree_add_uint(tree, hf_reassembled_in, message.plaintext_tvb,
                                                     0, 0, fragments->reassembled_in));
        return nullptr;
    }
    return process_reassembled_data(message.plaintext_tvb, 0, message.pinfo, "Reassembled IKEv2",
                                    message.fragments, &items, nullptr, tree);
}

void register_fragments(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    seed = std::uint64_t{g_random_int()} << 32U | g_random_int();
    reassembly_table_register(&table, &key_functions);
    completed_by =
        wmem_map_new_autoreset(wmem_epan_scope(), wmem_file_scope(), g_direct_hash, g_direct_equal);
}

}  // namespace ikev2::epan
