// The Key Download payload of G-IKEv2 (RFC 9838, section 4.5).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/attribute_item.h"
#include "plugin/epan/layout.h"
#include "plugin/epan/payload_table.h"
#include "plugin/epan/spi.h"
#include "plugin/epan/x509.h"
#include "plugin/iana/group_attributes.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/ike/group_substructure.h"

namespace ikev2::epan {

namespace {

int hf_bag = -1;
int hf_protoid = -1;
int hf_length = -1;
int hf_attr = -1;
int hf_group_type = -1;
int hf_member_type = -1;
int hf_attr_format = -1;
int hf_attr_length = -1;
int hf_attr_value = -1;
int hf_key_id = -1;
int hf_kwk_id = -1;
int hf_encrypted_key = -1;
int hf_auth_key = -1;
int hf_sender_id = -1;

int ett_bag = -1;
int ett_attribute = -1;
int ett_auth_key = -1;

constexpr int kNamed = BASE_DEC | BASE_RANGE_STRING;

hf_register_info fields[] = {
    {&hf_bag, {"Key Bag", "ikev2.kd.bag", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_protoid,
     {"Protocol", "ikev2.kd.bag.protoid", FT_UINT8, kNamed, &iana::protocol::registry, 0x0,
      "0 for the keys of a member", HFILL}},
    {&hf_length,
     {"Length", "ikev2.kd.bag.length", FT_UINT16, BASE_DEC, nullptr, 0x0,
      "Octets of the whole key bag", HFILL}},
    {&hf_attr,
     {"Key Bag Attribute", "ikev2.kd.attr", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_group_type,
     {"Type", "ikev2.kd.attr.group_type", FT_UINT16, kNamed, &iana::group_key_bag::registry, 0x0,
      "Of an attribute of a Group Key Bag", HFILL}},
    {&hf_member_type,
     {"Type", "ikev2.kd.attr.member_type", FT_UINT16, kNamed, &iana::member_key_bag::registry, 0x0,
      "Of an attribute of the Member Key Bag", HFILL}},
    {&hf_attr_format,
     {"Format", "ikev2.kd.attr.format", FT_BOOLEAN, 16, TFS(&tfs_attribute_format),
      ike::kAttributeFormatBit, nullptr, HFILL}},
    {&hf_attr_length,
     {"Length", "ikev2.kd.attr.length", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_value,
     {"Value", "ikev2.kd.attr.value", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_key_id,
     {"Key ID", "ikev2.kd.key_id", FT_UINT32, BASE_DEC, nullptr, 0x0, "0 for the keys of an SA",
      HFILL}},
    {&hf_kwk_id,
     {"KWK ID", "ikev2.kd.kwk_id", FT_UINT32, BASE_DEC, nullptr, 0x0,
      "Key ID of the key that wraps this one; 0 for the default one", HFILL}},
    {&hf_encrypted_key,
     {"Encrypted Key", "ikev2.kd.encrypted_key", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_auth_key,
     {"Authentication key", "ikev2.kd.auth_key", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Public key that GSA_REKEY messages are verified with", HFILL}},
    {&hf_sender_id,
     {"Sender-ID", "ikev2.kd.sender_id", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

int* const subtrees[] = {&ett_bag, &ett_attribute, &ett_auth_key};

void draw_wrapped_key(const Draw& draw, const AttributeItem& it, const ike::Attribute& attribute) {
    ike::Reader reader(draw.octets, attribute.value.offset, attribute.value.end());
    const auto key = ike::WrappedKey::read(reader);
    add(draw, it.tree, hf_key_id, key.key_id);
    add(draw, it.tree, hf_kwk_id, key.kwk_id);
    add(draw, it.tree, hf_encrypted_key, key.encrypted_key);
    append_text(it.item, ": key ", key.key_id.value, ", wrapped with key ", key.kwk_id.value);
    report_shortfall(draw, it.tree, reader.shortfall(), "wrapped key");
}

void draw_auth_key(const Draw& draw, const AttributeItem& it, const ike::Attribute& attribute) {
    if (proto_item* item = add(draw, it.tree, hf_auth_key, attribute.value); item != nullptr) {
        draw_asn1(draw, proto_item_add_subtree(item, ett_auth_key), Asn1::public_key_info,
                  attribute.value);
    }
}

void draw_sender_id(const Draw& draw, const AttributeItem& it, const ike::Attribute& attribute) {
    append_value(draw, it.item, add(draw, it.tree, hf_sender_id, attribute.value));
}

struct ValueDrawer {
    std::uint16_t type;
    void (*draw)(const Draw& draw, const AttributeItem& it, const ike::Attribute& attribute);
};

/// One of the two kinds of key bag.
struct Kind {
    AttributeFields fields;
    const iana::Registry* names;
    ValueDrawer drawers[3];
};

constexpr Kind group_bag = {
    {&hf_attr, &hf_group_type, &hf_attr_format, &hf_attr_length, &hf_attr_value, &ett_attribute},
    &iana::group_key_bag::registry,
    {{iana::group_key_bag::SA_KEY, draw_wrapped_key}}};

constexpr Kind member_bag = {
    {&hf_attr, &hf_member_type, &hf_attr_format, &hf_attr_length, &hf_attr_value, &ett_attribute},
    &iana::member_key_bag::registry,
    {{iana::member_key_bag::WRAP_KEY, draw_wrapped_key},
     {iana::member_key_bag::AUTH_KEY, draw_auth_key},
     {iana::member_key_bag::GM_SENDER_ID, draw_sender_id}}};

void draw_attributes(const Draw& draw, proto_tree* tree, ike::Reader reader, const Kind& kind) {
    ike::Attribute attribute;
    while (ike::next_attribute(reader, attribute)) {
        const AttributeItem it =
            add_attribute(draw, tree, kind.fields, attribute, kind.names->name(attribute.type()));
        for (const ValueDrawer& row : kind.drawers) {
            if (row.draw != nullptr && row.type == attribute.type()) {
                row.draw(draw, it, attribute);
            }
        }
    }
    report_shortfall(draw, tree, reader.shortfall(), "list of attributes");
}

void draw_bag(const Draw& draw, const ike::GroupSubstructure& bag) {
    proto_item* item =
        proto_tree_add_item(draw.tree, hf_bag, draw.tvb, static_cast<int>(bag.offset),
                            static_cast<int>(bag.end - bag.offset), ENC_NA);
    proto_tree* tree = proto_item_add_subtree(item, ett_bag);
    add(draw, tree, hf_protoid, bag.protocol);
    if (bag.of_sa()) {
        append_text(item, ": group keys for ", iana::protocol::registry.name(bag.protocol.value));
        add_spi_size(draw, tree, bag.spi_size);
    } else {
        append_text(item, ": member keys");
        add_reserved(draw, tree, bag.spi_size);
    }
    add(draw, tree, hf_length, bag.length);
    add_spi(draw, tree, bag.spi);
    draw_attributes(draw, tree, bag.body, bag.of_sa() ? group_bag : member_bag);
    report_shortfall(draw, tree, bag.shortfall, "key bag");
}

}  // namespace

void draw_kd(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    ike::GroupSubstructure bag;
    bool any = false;
    while (ike::next_group_substructure(reader, bag)) {
        any = true;
        draw_bag(draw, bag);
    }
    if (!any) {
        report_shortfall(draw, draw.tree, ike::Shortfall::structure, "Key Download payload");
    }
}

void register_kd(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace ikev2::epan
