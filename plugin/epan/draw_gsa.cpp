// The Group Security Association payload of G-IKEv2 (RFC 9838, section 4.4).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/attribute_item.h"
#include "plugin/epan/draw_transform.h"
#include "plugin/epan/draw_ts.h"
#include "plugin/epan/payload_table.h"
#include "plugin/epan/spi.h"
#include "plugin/iana/group_attributes.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/ike/group_substructure.h"

namespace ikev2::epan {

namespace {

int hf_policy = -1;
int hf_protoid = -1;
int hf_length = -1;
int hf_attr = -1;
int hf_attr_type = -1;
int hf_attr_format = -1;
int hf_attr_length = -1;
int hf_attr_value = -1;
int hf_key_lifetime = -1;
int hf_initial_message_id = -1;
int hf_next_spi = -1;
int hf_gwp_attr = -1;
int hf_gwp_attr_type = -1;
int hf_gwp_attr_format = -1;
int hf_gwp_attr_length = -1;
int hf_gwp_attr_value = -1;
int hf_atd = -1;
int hf_dtd = -1;
int hf_sender_id_bits = -1;

int ett_policy = -1;
int ett_attribute = -1;

constexpr int kNamed = BASE_DEC | BASE_RANGE_STRING;

hf_register_info fields[] = {
    {&hf_policy,
     {"Group Policy", "ikev2.gsa.policy", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_protoid,
     {"Protocol", "ikev2.gsa.policy.protoid", FT_UINT8, kNamed, &iana::protocol::registry, 0x0,
      "0 for the group-wide policy", HFILL}},
    {&hf_length,
     {"Length", "ikev2.gsa.policy.length", FT_UINT16, BASE_DEC, nullptr, 0x0,
      "Octets of the whole policy", HFILL}},
    {&hf_attr,
     {"GSA Attribute", "ikev2.gsa.attr", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_type,
     {"Type", "ikev2.gsa.attr.type", FT_UINT16, kNamed, &iana::gsa_attribute::registry, 0x0,
      nullptr, HFILL}},
    {&hf_attr_format,
     {"Format", "ikev2.gsa.attr.format", FT_BOOLEAN, 16, TFS(&tfs_attribute_format),
      ike::kAttributeFormatBit, nullptr, HFILL}},
    {&hf_attr_length,
     {"Length", "ikev2.gsa.attr.length", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_value,
     {"Value", "ikev2.gsa.attr.value", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_key_lifetime,
     {"Key lifetime", "ikev2.gsa.attr.key_lifetime", FT_UINT32, BASE_DEC, nullptr, 0x0,
      "Seconds that the SA is valid", HFILL}},
    {&hf_initial_message_id,
     {"Initial Message ID", "ikev2.gsa.attr.initial_message_id", FT_UINT32, BASE_HEX, nullptr, 0x0,
      "Of the GSA_REKEY messages", HFILL}},
    {&hf_next_spi,
     {"Next SPI", "ikev2.gsa.attr.next_spi", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Reserved for the SA that replaces this one", HFILL}},
    {&hf_gwp_attr,
     {"Group-wide Policy Attribute", "ikev2.gsa.gwp_attr", FT_NONE, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_gwp_attr_type,
     {"Type", "ikev2.gsa.gwp_attr.type", FT_UINT16, kNamed, &iana::gwp_attribute::registry, 0x0,
      nullptr, HFILL}},
    {&hf_gwp_attr_format,
     {"Format", "ikev2.gsa.gwp_attr.format", FT_BOOLEAN, 16, TFS(&tfs_attribute_format),
      ike::kAttributeFormatBit, nullptr, HFILL}},
    {&hf_gwp_attr_length,
     {"Length", "ikev2.gsa.gwp_attr.length", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_gwp_attr_value,
     {"Value", "ikev2.gsa.gwp_attr.value", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_atd,
     {"Activation Time Delay", "ikev2.gsa.gwp_attr.atd", FT_UINT16, BASE_DEC, nullptr, 0x0,
      "In seconds", HFILL}},
    {&hf_dtd,
     {"Deactivation Time Delay", "ikev2.gsa.gwp_attr.dtd", FT_UINT16, BASE_DEC, nullptr, 0x0,
      "In seconds", HFILL}},
    {&hf_sender_id_bits,
     {"Sender-ID bits", "ikev2.gsa.gwp_attr.sender_id_bits", FT_UINT16, BASE_DEC, nullptr, 0x0,
      "How many bits of the nonce are the Sender-ID", HFILL}},
};

int* const subtrees[] = {&ett_policy, &ett_attribute};

constexpr AttributeValue gsa_values[] = {
    {iana::gsa_attribute::GSA_KEY_LIFETIME, {{number(&hf_key_lifetime, 4)}}},
    {iana::gsa_attribute::GSA_INITIAL_MESSAGE_ID, {{number(&hf_initial_message_id, 4)}}},
    {iana::gsa_attribute::GSA_NEXT_SPI, {{octets(&hf_next_spi)}}},
};
constexpr AttributeValue gwp_values[] = {
    {iana::gwp_attribute::GWP_ATD, {{number(&hf_atd, 2)}}},
    {iana::gwp_attribute::GWP_DTD, {{number(&hf_dtd, 2)}}},
    {iana::gwp_attribute::GWP_SENDER_ID_BITS, {{number(&hf_sender_id_bits, 2)}}},
};

constexpr AttributeFields gsa_attribute = {&hf_attr,        &hf_attr_type,  &hf_attr_format,
                                           &hf_attr_length, &hf_attr_value, &ett_attribute};
constexpr AttributeFields gwp_attribute = {&hf_gwp_attr,        &hf_gwp_attr_type,
                                           &hf_gwp_attr_format, &hf_gwp_attr_length,
                                           &hf_gwp_attr_value,  &ett_attribute};

void draw_attributes(const Draw& draw, proto_tree* tree, ike::Reader reader,
                     const AttributeFields& attribute_fields, const iana::Registry& names,
                     std::span<const AttributeValue> values) {
    ike::Attribute attribute;
    while (ike::next_attribute(reader, attribute)) {
        const char* name = names.name(attribute.type());
        const AttributeItem it = add_attribute(draw, tree, attribute_fields, attribute, name);
        draw_attribute_value(draw, it, attribute, values, name);
    }
    report_shortfall(draw, tree, reader.shortfall(), "list of attributes");
}

// "Source & Destination Traffic Selectors": one of each.
void draw_selectors(const Draw& draw, proto_tree* tree, proto_item* policy_item,
                    ike::Reader& reader) {
    ike::TrafficSelector selector;
    for (const char* role : {"Source", "Destination"}) {
        if (!ike::next_traffic_selector(reader, selector)) {
            const bool cut = reader.shortfall() == ike::Shortfall::capture ||
                             selector.shortfall == ike::Shortfall::capture;
            report_shortfall(draw, tree, cut ? ike::Shortfall::capture : ike::Shortfall::structure,
                             "Group SA policy");
            return;
        }
        const char* summary = nullptr;
        proto_item* item = draw_traffic_selector(draw, tree, selector, &summary);
        proto_item_prepend_text(item, "%s ", role);
        if (summary != nullptr) {
            append_text(policy_item, ", ", summary);
        }
    }
}

void draw_sa_policy(const Draw& draw, proto_tree* tree, proto_item* item,
                    ike::GroupSubstructure policy) {
    add_spi(draw, tree, policy.spi);
    draw_selectors(draw, tree, item, policy.body);
    ike::Transform transform;
    bool more = true;
    while (more && ike::next_transform(policy.body, transform)) {
        more = transform.last_substruc.value == ike::kMoreTransforms;
        draw_transform(draw, tree, transform, more);
    }
    draw_attributes(draw, tree, policy.body, gsa_attribute, iana::gsa_attribute::registry,
                    gsa_values);
}

void draw_policy(const Draw& draw, const ike::GroupSubstructure& policy) {
    proto_item* item =
        proto_tree_add_item(draw.tree, hf_policy, draw.tvb, static_cast<int>(policy.offset),
                            static_cast<int>(policy.end - policy.offset), ENC_NA);
    proto_tree* tree = proto_item_add_subtree(item, ett_policy);
    add(draw, tree, hf_protoid, policy.protocol);
    if (policy.of_sa()) {
        append_text(item, ": ", iana::protocol::registry.name(policy.protocol.value));
        add_spi_size(draw, tree, policy.spi_size);
        add(draw, tree, hf_length, policy.length);
        draw_sa_policy(draw, tree, item, policy);
    } else {
        append_text(item, ": group-wide");
        add_reserved(draw, tree, policy.spi_size);
        add(draw, tree, hf_length, policy.length);
        draw_attributes(draw, tree, policy.body, gwp_attribute, iana::gwp_attribute::registry,
                        gwp_values);
    }
    report_shortfall(draw, tree, policy.shortfall, "group policy");
}

}  // namespace

void draw_gsa(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    ike::GroupSubstructure policy;
    bool any = false;
    while (ike::next_group_substructure(reader, policy)) {
        any = true;
        draw_policy(draw, policy);
    }
    if (!any) {
        report_shortfall(draw, draw.tree, ike::Shortfall::structure,
                         "Group Security Association payload");
    }
}

void register_gsa(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace ikev2::epan
