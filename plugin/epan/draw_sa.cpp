// The Security Association payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/generic_header.h"
#include "plugin/epan/payload_table.h"
#include "plugin/epan/spi.h"
#include "plugin/iana/attribute_types.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "plugin/ike/payload_sa.h"

namespace ikev2::epan {

namespace {

int hf_prop_number = -1;
int hf_prop_protoid = -1;
int hf_prop_transforms = -1;
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

int ett_proposal = -1;
int ett_transform = -1;
int ett_attribute = -1;

const true_false_string tfs_format = {"Type/Value (TV)", "Type/Length/Value (TLV)"};

constexpr int kNamed = BASE_DEC | BASE_RANGE_STRING;

hf_register_info fields[] = {
    {&hf_prop_number,
     {"Proposal number", "ikev2.prop.number", FT_UINT8, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_prop_protoid,
     {"Protocol ID", "ikev2.prop.protoid", FT_UINT32, kNamed, &iana::protocol::registry, 0x0,
      nullptr, HFILL}},
    {&hf_prop_transforms,
     {"Proposal transforms", "ikev2.prop.transforms", FT_UINT8, BASE_DEC, nullptr, 0x0,
      "Number of transforms in the proposal", HFILL}},
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
     {"Type", "ikev2.attr.type", FT_UINT16, kNamed, &iana::attribute::registry, 0x7fff, nullptr,
      HFILL}},
    {&hf_attr_format,
     {"Format", "ikev2.attr.format", FT_BOOLEAN, 16, TFS(&tfs_format), ike::kAttributeFormatBit,
      nullptr, HFILL}},
    {&hf_attr_length,
     {"Length", "ikev2.attr.length", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_value,
     {"Value", "ikev2.attr.value", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_key_length,
     {"Key Length", "ikev2.attr.key_length", FT_UINT16, BASE_DEC, nullptr, 0x0, "In bits", HFILL}},
};

int* const subtrees[] = {&ett_proposal, &ett_transform, &ett_attribute};

expert_field ei_transform_count = EI_INIT;
expert_field ei_substruc = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_transform_count,
     {"ikev2.prop.transforms.wrong", PI_PROTOCOL, PI_WARN,
      "The number of transforms is not that of the transforms that follow", EXPFILL}},
    {&ei_substruc,
     {"ikev2.substruc.wrong", PI_PROTOCOL, PI_WARN,
      "Last Substruc does not say whether another substructure follows", EXPFILL}},
};

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
    if (proto_item* item = add(draw, tree, hf_tf_id, transform.id); item != nullptr) {
        proto_item_append_text(
            item, " (%s)",
            iana::transform_type::ids_of(transform.type.value).name(transform.id.value));
    }
}

void draw_attribute(const Draw& draw, proto_tree* parent, const ike::Attribute& attribute) {
    proto_item* item =
        proto_tree_add_item(parent, hf_attr, draw.tvb, static_cast<int>(attribute.offset),
                            static_cast<int>(attribute.end() - attribute.offset), ENC_NA);
    proto_item_append_text(item, " (t=%u,l=%u): %s", attribute.type(), attribute.value.length,
                           iana::attribute::registry.name(attribute.type()));
    proto_tree* tree = proto_item_add_subtree(item, ett_attribute);
    add(draw, tree, hf_attr_format, attribute.type_field);
    add(draw, tree, hf_attr_type, attribute.type_field);
    add(draw, tree, hf_attr_length, attribute.length);
    add(draw, tree, hf_attr_value, attribute.value);
    if (attribute.type() == iana::attribute::KEY_LENGTH && attribute.value.length == 2) {
        add(draw, tree, hf_attr_key_length, attribute.value, ENC_BIG_ENDIAN);
        proto_item_append_text(item, " %u", attribute.number());
    }
}

// "0 (last) or 3", "0 (last) or 2": whether another substructure follows.
void add_last_substruc(const Draw& draw, proto_tree* tree, const ike::At<std::uint8_t>& value,
                       std::uint8_t more, const char* more_name, bool follows) {
    add_next_payload(draw, tree, value,
                     value.value == more ? more_name : (value.value == 0 ? "Last" : "Unknown"));
    if (value.present() && value.value != (follows ? more : 0)) {
        expert_add_info_format(draw.message->pinfo, proto_tree_get_parent(tree), &ei_substruc,
                               "Last Substruc is %u, but %s follows", value.value,
                               follows ? "another substructure" : "none");
    }
}

void draw_transform(const Draw& draw, proto_tree* parent, ike::Transform transform,
                    bool another_follows) {
    proto_item* item = add_payload_item(draw, parent, ike::kMoreTransforms, "Transform",
                                        transform.offset, transform.end);
    proto_tree* tree = proto_item_add_subtree(item, ett_transform);
    add_last_substruc(draw, tree, transform.last_substruc, ike::kMoreTransforms, "Transform",
                      another_follows);
    add_reserved(draw, tree, transform.reserved);
    add_payload_length(draw, tree, transform.length, transform.end - transform.offset);
    add(draw, tree, hf_tf_type, transform.type);
    add_reserved(draw, tree, transform.reserved2);
    add_transform_id(draw, tree, transform);
    if (transform.id.present()) {
        proto_item_append_text(
            item, ": %s %s", iana::transform_type::abbreviation(transform.type.value, "type"),
            iana::transform_type::ids_of(transform.type.value).name(transform.id.value));
        if (const unsigned bits = transform.key_length(); bits != 0) {
            proto_item_append_text(item, ", %u bits", bits);
        }
    }

    ike::Attribute attribute;
    while (ike::next_attribute(transform.attributes, attribute)) {
        draw_attribute(draw, tree, attribute);
    }
    report_shortfall(draw, tree,
                     transform.shortfall != ike::Shortfall::none ? transform.shortfall
                                                                 : transform.attributes.shortfall(),
                     "transform");
}

void draw_proposal(const Draw& draw, ike::Proposal proposal, bool another_follows) {
    proto_item* item = add_payload_item(draw, draw.tree, ike::kMoreProposals, "Proposal",
                                        proposal.offset, proposal.end);
    if (proposal.number.present()) {
        proto_item_append_text(item, " # %u", proposal.number.value);
    }
    proto_tree* tree = proto_item_add_subtree(item, ett_proposal);
    add_last_substruc(draw, tree, proposal.last_substruc, ike::kMoreProposals, "Proposal",
                      another_follows);
    add_reserved(draw, tree, proposal.reserved);
    add_payload_length(draw, tree, proposal.length, proposal.end - proposal.offset);
    add(draw, tree, hf_prop_number, proposal.number);
    add(draw, tree, hf_prop_protoid, proposal.protocol_id);
    add_spi_size(draw, tree, proposal.spi_size);
    proto_item* count = add(draw, tree, hf_prop_transforms, proposal.transform_count);
    add_spi(draw, tree, proposal.spi);

    unsigned transforms = 0;
    ike::Transform transform;
    while (ike::next_transform(proposal.transforms, transform)) {
        ++transforms;
        draw_transform(draw, tree, transform, !proposal.transforms.at_end());
    }
    if (count != nullptr && transforms != proposal.transform_count.value) {
        expert_add_info_format(draw.message->pinfo, count, &ei_transform_count,
                               "The proposal says %u transforms and has %u",
                               proposal.transform_count.value, transforms);
    }
    report_shortfall(draw, tree, proposal.shortfall, "proposal");
}

}  // namespace

void draw_sa(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    ike::Proposal proposal;
    bool any = false;
    while (ike::next_proposal(reader, proposal)) {
        any = true;
        draw_proposal(draw, proposal, !reader.at_end());
    }
    if (!any) {
        report_shortfall(draw, draw.tree, ike::Shortfall::structure,
                         "Security Association payload");
    }
}

void register_sa(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
