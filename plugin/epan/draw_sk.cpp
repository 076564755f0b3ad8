// The Encrypted payload and the Encrypted Fragment payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/draw_payloads.h"
#include "plugin/epan/fragments.h"
#include "plugin/epan/limits.h"
#include "plugin/epan/payload_table.h"
#include "plugin/epan/sk_verdict.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload_sk.h"

namespace ikev2::epan {

namespace {

int hf_frag_number = -1;
int hf_frag_total = -1;
int hf_iv = -1;
int hf_data = -1;
int hf_decrypted = -1;
int hf_contained = -1;
int hf_padding = -1;
int hf_pad_length = -1;
int hf_icd = -1;

int ett_decrypted = -1;
int ett_contained = -1;

hf_register_info fields[] = {
    {&hf_frag_number,
     {"Fragment Number", "ikev2.frag.number", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_frag_total,
     {"Total Fragments", "ikev2.frag.total", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_iv,
     {"Initialization Vector", "ikev2.enc.iv", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_data,
     {"Encrypted Data", "ikev2.enc.data", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_decrypted,
     {"Decrypted Data", "ikev2.enc.decrypted", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_contained,
     {"Contained Data", "ikev2.enc.contained", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_padding,
     {"Padding", "ikev2.enc.padding", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_pad_length,
     {"Pad Length", "ikev2.enc.pad_length", FT_UINT8, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_icd,
     {"Integrity Checksum Data", "ikev2.enc.icd", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
};

int* const subtrees[] = {&ett_decrypted, &ett_contained};

expert_field ei_pad_length = EI_INIT;
expert_field ei_nested = EI_INIT;
expert_field ei_fragment_number = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_pad_length,
     {"ikev2.enc.pad_length.big", PI_MALFORMED, PI_ERROR, "Pad length is too big", EXPFILL}},
    {&ei_fragment_number,
     {"ikev2.fragment_number.invalid", PI_MALFORMED, PI_ERROR, "Invalid fragment numbering",
      EXPFILL}},
    {&ei_nested,
     {"ikev2.enc.nested", PI_PROTOCOL, PI_ERROR, "An Encrypted payload inside another", EXPFILL}},
};

proto_item* add_octet_count(const Draw& draw, proto_tree* tree, int field,
                            const ike::At<Octets>& at) {
    proto_item* item = add(draw, tree, field, at);
    set_text(item, proto_registrar_get_name(field), " (", at.length, " octets)");
    return item;
}

// Draws the payloads that `octets`, the contents of `tvb`, begin with.
void draw_inside(const Draw& outer, proto_item* item, proto_tree* tree, tvbuff_t* tvb,
                 Octets octets) {
    Draw inside = outer;
    inside.octets = octets;
    inside.tvb = tvb;
    inside.item = item;
    inside.tree = tree;
    inside.inside_sk = true;
    const auto length = static_cast<std::uint32_t>(outer.message->payloads.size());
    draw_chain(inside, {octets, outer.message->view->inner_type, 0, length});
}

void draw_plaintext(const Draw& outer) {
    const MessageContext& message = *outer.message;
    const auto length = static_cast<std::uint32_t>(message.plaintext.size());
    Draw draw = outer;
    draw.octets = message.plaintext;
    draw.tvb = message.plaintext_tvb;
    add_new_data_source(message.pinfo, draw.tvb, "Decrypted IKEv2");

    draw.item = add_octet_count(draw, outer.tree, hf_decrypted, {message.plaintext, 0, length});
    draw.tree = proto_item_add_subtree(draw.item, ett_decrypted);
    const auto parts = ike::Plaintext::read(message.plaintext);
    if (!parts.valid) {
        proto_item* item = add(draw, draw.tree, hf_pad_length, parts.pad_length);
        expert_add_info(message.pinfo, item, &ei_pad_length);
        return;
    }
    if (parts.payloads.present()) {
        proto_item* item = add_octet_count(draw, draw.tree, hf_contained, parts.payloads);
        proto_tree* tree = proto_item_add_subtree(item, ett_contained);
        if (message.view->is_part()) {
            add_data(draw, tree, parts.payloads);
        } else {
            draw_inside(draw, item, tree, draw.tvb, message.plaintext);
        }
    }
    add_octet_count(draw, draw.tree, hf_padding, parts.padding);
    add(draw, draw.tree, hf_pad_length, parts.pad_length);
}

// The links between the fragments of a message, and, in the frame that completed it, its payloads.
void draw_reassembled(const Draw& outer) {
    const MessageContext& message = *outer.message;
    if (message.view == nullptr || message.fragments == nullptr) {
        return;
    }
    tvbuff_t* tvb = draw_fragments(message, outer.tree);
    if (tvb != nullptr && !message.payloads.empty()) {
        draw_inside(outer, outer.item, outer.tree, tvb, message.payloads);
    }
}

}  // namespace

void draw_sk(const Draw& draw, const ike::Payload& payload) {
    if (draw.inside_sk) {
        add_data(draw, draw.tree, payload.body);
        expert_add_info(draw.message->pinfo, draw.item, &ei_nested);
        return;
    }
    ike::Reader reader = payload.reader(draw.octets);
    if (payload.type == iana::payload::SKF) {
        const auto fragment = ike::FragmentHeader::read(reader);
        proto_item* number = add(draw, draw.tree, hf_frag_number, fragment.number);
        add(draw, draw.tree, hf_frag_total, fragment.total);
        append_text(draw.item, ", ", fragment.number.value, " of ", fragment.total.value);
        report_shortfall(draw, draw.tree, reader.shortfall(), "Encrypted Fragment payload");
        if (fragment.total.present() &&
            (fragment.number.value == 0 || fragment.number.value > fragment.total.value)) {
            expert_add_info_format(draw.message->pinfo, number, &ei_fragment_number,
                                   "Invalid fragment numbering: %u of %u", fragment.number.value,
                                   fragment.total.value);
        }
    }

    const session::MessageView* view = draw.message->view;
    ike::Protected parts;
    if (view != nullptr && view->layout_known) {
        ike::Reader divide = reader;
        parts = ike::Protected::read(divide, view->iv_length, view->icv_length);
    }
    if (!parts.ciphertext.present()) {
        const auto captured = static_cast<std::uint32_t>(draw.octets.size());
        const std::uint32_t end = payload.end < captured ? payload.end : captured;
        if (reader.ok() && end > reader.position()) {
            parts.ciphertext = reader.octets(end - reader.position());
        }
    }
    add(draw, draw.tree, hf_iv, parts.iv);
    proto_item* data = nullptr;
    if (parts.ciphertext.present()) {
        data = add_octet_count(draw, draw.tree, hf_data, parts.ciphertext);
    }
    if (view != nullptr && !draw.message->plaintext.empty()) {
        draw_plaintext(draw);
    }
    proto_item* icd = add(draw, draw.tree, hf_icd, parts.icv);
    set_value_text(icd, parts.icv.value);
    draw_sk_verdict(draw, data, icd);
    if (view != nullptr && view->is_part() && !draw.message->plaintext.empty()) {
        add_limits(draw.message->pinfo, draw.item, limits_of_fragment(*view));
    }
    draw_reassembled(draw);
}

void register_sk(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
    register_sk_verdict(to);
}

}  // namespace ikev2::epan
