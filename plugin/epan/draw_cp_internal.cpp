// The configuration attributes of RFC 7296, section 3.15.1, and of RFC 5026 and RFC 5739.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/cfg_body.h"
#include "plugin/iana/cfg_attributes.h"

namespace ikev2::epan {

namespace {

int hf_ip4_address = -1;
int hf_ip4_netmask = -1;
int hf_ip4_dns = -1;
int hf_ip4_nbns = -1;
int hf_address_expiry = -1;
int hf_ip4_dhcp = -1;
int hf_application_version = -1;
int hf_ip6_address = -1;
int hf_ip6_address_prefix = -1;
int hf_ip6_netmask = -1;
int hf_ip6_dns = -1;
int hf_ip6_nbns = -1;
int hf_ip6_dhcp = -1;
int hf_ip4_subnet_ip = -1;
int hf_ip4_subnet_netmask = -1;
int hf_supported_attributes = -1;
int hf_ip6_subnet_ip = -1;
int hf_ip6_subnet_prefix = -1;
int hf_mip6_lifetime = -1;
int hf_mip6_prefix = -1;
int hf_mip6_prefix_length = -1;
int hf_ip6_link_interface = -1;
int hf_ip6_link_id = -1;
int hf_ip6_prefix_ip = -1;
int hf_ip6_prefix_length = -1;

hf_register_info fields[] = {
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
    {&hf_address_expiry,
     {"INTERNAL ADDRESS EXPIRY", "ikev2.cfg.attr.internal_address_expiry", FT_UINT32, BASE_DEC,
      nullptr, 0x0, "Seconds that the host can use the internal address", HFILL}},
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
    {&hf_ip6_netmask,
     {"INTERNAL IP6 NETMASK", "ikev2.cfg.attr.internal_ip6_netmask", FT_IPv6, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_ip6_dns,
     {"INTERNAL IP6 DNS", "ikev2.cfg.attr.internal_ip6_dns", FT_IPv6, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_ip6_nbns,
     {"INTERNAL IP6 NBNS", "ikev2.cfg.attr.internal_ip6_nbns", FT_IPv6, BASE_NONE, nullptr, 0x0,
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
     {"SUPPORTED ATTRIBUTES", "ikev2.cfg.attr.supported_attributes", FT_UINT16,
      BASE_DEC | BASE_RANGE_STRING, &iana::cfg_attribute::registry, 0x0, nullptr, HFILL}},
    {&hf_ip6_subnet_ip,
     {"INTERNAL_IP6_SUBNET (IP)", "ikev2.cfg.attr.internal_ip6_subnet_ip", FT_IPv6, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_ip6_subnet_prefix,
     {"INTERNAL_IP6_SUBNET (PREFIX)", "ikev2.cfg.attr.internal_ip6_subnet_prefix", FT_UINT8,
      BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_mip6_lifetime,
     {"Prefix Lifetime", "ikev2.cfg.attr.mip6_home_prefix.lifetime", FT_UINT32, BASE_DEC, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_mip6_prefix,
     {"Home Prefix", "ikev2.cfg.attr.mip6_home_prefix.prefix", FT_IPv6, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_mip6_prefix_length,
     {"Prefix Length", "ikev2.cfg.attr.mip6_home_prefix.length", FT_UINT8, BASE_DEC, nullptr, 0x0,
      "In bits", HFILL}},
    {&hf_ip6_link_interface,
     {"INTERNAL_IP6_LINK (Link-Local Interface ID)", "ikev2.cfg.attr.internal_ip6_link_interface",
      FT_UINT64, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_ip6_link_id,
     {"INTERNAL_IP6_LINK (IKEv2 Link ID)", "ikev2.cfg.attr.internal_ip6_link_id", FT_BYTES,
      BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_ip6_prefix_ip,
     {"INTERNAL_IP6_PREFIX (IP)", "ikev2.cfg.attr.internal_ip6_prefix_ip", FT_IPv6, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_ip6_prefix_length,
     {"INTERNAL_IP6_PREFIX (Length)", "ikev2.cfg.attr.internal_ip6_prefix_length", FT_UINT8,
      BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
};

using namespace iana::cfg_attribute;

// Of RFC 4306, section 3.15.1; reserved since RFC 5996. INTERNAL_IP6_NETMASK is of the draft before
// it, draft-dukes-ike-mode-cfg.
constexpr std::uint16_t kInternalAddressExpiry = 5;
constexpr std::uint16_t kInternalIp6Netmask = 9;
constexpr std::uint16_t kInternalIp6Nbns = 11;

constexpr CfgBody bodies[] = {
    values(INTERNAL_IP4_ADDRESS, ipv4(&hf_ip4_address)),
    value(INTERNAL_IP4_NETMASK, ipv4(&hf_ip4_netmask)),
    values(INTERNAL_IP4_DNS, ipv4(&hf_ip4_dns)),
    values(INTERNAL_IP4_NBNS, ipv4(&hf_ip4_nbns)),
    value(kInternalAddressExpiry, number(&hf_address_expiry, 4)),
    values(INTERNAL_IP4_DHCP, ipv4(&hf_ip4_dhcp)),
    value(APPLICATION_VERSION, text(&hf_application_version)),
    values(INTERNAL_IP6_ADDRESS, ipv6(&hf_ip6_address), number(&hf_ip6_address_prefix, 1)),
    values(kInternalIp6Netmask, ipv6(&hf_ip6_netmask)),
    values(INTERNAL_IP6_DNS, ipv6(&hf_ip6_dns)),
    values(kInternalIp6Nbns, ipv6(&hf_ip6_nbns)),
    values(INTERNAL_IP6_DHCP, ipv6(&hf_ip6_dhcp)),
    values(INTERNAL_IP4_SUBNET, ipv4(&hf_ip4_subnet_ip), ipv4(&hf_ip4_subnet_netmask)),
    list(SUPPORTED_ATTRIBUTES, {{unshown(number(&hf_supported_attributes, 2))}, true}),
    values(INTERNAL_IP6_SUBNET, ipv6(&hf_ip6_subnet_ip), number(&hf_ip6_subnet_prefix, 1)),
    {.type = MIP6_HOME_PREFIX,
     .layout = {{unshown(number(&hf_mip6_lifetime, 4)), ipv6(&hf_mip6_prefix),
                 number(&hf_mip6_prefix_length, 1)}}},
    value(INTERNAL_IP6_LINK, number(&hf_ip6_link_interface, 8), octets(&hf_ip6_link_id)),
    values(INTERNAL_IP6_PREFIX, ipv6(&hf_ip6_prefix_ip), number(&hf_ip6_prefix_length, 1)),
};

void register_internal(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace

constinit const CfgFamily cfg_internal{bodies, register_internal};

}  // namespace ikev2::epan
