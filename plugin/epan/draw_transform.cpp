// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/draw_transform.h"

#include "plugin/epan/algorithm_identifier.h"
#include "plugin/epan/attribute_item.h"
#include "plugin/epan/generic_header.h"
#include "plugin/iana/attribute_types.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"

namespace ikev2::epan {

namespace {

int hf_tf_type = -1;
int hf_tf_id_encr = -1;
int hf_tf_id_prf = -1;
int hf_tf_id_integ = -1;
int hf_tf_id_dh = -1;
int hf_tf_id_esn = -1;
int hf_tf_id = -1;
int hf_attr = -1;
int hf_attr_type = -1;
int hf_attr_format = -1;
int hf_attr_length = -1;
int hf_attr_value = -1;
int hf_attr_key_length = -1;
int hf_attr_signature_algorithm = -1;

int ett_transform = -1;
int ett_attribute = -1;

constexpr int kNamed = BASE_DEC | BASE_RANGE_STRING;

hf_register_info fields[] = {
    {&hf_tf_type,
     {"Transform Type", "ikev2.tf.type", FT_UINT8, kNamed, &iana::transform_type::registry, 0x0,
      nullptr, HFILL}},
    {&hf_tf_id_encr,
     {"Transform ID (ENCR)", "ikev2.tf.id.encr", FT_UINT16, kNamed, &iana::encr::registry, 0x0,
      nullptr, HFILL}},
    {&hf_tf_id_prf,
     {"Transform ID (PRF)", "ikev2.tf.id.prf", FT_UINT16, kNamed, &iana::prf::registry, 0x0,
      nullptr, HFILL}},
    {&hf_tf_id_integ,
     {"Transform ID (INTEG)", "ikev2.tf.id.integ", FT_UINT16, kNamed, &iana::integ::registry, 0x0,
      nullptr, HFILL}},
    {&hf_tf_id_dh,
     {"Transform ID (D-H)", "ikev2.tf.id.dh", FT_UINT16, kNamed, &iana::dh::registry, 0x0, nullptr,
      HFILL}},
    {&hf_tf_id_esn,
     {"Transform ID (ESN)", "ikev2.tf.id.esn", FT_UINT16, kNamed, &iana::esn::registry, 0x0,
      nullptr, HFILL}},
    {&hf_tf_id, {"Transform ID", "ikev2.tf.id", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr,
     {"Transform Attribute", "ikev2.attr", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_type,
     {"Type", "ikev2.attr.type", FT_UINT16, kNamed, &iana::attribute::registry, 0x0, nullptr,
      HFILL}},
    {&hf_attr_format,
     {"Format", "ikev2.attr.format", FT_BOOLEAN, 16, TFS(&tfs_attribute_format),
      ike::kAttributeFormatBit, nullptr, HFILL}},
    {&hf_attr_length,
     {"Length", "ikev2.attr.length", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_value,
     {"Value", "ikev2.attr.value", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_key_length,
     {"Key Length", "ikev2.attr.key_length", FT_UINT16, BASE_DEC, nullptr, 0x0, "In bits", HFILL}},
    {&hf_attr_signature_algorithm,
     {"Signature Algorithm Identifier", "ikev2.attr.signature_algorithm_identifier", FT_BYTES,
      BASE_NONE, nullptr, 0x0, "DER AlgorithmIdentifier (RFC 9838)", HFILL}},
};

int* const subtrees[] = {&ett_transform, &ett_attribute};

expert_field ei_substruc = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_substruc,
     {"ikev2.substruc.wrong", PI_PROTOCOL, PI_WARN,
      "Last Substruc does not say whether another substructure follows", EXPFILL}},
};

constexpr AttributeFields attribute_fields = {&hf_attr,        &hf_attr_type,  &hf_attr_format,
                                              &hf_attr_length, &hf_attr_value, &ett_attribute};

// The fields that hold a Transform ID, by Transform Type.
struct IdField {
    std::uint8_t type;
    int* field;
};
constexpr IdField id_fields[] = {
    {iana::transform_type::ENCR, &hf_tf_id_encr},   {iana::transform_type::PRF, &hf_tf_id_prf},
    {iana::transform_type::INTEG, &hf_tf_id_integ}, {iana::transform_type::KE, &hf_tf_id_dh},
    {iana::transform_type::SN, &hf_tf_id_esn},
};

void add_transform_id(const Draw& draw, proto_tree* tree, const ike::Transform& transform) {
    for (const IdField& row : id_fields) {
        if (row.type == transform.type.value) {
            add(draw, tree, *row.field, transform.id);
            return;
        }
    }
    append_text(add(draw, tree, hf_tf_id, transform.id), " (",
                iana::transform_type::ids_of(transform.type.value).name(transform.id.value), ")");
}

void draw_attribute(const Draw& draw, proto_tree* parent, const ike::Attribute& attribute) {
    const AttributeItem it = add_attribute(draw, parent, attribute_fields, attribute,
                                           iana::attribute::registry.name(attribute.type()));
    if (attribute.type() == iana::attribute::KEY_LENGTH && attribute.value.length == 2) {
        add(draw, it.tree, hf_attr_key_length, attribute.value, ENC_BIG_ENDIAN);
        append_text(it.item, " ", std::uint32_t{attribute.number()});
    } else if (attribute.type() == iana::attribute::SIGNATURE_ALGORITHM_IDENTIFIER) {
        proto_item* item = add(draw, it.tree, hf_attr_signature_algorithm, attribute.value);
        if (const char* name = draw_algorithm_identifier(draw, item, attribute.value);
            name != nullptr) {
            append_text(it.item, " ", name);
        }
    }
}

// As ": ENCR ENCR_AES_CBC, 256 bits".
void append_detail(proto_item* item, const ike::Transform& transform) {
    append_text(item, ": ", iana::transform_type::abbreviation(transform.type.value, "type"), " ",
                iana::transform_type::ids_of(transform.type.value).name(transform.id.value));
    if (const std::uint32_t bits = transform.key_length(); bits != 0) {
        append_text(item, ", ", bits, " bits");
    }
}

}  // namespace

void add_last_substruc(const Draw& draw, proto_tree* tree, Chained what,
                       const ike::At<std::uint8_t>& value, bool follows) {
    add_next_payload(draw, tree, what, value);
    const std::uint8_t more =
        what == Chained::proposals ? ike::kMoreProposals : ike::kMoreTransforms;
    if (value.present() && value.value != (follows ? more : 0)) {
        expert_add_info_format(draw.message->pinfo, proto_tree_get_parent(tree), &ei_substruc,
                               "Last Substruc is %u, but %s follows", value.value,
                               follows ? "another substructure" : "none");
    }
}

void draw_transform(const Draw& draw, proto_tree* parent, ike::Transform transform,
                    bool another_follows) {
    proto_item* item = add_payload_item(draw, parent, Chained::transforms, ike::kMoreTransforms,
                                        transform.offset, transform.end);
    if (transform.id.present()) {
        append_detail(item, transform);
    }
    proto_tree* tree = proto_item_add_subtree(item, ett_transform);
    add_last_substruc(draw, tree, Chained::transforms, transform.last_substruc, another_follows);
    add_reserved(draw, tree, transform.reserved);
    add_payload_length(draw, tree, transform.length, transform.end - transform.offset);
    add(draw, tree, hf_tf_type, transform.type);
    add_reserved(draw, tree, transform.reserved2);
    add_transform_id(draw, tree, transform);
    ike::Attribute attribute;
    while (ike::next_attribute(transform.attributes, attribute)) {
        draw_attribute(draw, tree, attribute);
    }
    report_shortfall(draw, tree,
                     transform.shortfall != ike::Shortfall::none ? transform.shortfall
                                                                 : transform.attributes.shortfall(),
                     "transform");
}

void register_transform(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
