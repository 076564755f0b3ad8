// The configuration attributes of vendors: Cisco Unity, Microsoft ([MS-IKEE], section 2.2.8) and
// Check Point.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/cfg_body.h"
#include "plugin/iana/cfg_private_attributes.h"

namespace ikev2::epan {

namespace {

int hf_unity_banner = -1;
int hf_unity_save_passwd = -1;
int hf_unity_def_domain = -1;
int hf_unity_splitdns_name = -1;
int hf_unity_split_include_address = -1;
int hf_unity_split_include_netmask = -1;
int hf_unity_local_lan_address = -1;
int hf_unity_local_lan_netmask = -1;
int hf_unity_subnet_protocol = -1;
int hf_unity_subnet_source_port = -1;
int hf_unity_subnet_destination_port = -1;
int hf_unity_natt_port = -1;
int hf_unity_pfs = -1;
int hf_unity_fw_type = -1;
int hf_unity_backup_servers = -1;
int hf_unity_ddns_hostname = -1;
int hf_config_url = -1;
int hf_internal_ip4_server = -1;
int hf_internal_ip6_server = -1;
int hf_chkpt_def_domain = -1;
int hf_chkpt_mac_address = -1;
int hf_chkpt_reason_code = -1;

hf_register_info fields[] = {
    {&hf_unity_banner,
     {"UNITY BANNER", "ikev2.cfg.attr.unity.banner", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_unity_save_passwd,
     {"UNITY SAVE PASSWD", "ikev2.cfg.attr.unity.save_passwd", FT_UINT32, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_unity_def_domain,
     {"UNITY DEF DOMAIN", "ikev2.cfg.attr.unity.def_domain", FT_STRING, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_unity_splitdns_name,
     {"UNITY SPLITDNS NAME", "ikev2.cfg.attr.unity.splitdns_name", FT_STRING, BASE_NONE, nullptr,
      0x0, "Domains whose names the VPN resolves", HFILL}},
    {&hf_unity_split_include_address,
     {"UNITY SPLIT INCLUDE (IP)", "ikev2.cfg.attr.unity.split_include_ip", FT_IPv4, BASE_NONE,
      nullptr, 0x0, "A subnet that is reached through the VPN", HFILL}},
    {&hf_unity_split_include_netmask,
     {"UNITY SPLIT INCLUDE (NETMASK)", "ikev2.cfg.attr.unity.split_include_netmask", FT_IPv4,
      BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_unity_local_lan_address,
     {"UNITY LOCAL LAN (IP)", "ikev2.cfg.attr.unity.local_lan_ip", FT_IPv4, BASE_NONE, nullptr, 0x0,
      "A subnet that is not reached through the VPN", HFILL}},
    {&hf_unity_local_lan_netmask,
     {"UNITY LOCAL LAN (NETMASK)", "ikev2.cfg.attr.unity.local_lan_netmask", FT_IPv4, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_unity_subnet_protocol,
     {"Protocol", "ikev2.cfg.attr.unity.subnet_protocol", FT_UINT16, BASE_DEC, nullptr, 0x0,
      "IP protocol; 0 for any", HFILL}},
    {&hf_unity_subnet_source_port,
     {"Source port", "ikev2.cfg.attr.unity.subnet_source_port", FT_UINT16, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_unity_subnet_destination_port,
     {"Destination port", "ikev2.cfg.attr.unity.subnet_destination_port", FT_UINT16, BASE_DEC,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_unity_natt_port,
     {"UNITY NATT PORT", "ikev2.cfg.attr.unity.natt_port", FT_UINT32, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_unity_pfs,
     {"UNITY PFS", "ikev2.cfg.attr.unity.pfs", FT_UINT32, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_unity_fw_type,
     {"UNITY FW TYPE", "ikev2.cfg.attr.unity.fw_type", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_unity_backup_servers,
     {"UNITY BACKUP SERVERS", "ikev2.cfg.attr.unity.backup_servers", FT_STRING, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_unity_ddns_hostname,
     {"UNITY DDNS HOSTNAME", "ikev2.cfg.attr.unity.ddns_hostname", FT_STRING, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_config_url,
     {"CONFIG URL", "ikev2.cfg.attr.unity.config_url", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_internal_ip4_server,
     {"INTERNAL_IP4_SERVER", "ikev2.cfg.attr.internal_ip4_server", FT_IPv4, BASE_NONE, nullptr, 0x0,
      "The internal address of the server", HFILL}},
    {&hf_internal_ip6_server,
     {"INTERNAL_IP6_SERVER", "ikev2.cfg.attr.internal_ip6_server", FT_IPv6, BASE_NONE, nullptr, 0x0,
      "The internal address of the server", HFILL}},
    {&hf_chkpt_def_domain,
     {"CHKPT DEF DOMAIN", "ikev2.cfg.attr.chkpt.def_domain", FT_STRING, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_chkpt_mac_address,
     {"CHKPT MAC ADDRESS", "ikev2.cfg.attr.chkpt.mac_address", FT_ETHER, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_chkpt_reason_code,
     {"CHKPT MARCIPAN REASON CODE", "ikev2.cfg.attr.chkpt.marcipan_reason_code", FT_UINT32,
      BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
};

using namespace iana::cfg_attribute;

// Numbers whose length no document tells.
struct NumberField {
    std::uint16_t type;
    int* field;
};
constexpr NumberField numbers[] = {
    {UNITY_SAVE_PASSWD, &hf_unity_save_passwd},
    {UNITY_NATT_PORT, &hf_unity_natt_port},
    {UNITY_PFS, &hf_unity_pfs},
    {CHKPT_MARCIPAN_REASON_CODE, &hf_chkpt_reason_code},
};

void draw_number(const Draw& draw, const AttributeItem& it, const ike::Attribute& attribute) {
    for (const NumberField& row : numbers) {
        if (row.type == attribute.type() && attribute.value.length <= sizeof(std::uint32_t)) {
            append_value(draw, it.item,
                         add(draw, it.tree, *row.field, attribute.value, ENC_BIG_ENDIAN));
        }
    }
}

// A list of subnets, 14 octets each; many senders leave protocol and ports zero.
constexpr CfgBody subnets(std::uint16_t type, int* address, int* netmask) {
    return list(type, {{ipv4(address), ipv4(netmask), unshown(number(&hf_unity_subnet_protocol, 2)),
                        unshown(number(&hf_unity_subnet_source_port, 2)),
                        unshown(number(&hf_unity_subnet_destination_port, 2))},
                       true});
}

constexpr CfgBody bodies[] = {
    value(CHKPT_DEF_DOMAIN, text(&hf_chkpt_def_domain)),
    value(CHKPT_MAC_ADDRESS, octets(&hf_chkpt_mac_address, 6)),
    {.type = CHKPT_MARCIPAN_REASON_CODE, .draw = draw_number},
    values(INTERNAL_IP4_SERVER, ipv4(&hf_internal_ip4_server)),
    values(INTERNAL_IP6_SERVER, ipv6(&hf_internal_ip6_server)),
    value(UNITY_BANNER, text(&hf_unity_banner)),
    {.type = UNITY_SAVE_PASSWD, .draw = draw_number},
    value(UNITY_DEF_DOMAIN, text(&hf_unity_def_domain)),
    value(UNITY_SPLITDNS_NAME, text(&hf_unity_splitdns_name)),
    subnets(UNITY_SPLIT_INCLUDE, &hf_unity_split_include_address, &hf_unity_split_include_netmask),
    {.type = UNITY_NATT_PORT, .draw = draw_number},
    subnets(UNITY_LOCAL_LAN, &hf_unity_local_lan_address, &hf_unity_local_lan_netmask),
    {.type = UNITY_PFS, .draw = draw_number},
    value(UNITY_FW_TYPE, octets(&hf_unity_fw_type)),
    value(UNITY_BACKUP_SERVERS, text(&hf_unity_backup_servers)),
    value(UNITY_DDNS_HOSTNAME, text(&hf_unity_ddns_hostname)),
    value(CISCO_CONFIG_URL, text(&hf_config_url)),
};

void register_vendor(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace

constinit const CfgFamily cfg_vendor{bodies, register_vendor};

}  // namespace ikev2::epan
