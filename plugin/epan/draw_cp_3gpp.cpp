// The configuration attributes of 3GPP (RFC 7651; 3GPP TS 24.302, TS 29.139).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/cfg_body.h"
#include "plugin/iana/cfg_attributes.h"

namespace ikev2::epan {

namespace {

int hf_home_agent_ip6_address = -1;
int hf_home_agent_ip4_address = -1;
int hf_p_cscf_ip4_address = -1;
int hf_p_cscf_ip6_address = -1;
int hf_ftt_kat = -1;
int hf_external_source_ip4_nat_info = -1;
int hf_timeout_period = -1;

hf_register_info fields[] = {
    {&hf_home_agent_ip6_address,
     {"HOME_AGENT_ADDRESS (IPv6)", "ikev2.cfg.attr.home_agent_ip6_address", FT_IPv6, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_home_agent_ip4_address,
     {"HOME_AGENT_ADDRESS (IPv4)", "ikev2.cfg.attr.home_agent_ip4_address", FT_IPv4, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_p_cscf_ip4_address,
     {"P_CSCF_IP4_ADDRESS (IP)", "ikev2.cfg.attr.p_cscf_ip4_address", FT_IPv4, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_p_cscf_ip6_address,
     {"P_CSCF_IP6_ADDRESS (IP)", "ikev2.cfg.attr.p_cscf_ip6_address", FT_IPv6, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_ftt_kat,
     {"FTT_KAT", "ikev2.cfg.attr.ftt_kat", FT_UINT16, BASE_DEC, nullptr, 0x0,
      "Keep-alive timer of a firewall traversal tunnel", HFILL}},
    {&hf_external_source_ip4_nat_info,
     {"EXTERNAL_SOURCE_IP4_NAT_INFO", "ikev2.cfg.attr.external_source_ip4_nat_info", FT_BYTES,
      BASE_NONE, nullptr, 0x0, "IPv4 address and port on the outside of a NAT", HFILL}},
    {&hf_timeout_period,
     {"TIMEOUT_PERIOD_FOR_LIVENESS_CHECK", "ikev2.cfg.attr.timeout_period_for_liveness_check",
      FT_UINT32, BASE_DEC, nullptr, 0x0, "In seconds", HFILL}},
};

// "16 or 20" octets: an IPv6 address, and possibly an IPv4 address.
constexpr std::uint32_t kBothAddresses = 20;
constexpr Layout home_agent_ipv6 = {{ipv6(&hf_home_agent_ip6_address)}};
constexpr Layout home_agent_both = {
    {ipv6(&hf_home_agent_ip6_address), ipv4(&hf_home_agent_ip4_address)}};

void draw_home_agent_address(const Draw& draw, const AttributeItem& it,
                             const ike::Attribute& attribute) {
    draw_layout(draw, it.tree, {draw.octets, attribute.value.offset, attribute.value.end()},
                attribute.value.length == kBothAddresses ? home_agent_both : home_agent_ipv6,
                "HOME_AGENT_ADDRESS", it.item);
}

using namespace iana::cfg_attribute;

constexpr CfgBody bodies[] = {
    {.type = HOME_AGENT_ADDRESS, .draw = draw_home_agent_address},
    values(P_CSCF_IP4_ADDRESS, ipv4(&hf_p_cscf_ip4_address)),
    values(P_CSCF_IP6_ADDRESS, ipv6(&hf_p_cscf_ip6_address)),
    value(FTT_KAT, number(&hf_ftt_kat, 2)),
    value(EXTERNAL_SOURCE_IP4_NAT_INFO, octets(&hf_external_source_ip4_nat_info, 6)),
    value(TIMEOUT_PERIOD_FOR_LIVENESS_CHECK, number(&hf_timeout_period, 4)),
};

void register_3gpp(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace

constinit const CfgFamily cfg_3gpp{bodies, register_3gpp};

}  // namespace ikev2::epan
