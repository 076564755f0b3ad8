// The configuration attributes of split DNS (RFC 8598) and encrypted DNS (RFC 9464).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/cfg_body.h"
#include "plugin/iana/cfg_attributes.h"
#include "plugin/iana/hash_algorithms.h"
#include "plugin/ike/cfg_encdns.h"

namespace ikev2::epan {

namespace {

int hf_dns_domain = -1;
int hf_ta_key_tag = -1;
int hf_ta_algorithm = -1;
int hf_ta_digest_type = -1;
int hf_ta_digest = -1;
int hf_service_priority = -1;
int hf_address_count = -1;
int hf_adn_length = -1;
int hf_ip4_address = -1;
int hf_ip6_address = -1;
int hf_adn = -1;
int hf_parameter = -1;
int hf_parameter_key = -1;
int hf_parameter_length = -1;
int hf_parameter_value = -1;
int hf_alpn = -1;
int hf_port = -1;
int hf_ip4_hint = -1;
int hf_ip6_hint = -1;
int hf_dohpath = -1;
int hf_mandatory = -1;
int hf_algorithm_count = -1;
int hf_algorithm = -1;
int hf_digest = -1;

int ett_parameter = -1;

/// SvcParamKeys (RFC 9460, section 14.3.2; RFC 9461).
enum Key : std::uint16_t {
    mandatory = 0,
    alpn = 1,
    no_default_alpn = 2,
    port = 3,
    ipv4hint = 4,
    ech = 5,
    ipv6hint = 6,
    dohpath = 7,
};

const value_string keys[] = {
    {mandatory, "mandatory"}, {alpn, "alpn"},         {no_default_alpn, "no-default-alpn"},
    {port, "port"},           {ipv4hint, "ipv4hint"}, {ech, "ech"},
    {ipv6hint, "ipv6hint"},   {dohpath, "dohpath"},   {0, nullptr},
};

hf_register_info fields[] = {
    {&hf_dns_domain,
     {"INTERNAL_DNS_DOMAIN", "ikev2.cfg.attr.internal_dns_domain", FT_STRING, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_ta_key_tag,
     {"DNSKEY Key Tag", "ikev2.cfg.attr.internal_dnssec_ta.key_tag", FT_UINT16, BASE_DEC, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_ta_algorithm,
     {"DNSKEY Algorithm", "ikev2.cfg.attr.internal_dnssec_ta.algorithm", FT_UINT8, BASE_DEC,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_ta_digest_type,
     {"Digest Type", "ikev2.cfg.attr.internal_dnssec_ta.digest_type", FT_UINT8, BASE_DEC, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_ta_digest,
     {"Digest Data", "ikev2.cfg.attr.internal_dnssec_ta.digest", FT_STRING, BASE_NONE, nullptr, 0x0,
      "In presentation format", HFILL}},
    {&hf_service_priority,
     {"Service Priority", "ikev2.cfg.attr.encdns.service_priority", FT_UINT16, BASE_DEC, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_address_count,
     {"Num Addresses", "ikev2.cfg.attr.encdns.num_addresses", FT_UINT8, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_adn_length,
     {"ADN Length", "ikev2.cfg.attr.encdns.adn_length", FT_UINT8, BASE_DEC, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_ip4_address,
     {"IP Address", "ikev2.cfg.attr.encdns.ip4_address", FT_IPv4, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_ip6_address,
     {"IP Address", "ikev2.cfg.attr.encdns.ip6_address", FT_IPv6, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_adn,
     {"Authentication Domain Name", "ikev2.cfg.attr.encdns.adn", FT_STRING, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_parameter,
     {"Service Parameter", "ikev2.cfg.attr.encdns.svcparam", FT_NONE, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_parameter_key,
     {"SvcParamKey", "ikev2.cfg.attr.encdns.svcparam.key", FT_UINT16, BASE_DEC, VALS(keys), 0x0,
      nullptr, HFILL}},
    {&hf_parameter_length,
     {"Length", "ikev2.cfg.attr.encdns.svcparam.length", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_parameter_value,
     {"Value", "ikev2.cfg.attr.encdns.svcparam.value", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_alpn,
     {"ALPN", "ikev2.cfg.attr.encdns.svcparam.alpn", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_port,
     {"Port", "ikev2.cfg.attr.encdns.svcparam.port", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_ip4_hint,
     {"IPv4 hint", "ikev2.cfg.attr.encdns.svcparam.ipv4hint", FT_IPv4, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_ip6_hint,
     {"IPv6 hint", "ikev2.cfg.attr.encdns.svcparam.ipv6hint", FT_IPv6, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_dohpath,
     {"DoH path", "ikev2.cfg.attr.encdns.svcparam.dohpath", FT_STRING, BASE_NONE, nullptr, 0x0,
      "URI template (RFC 9461)", HFILL}},
    {&hf_mandatory,
     {"Mandatory SvcParamKey", "ikev2.cfg.attr.encdns.svcparam.mandatory", FT_UINT16, BASE_DEC,
      VALS(keys), 0x0, nullptr, HFILL}},
    {&hf_algorithm_count,
     {"Num Hash Algs", "ikev2.cfg.attr.encdns.num_hash_algs", FT_UINT8, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_algorithm,
     {"Hash Algorithm", "ikev2.cfg.attr.encdns.hash_algorithm", FT_UINT16,
      BASE_DEC | BASE_RANGE_STRING, &iana::hash::registry, 0x0, nullptr, HFILL}},
    {&hf_digest,
     {"Certificate Digest", "ikev2.cfg.attr.encdns.digest", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Hash of the resolver's public key", HFILL}},
};

int* const subtrees[] = {&ett_parameter};

// How the value of a parameter is laid out. ALPN is a list of strings, each with its length.
struct ParameterField {
    std::uint16_t key;
    Layout layout;
};
constexpr ParameterField parameter_fields[] = {
    {mandatory, {{number(&hf_mandatory, 2)}, true}},
    {port, {{number(&hf_port, 2)}}},
    {ipv4hint, {{ipv4(&hf_ip4_hint)}, true}},
    {ipv6hint, {{ipv6(&hf_ip6_hint)}, true}},
    {dohpath, {{text(&hf_dohpath)}}},
};

void draw_alpn(const Draw& draw, proto_tree* tree, proto_item* summary, ike::Reader reader) {
    bool first = true;
    while (reader.ok() && !reader.at_end()) {
        const auto length = reader.u8();
        append_value(draw, summary,
                     add(draw, tree, hf_alpn, reader.octets(length.value), ENC_UTF_8), first);
        first = false;
    }
    report_shortfall(draw, tree, reader.shortfall(), "list of ALPN identifiers");
}

void draw_parameter(const Draw& draw, proto_tree* parent, const ike::ServiceParameter& parameter) {
    proto_item* item =
        proto_tree_add_item(parent, hf_parameter, draw.tvb, static_cast<int>(parameter.offset),
                            static_cast<int>(parameter.end() - parameter.offset), ENC_NA);
    proto_tree* tree = proto_item_add_subtree(item, ett_parameter);
    const char* name = val_to_str_const(parameter.key.value, keys, "Unknown");
    append_text(item, ": ", name);
    add(draw, tree, hf_parameter_key, parameter.key);
    add(draw, tree, hf_parameter_length, parameter.length);
    add(draw, tree, hf_parameter_value, parameter.value);
    const ike::Reader reader(draw.octets, parameter.value.offset, parameter.value.end());
    if (parameter.key.value == alpn) {
        draw_alpn(draw, tree, item, reader);
        return;
    }
    for (const ParameterField& row : parameter_fields) {
        if (row.key == parameter.key.value) {
            draw_layout(draw, tree, reader, row.layout, name, item);
        }
    }
}

void draw_encdns(const Draw& draw, const AttributeItem& it, const ike::Attribute& attribute) {
    const Part address = attribute.type() == iana::cfg_attribute::ENCDNS_IP4
                             ? ipv4(&hf_ip4_address)
                             : ipv6(&hf_ip6_address);
    ike::Reader reader(draw.octets, attribute.value.offset, attribute.value.end());
    auto dns = ike::EncryptedDns::read(reader, address.length);
    add(draw, it.tree, hf_service_priority, dns.service_priority);
    add(draw, it.tree, hf_address_count, dns.address_count);
    add(draw, it.tree, hf_adn_length, dns.adn_length);
    ike::Reader addresses(draw.octets, dns.addresses.offset, dns.addresses.end());
    bool first = true;
    while (!addresses.at_end()) {
        append_value(
            draw, it.item,
            add(draw, it.tree, *address.field, addresses.octets(address.length), address.encoding),
            first);
        first = false;
    }
    append_value(draw, it.item, add(draw, it.tree, hf_adn, dns.adn, ENC_UTF_8), first);
    ike::ServiceParameter parameter;
    while (ike::next_service_parameter(dns.parameters, parameter)) {
        draw_parameter(draw, it.tree, parameter);
    }
    report_shortfall(draw, it.tree, dns.parameters.shortfall(), "encrypted DNS attribute");
}

void draw_encdns_digest_info(const Draw& draw, const AttributeItem& it,
                             const ike::Attribute& attribute) {
    ike::Reader reader(draw.octets, attribute.value.offset, attribute.value.end());
    const auto digest = ike::EncryptedDnsDigest::read(reader);
    add(draw, it.tree, hf_algorithm_count, digest.algorithm_count);
    add(draw, it.tree, hf_adn_length, digest.adn_length);
    append_value(draw, it.item, add(draw, it.tree, hf_adn, digest.adn, ENC_UTF_8));
    ike::Reader algorithms(draw.octets, digest.algorithms.offset, digest.algorithms.end());
    while (!algorithms.at_end()) {
        add(draw, it.tree, hf_algorithm, algorithms.u16());
    }
    add(draw, it.tree, hf_digest, digest.digest);
    report_shortfall(draw, it.tree, reader.shortfall(), "ENCDNS_DIGEST_INFO");
}

using namespace iana::cfg_attribute;

constexpr CfgBody bodies[] = {
    value(INTERNAL_DNS_DOMAIN, text(&hf_dns_domain)),
    {.type = INTERNAL_DNSSEC_TA,
     .layout = {{number(&hf_ta_key_tag, 2), unshown(number(&hf_ta_algorithm, 1)),
                 unshown(number(&hf_ta_digest_type, 1)), unshown(text(&hf_ta_digest))}}},
    {.type = ENCDNS_IP4, .draw = draw_encdns},
    {.type = ENCDNS_IP6, .draw = draw_encdns},
    {.type = ENCDNS_DIGEST_INFO, .draw = draw_encdns_digest_info},
};

void register_dns(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace

constinit const CfgFamily cfg_dns{bodies, register_dns};

}  // namespace ikev2::epan
