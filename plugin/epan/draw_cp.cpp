// The Configuration payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"
#include "plugin/iana/cfg_attributes.h"
#include "plugin/iana/cfg_private_attributes.h"
#include "plugin/iana/cfg_types.h"
#include "plugin/ike/payload_cp.h"

namespace ikev2::epan {

namespace {

int hf_type = -1;
int hf_attr = -1;
int hf_attr_type = -1;
int hf_attr_length = -1;
int hf_attr_value = -1;
int hf_ip4_address = -1;
int hf_ip4_netmask = -1;
int hf_ip4_dns = -1;
int hf_ip4_nbns = -1;
int hf_ip4_dhcp = -1;
int hf_application_version = -1;
int hf_ip6_address = -1;
int hf_ip6_address_prefix = -1;
int hf_ip6_dns = -1;
int hf_ip6_dhcp = -1;
int hf_ip4_subnet_ip = -1;
int hf_ip4_subnet_netmask = -1;
int hf_supported_attributes = -1;
int hf_ip6_subnet_ip = -1;
int hf_ip6_subnet_prefix = -1;
int hf_unity_banner = -1;
int hf_unity_def_domain = -1;

int ett_attribute = -1;

hf_register_info fields[] = {
    {&hf_type,
     {"Type", "ikev2.cfg.type", FT_UINT8, BASE_DEC | BASE_RANGE_STRING, &iana::cfg::registry, 0x0,
      nullptr, HFILL}},
    {&hf_attr,
     {"Config Attribute", "ikev2.cfg.attr", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_type,
     {"Type", "ikev2.cfg.attr.type", FT_UINT16, BASE_DEC, nullptr, 0x7fff, nullptr, HFILL}},
    {&hf_attr_length,
     {"Length", "ikev2.cfg.attr.length", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_attr_value,
     {"Value", "ikev2.cfg.attr.value", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_ip4_address,
     {"INTERNAL IP4 ADDRESS", "ikev2.cfg.attr.internal_ip4_address", FT_IPv4, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_ip4_netmask,
     {"INTERNAL IP4 NETMASK", "ikev2.cfg.attr.internal_ip4_netmask", FT_IPv4, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_ip4_dns,
     {"INTERNAL IP4 DNS", "ikev2.cfg.attr.internal_ip4_dns", FT_IPv4, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_ip4_nbns,
     {"INTERNAL IP4 NBNS", "ikev2.cfg.attr.internal_ip4_nbns", FT_IPv4, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_ip4_dhcp,
     {"INTERNAL IP4 DHCP", "ikev2.cfg.attr.internal_ip4_dhcp", FT_IPv4, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_application_version,
     {"APPLICATION VERSION", "ikev2.cfg.attr.application_version", FT_STRING, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_ip6_address,
     {"INTERNAL IP6 ADDRESS", "ikev2.cfg.attr.internal_ip6_address", FT_IPv6, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_ip6_address_prefix,
     {"INTERNAL IP6 ADDRESS (PREFIX)", "ikev2.cfg.attr.internal_ip6_address.prefix", FT_UINT8,
      BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_ip6_dns,
     {"INTERNAL IP6 DNS", "ikev2.cfg.attr.internal_ip6_dns", FT_IPv6, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_ip6_dhcp,
     {"INTERNAL IP6 DHCP", "ikev2.cfg.attr.internal_ip6_dhcp", FT_IPv6, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_ip4_subnet_ip,
     {"INTERNAL IP4 SUBNET (IP)", "ikev2.cfg.attr.internal_ip4_subnet_ip", FT_IPv4, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_ip4_subnet_netmask,
     {"INTERNAL IP4 SUBNET (NETMASK)", "ikev2.cfg.attr.internal_ip4_subnet_netmask", FT_IPv4,
      BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_supported_attributes,
     {"SUPPORTED ATTRIBUTES", "ikev2.cfg.attr.supported_attributes", FT_UINT16, BASE_DEC, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_ip6_subnet_ip,
     {"INTERNAL_IP6_SUBNET (IP)", "ikev2.cfg.attr.internal_ip6_subnet_ip", FT_IPv6, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_ip6_subnet_prefix,
     {"INTERNAL_IP6_SUBNET (PREFIX)", "ikev2.cfg.attr.internal_ip6_subnet_prefix", FT_UINT8,
      BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_unity_banner,
     {"UNITY BANNER", "ikev2.cfg.attr.unity.banner", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_unity_def_domain,
     {"UNITY DEF DOMAIN", "ikev2.cfg.attr.unity.def_domain", FT_STRING, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
};

int* const subtrees[] = {&ett_attribute};

// How the value of an attribute is laid out: one field, or two behind each other. A length of 0
// takes what there is. SUPPORTED_ATTRIBUTES repeats its field.
struct Part {
    int* field = nullptr;
    std::uint32_t length = 0;
    unsigned encoding = ENC_NA;
};
struct Layout {
    std::uint16_t type;
    Part parts[2];
    bool repeated = false;
};

using namespace iana::cfg_attribute;

constexpr Part ipv4(int* field) {
    return {field, 4, ENC_BIG_ENDIAN};
}
constexpr Part ipv6(int* field) {
    return {field, 16, ENC_NA};
}
constexpr Part octet(int* field) {
    return {field, 1, ENC_BIG_ENDIAN};
}
constexpr Part text(int* field) {
    return {field, 0, ENC_UTF_8};
}

constexpr Layout layouts[] = {
    {INTERNAL_IP4_ADDRESS, {ipv4(&hf_ip4_address), {}}},
    {INTERNAL_IP4_NETMASK, {ipv4(&hf_ip4_netmask), {}}},
    {INTERNAL_IP4_DNS, {ipv4(&hf_ip4_dns), {}}},
    {INTERNAL_IP4_NBNS, {ipv4(&hf_ip4_nbns), {}}},
    {INTERNAL_IP4_DHCP, {ipv4(&hf_ip4_dhcp), {}}},
    {APPLICATION_VERSION, {text(&hf_application_version), {}}},
    {INTERNAL_IP6_ADDRESS, {ipv6(&hf_ip6_address), octet(&hf_ip6_address_prefix)}},
    {INTERNAL_IP6_DNS, {ipv6(&hf_ip6_dns), {}}},
    {INTERNAL_IP6_DHCP, {ipv6(&hf_ip6_dhcp), {}}},
    {INTERNAL_IP4_SUBNET, {ipv4(&hf_ip4_subnet_ip), ipv4(&hf_ip4_subnet_netmask)}},
    {SUPPORTED_ATTRIBUTES, {{&hf_supported_attributes, 2, ENC_BIG_ENDIAN}, {}}, true},
    {INTERNAL_IP6_SUBNET, {ipv6(&hf_ip6_subnet_ip), octet(&hf_ip6_subnet_prefix)}},
    {UNITY_BANNER, {text(&hf_unity_banner), {}}},
    {UNITY_DEF_DOMAIN, {text(&hf_unity_def_domain), {}}},
};

const Layout* find_layout(std::uint16_t type) {
    for (const Layout& layout : layouts) {
        if (layout.type == type) {
            return &layout;
        }
    }
    return nullptr;
}

void draw_value(const Draw& draw, proto_tree* tree, const ike::Attribute& attribute) {
    const Layout* layout = find_layout(attribute.type());
    if (layout == nullptr || !attribute.value.present()) {
        return;
    }
    ike::Reader reader(draw.octets, attribute.value.offset, attribute.value.end());
    do {
        for (const Part& part : layout->parts) {
            if (part.field != nullptr) {
                add(draw, tree, *part.field,
                    part.length != 0 ? reader.octets(part.length) : reader.rest(), part.encoding);
            }
        }
    } while (layout->repeated && reader.ok() && !reader.at_end());
    report_shortfall(draw, tree, reader.shortfall(), "attribute");
}

void draw_attribute(const Draw& draw, const ike::Attribute& attribute) {
    proto_item* item =
        proto_tree_add_item(draw.tree, hf_attr, draw.tvb, static_cast<int>(attribute.offset),
                            static_cast<int>(attribute.end() - attribute.offset), ENC_NA);
    const char* name = iana::cfg_attribute::name(attribute.type());
    proto_item_append_text(item, ": (t=%u,l=%u) %s", attribute.type(), attribute.length.value,
                           name);
    proto_tree* tree = proto_item_add_subtree(item, ett_attribute);
    proto_item* type = add(draw, tree, hf_attr_type, attribute.type_field);
    proto_item_append_text(type, " (%s)", name);
    add(draw, tree, hf_attr_length, attribute.length);
    add(draw, tree, hf_attr_value, attribute.value);
    draw_value(draw, tree, attribute);
}

}  // namespace

void draw_cp(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    auto cp = ike::Configuration::read(reader);
    add(draw, draw.tree, hf_type, cp.type);
    if (cp.type.present()) {
        proto_item_append_text(draw.item, ", %s", iana::cfg::registry.name(cp.type.value));
    }
    add_reserved(draw, draw.tree, cp.reserved);
    ike::Attribute attribute;
    while (ike::next_configuration_attribute(cp.attributes, attribute)) {
        draw_attribute(draw, attribute);
    }
    report_shortfall(draw, draw.tree, cp.attributes.shortfall(), "Configuration payload");
}

void register_cp(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace ikev2::epan
