// The Configuration payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/cfg_body.h"
#include "plugin/epan/payload_table.h"
#include "plugin/iana/cfg_attributes.h"
#include "plugin/iana/cfg_types.h"
#include "plugin/ike/payload_cp.h"

namespace ikev2::epan {

namespace {

int hf_type = -1;
int hf_attr = -1;
int hf_attr_type = -1;
int hf_attr_format = -1;
int hf_attr_length = -1;
int hf_attr_value = -1;

int ett_attribute = -1;

hf_register_info fields[] = {
    {&hf_type,
     {"Type", "ikev2.cfg.type", FT_UINT8, BASE_DEC | BASE_RANGE_STRING, &iana::cfg::registry, 0x0,
      nullptr, HFILL}},
    {&hf_attr,
     {"Config Attribute", "ikev2.cfg.attr", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_type,
     {"Type", "ikev2.cfg.attr.type", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_format,
     {"Config Attribute Format", "ikev2.cfg.attr.format", FT_BOOLEAN, 16,
      TFS(&tfs_attribute_format), ike::kAttributeFormatBit,
      "Reserved in IKEv2: always Type/Length/Value", HFILL}},
    {&hf_attr_length,
     {"Length", "ikev2.cfg.attr.length", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_value,
     {"Value", "ikev2.cfg.attr.value", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

int* const subtrees[] = {&ett_attribute};

expert_field ei_reserved = EI_INIT;
expert_field ei_empty = EI_INIT;
expert_field ei_several = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_reserved,
     {"ikev2.cfg.attr.reserved", PI_PROTOCOL, PI_NOTE,
      "The reserved bit of a configuration attribute is set", EXPFILL}},
    {&ei_empty,
     {"ikev2.attribute_value_empty", PI_PROTOCOL, PI_NOTE, "Attribute value is empty", EXPFILL}},
    {&ei_several,
     {"ikev2.cfg.attr.several", PI_PROTOCOL, PI_NOTE,
      "Several values in one configuration attribute, where the standard has an attribute for each",
      EXPFILL}},
};

constexpr AttributeFields attribute_fields = {&hf_attr,        &hf_attr_type,  &hf_attr_format,
                                              &hf_attr_length, &hf_attr_value, &ett_attribute};

constexpr const CfgFamily* families[] = {&cfg_internal, &cfg_dns, &cfg_3gpp, &cfg_xauth,
                                         &cfg_vendor};

const CfgBody* find_body(std::uint16_t type) {
    for (const CfgFamily* family : families) {
        for (const CfgBody& body : family->bodies) {
            if (body.type == type) {
                return &body;
            }
        }
    }
    return nullptr;
}

bool has_too_many(const CfgBody& body, const ike::Attribute& attribute) {
    if (!body.layout.repeated || body.is_list) {
        return false;
    }
    std::uint32_t length = 0;
    for (const Part& part : body.layout.parts) {
        length += part.length;
    }
    return attribute.value.length > length;
}

void draw_value(const Draw& draw, const AttributeItem& it, const ike::Attribute& attribute) {
    const CfgBody* body = find_body(attribute.type());
    if (body == nullptr) {
        return;
    }
    if (body->draw != nullptr) {
        body->draw(draw, it, attribute);
        return;
    }
    draw_layout(draw, it.tree, {draw.octets, attribute.value.offset, attribute.value.end()},
                body->layout, iana::cfg_attribute::name(attribute.type()), it.item);
    if (has_too_many(*body, attribute)) {
        expert_add_info(draw.message->pinfo, it.item, &ei_several);
    }
}

// Whether a message of this type says something with an empty value: what it asks for, or which
// attribute it accepted.
bool may_be_empty(std::uint8_t type) {
    return type == iana::cfg::CFG_REQUEST || type == iana::cfg::CFG_ACK;
}

void draw_attribute(const Draw& draw, std::uint8_t cfg_type, const ike::Attribute& attribute) {
    const AttributeItem it = add_attribute(draw, draw.tree, attribute_fields, attribute,
                                           iana::cfg_attribute::name(attribute.type()));
    if (attribute.short_form()) {
        expert_add_info(draw.message->pinfo, it.item, &ei_reserved);
    }
    if (attribute.value.present()) {
        draw_value(draw, it, attribute);
    } else if (attribute.length.present() && attribute.length.value == 0 &&
               !may_be_empty(cfg_type)) {
        expert_add_info(draw.message->pinfo, it.item, &ei_empty);
    }
}

}  // namespace

void draw_cp(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    auto cp = ike::Configuration::read(reader);
    add(draw, draw.tree, hf_type, cp.type);
    if (cp.type.present()) {
        append_text(draw.item, ", ", iana::cfg::registry.name(cp.type.value));
    }
    add_reserved(draw, draw.tree, cp.reserved);
    ike::Attribute attribute;
    while (ike::next_configuration_attribute(cp.attributes, attribute)) {
        draw_attribute(draw, cp.type.value, attribute);
    }
    report_shortfall(draw, draw.tree, cp.attributes.shortfall(), "Configuration payload");
}

void register_cp(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
    for (const CfgFamily* family : families) {
        family->register_fields(to);
    }
}

}  // namespace ikev2::epan
