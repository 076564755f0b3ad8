// The Encrypted payload and the Encrypted Fragment payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/draw_payloads.h"
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

ei_register_info expert_items[] = {
    {&ei_pad_length,
     {"ikev2.enc.pad_length.big", PI_MALFORMED, PI_ERROR, "Pad length is too big", EXPFILL}},
    {&ei_nested,
     {"ikev2.enc.nested", PI_PROTOCOL, PI_ERROR, "An Encrypted payload inside another", EXPFILL}},
};

proto_item* add_octet_count(const Draw& draw, proto_tree* tree, int field,
                            const ike::At<Octets>& at) {
    proto_item* item = add(draw, tree, field, at);
    proto_item_append_text(item, " (%u octets)", at.length);
    return item;
}

void draw_plaintext(const Draw& outer, proto_tree* tree, std::uint8_t first_type, bool whole) {
    const Octets plaintext = outer.message->plaintext;
    const auto length = static_cast<int>(plaintext.size());
    Draw draw = outer;
    draw.octets = plaintext;
    draw.tvb =
        tvb_new_child_real_data(outer.tvb, plaintext.data(), static_cast<unsigned>(length), length);
    add_new_data_source(outer.message->pinfo, draw.tvb, "Decrypted IKEv2");
    draw.inside_sk = true;

    draw.item = proto_tree_add_item(tree, hf_decrypted, draw.tvb, 0, length, ENC_NA);
    proto_item_append_text(draw.item, " (%d octets)", length);
    draw.tree = proto_item_add_subtree(draw.item, ett_decrypted);
    const auto parts = ike::Plaintext::read(plaintext);
    if (!parts.valid) {
        proto_item* item = add(draw, draw.tree, hf_pad_length, parts.pad_length);
        expert_add_info(outer.message->pinfo, item, &ei_pad_length);
        return;
    }
    if (parts.payloads.present()) {
        proto_item* item = add_octet_count(draw, draw.tree, hf_contained, parts.payloads);
        Draw inside = draw;
        inside.item = item;
        inside.tree = proto_item_add_subtree(item, ett_contained);
        if (whole) {
            draw_chain(inside, {plaintext, first_type, 0, parts.payloads.length});
        } else {
            add_data(inside, inside.tree, parts.payloads);
        }
    }
    add_octet_count(draw, draw.tree, hf_padding, parts.padding);
    add(draw, draw.tree, hf_pad_length, parts.pad_length);
}

}  // namespace

void draw_sk(const Draw& draw, const ike::Payload& payload) {
    if (draw.inside_sk) {
        add_data(draw, draw.tree, payload.body);
        expert_add_info(draw.message->pinfo, draw.item, &ei_nested);
        return;
    }
    ike::Reader reader = payload.reader(draw.octets);
    bool whole = true;
    if (payload.type == iana::payload::SKF) {
        const auto fragment = ike::FragmentHeader::read(reader);
        add(draw, draw.tree, hf_frag_number, fragment.number);
        add(draw, draw.tree, hf_frag_total, fragment.total);
        proto_item_append_text(draw.item, ", %u of %u", fragment.number.value,
                               fragment.total.value);
        report_shortfall(draw, draw.tree, reader.shortfall(), "Encrypted Fragment payload");
        whole = fragment.total.value == 1;
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
    if (!draw.message->plaintext.empty()) {
        draw_plaintext(draw, draw.tree, payload.next.value, whole);
    }
    proto_item* icd = add(draw, draw.tree, hf_icd, parts.icv);
    draw_sk_verdict(draw, data, icd);
}

void register_sk(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
    register_sk_verdict(to);
}

}  // namespace ikev2::epan
