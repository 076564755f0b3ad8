"""Configuration payloads, and the values of configuration attributes.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import struct

from . import CP, Body, at, attribute, from_octet, hexed, never

ATTR = "ikev2.cfg.attr."
REQUEST, REPLY = 1, 2

IPV4, IPV4_TEXT = "c0000201", "192.0.2.1"
IPV6, IPV6_TEXT = "20010db8000000000000000000000001", "2001:db8::1"
MASK, MASK_TEXT = "ffffff00", "255.255.255.0"


def configuration(kind, attributes):
    """The body of a Configuration payload (RFC 7296, section 3.15)."""
    return struct.pack("!B3x", kind) + attributes


def reply(name, number, value, fields, may_end=never):
    """An attribute of a CFG_REPLY with `value`."""
    types = {ATTR + "type": [str(number)], ATTR + "format": ["0"]}
    return Body(
        name,
        CP,
        bytes.fromhex(value),
        types | {ATTR + field: shown for field, shown in fields.items()},
        may_end,
        lambda octets: configuration(REPLY, attribute(number, octets)),
    )


def address(name, number, field, value=IPV4):
    text = IPV4_TEXT if value == IPV4 else IPV6_TEXT
    return reply(name, number, value, {field: [text]})


def text(name, number, field):
    return reply(name, number, hexed("example.org"), {field: ["example.org"]}, from_octet(1))


# RFC 7296, section 3.15.1; 5 and 11: RFC 4306; 16: RFC 5026; 17 and 18: RFC 5739.
INTERNAL = [
    address("INTERNAL_IP4_ADDRESS", 1, "internal_ip4_address"),
    address("INTERNAL_IP4_NETMASK", 2, "internal_ip4_netmask"),
    address("INTERNAL_IP4_DNS", 3, "internal_ip4_dns"),
    address("INTERNAL_IP4_NBNS", 4, "internal_ip4_nbns"),
    reply("INTERNAL_ADDRESS_EXPIRY", 5, "00000e10", {"internal_address_expiry": ["3600"]}),
    address("INTERNAL_IP4_DHCP", 6, "internal_ip4_dhcp"),
    text("APPLICATION_VERSION", 7, "application_version"),
    reply(
        "INTERNAL_IP6_ADDRESS",
        8,
        IPV6 + "40",
        {"internal_ip6_address": [IPV6_TEXT], "internal_ip6_address.prefix": ["64"]},
    ),
    address("INTERNAL_IP6_NETMASK", 9, "internal_ip6_netmask", IPV6),
    address("INTERNAL_IP6_DNS", 10, "internal_ip6_dns", IPV6),
    address("INTERNAL_IP6_NBNS", 11, "internal_ip6_nbns", IPV6),
    address("INTERNAL_IP6_DHCP", 12, "internal_ip6_dhcp", IPV6),
    reply(
        "INTERNAL_IP4_SUBNET",
        13,
        IPV4 + MASK,
        {"internal_ip4_subnet_ip": [IPV4_TEXT], "internal_ip4_subnet_netmask": [MASK_TEXT]},
    ),
    reply(
        "SUPPORTED_ATTRIBUTES",
        14,
        "00010003001b",
        {"supported_attributes": ["1", "3", "27"]},
        at(2, 4),
    ),
    reply(
        "INTERNAL_IP6_SUBNET",
        15,
        IPV6 + "30",
        {"internal_ip6_subnet_ip": [IPV6_TEXT], "internal_ip6_subnet_prefix": ["48"]},
    ),
    reply(
        "MIP6_HOME_PREFIX",
        16,
        "00000e10" + IPV6 + "40",
        {
            "mip6_home_prefix.lifetime": ["3600"],
            "mip6_home_prefix.prefix": [IPV6_TEXT],
            "mip6_home_prefix.length": ["64"],
        },
    ),
    reply(
        "INTERNAL_IP6_LINK",
        17,
        "0000000000000001" + "abcd",
        {"internal_ip6_link_interface": ["1"], "internal_ip6_link_id": ["ab:cd"]},
        from_octet(8),
    ),
    reply(
        "INTERNAL_IP6_PREFIX",
        18,
        IPV6 + "40",
        {"internal_ip6_prefix_ip": [IPV6_TEXT], "internal_ip6_prefix_length": ["64"]},
    ),
]

# 3GPP: TS 24.302, RFC 7651, TS 29.139.
GPP = [
    reply(
        "HOME_AGENT_ADDRESS",
        19,
        IPV6 + IPV4,
        {"home_agent_ip6_address": [IPV6_TEXT], "home_agent_ip4_address": [IPV4_TEXT]},
        at(16),
    ),
    address("P_CSCF_IP4_ADDRESS", 20, "p_cscf_ip4_address"),
    address("P_CSCF_IP6_ADDRESS", 21, "p_cscf_ip6_address", IPV6),
    reply("FTT_KAT", 22, "003c", {"ftt_kat": ["60"]}),
    reply(
        "EXTERNAL_SOURCE_IP4_NAT_INFO",
        23,
        IPV4 + "1194",
        {"external_source_ip4_nat_info": ["c0:00:02:01:11:94"]},
    ),
    reply(
        "TIMEOUT_PERIOD_FOR_LIVENESS_CHECK",
        24,
        "0000003c",
        {"timeout_period_for_liveness_check": ["60"]},
    ),
]

# RFC 8598 and RFC 9464; Service Parameters of RFC 9460, section 7, and of RFC 9461.
PARAMETER = "encdns.svcparam."
PARAMETERS = (
    (0, "00010003"),  # mandatory: alpn and port
    (1, "03" + hexed("dot") + "02" + hexed("h2")),  # alpn
    (2, ""),  # no-default-alpn
    (3, "0355"),  # port
    (4, IPV4),  # ipv4hint
    (5, "0102"),  # ech
    (6, IPV6),  # ipv6hint
    (7, hexed("/dns-query{?dns}")),  # dohpath
)


def encrypted_dns(name, number, addresses, field, shown):
    value = "0001" + f"{len(shown):02x}" + "0b" + addresses + hexed("dns.example")
    ends = [len(value) // 2]
    for key, octets in PARAMETERS:
        value += attribute(key, bytes.fromhex(octets)).hex()
        ends.append(len(value) // 2)
    fields = {
        "encdns.service_priority": ["1"],
        "encdns.num_addresses": [str(len(shown))],
        "encdns.adn_length": ["11"],
        field: shown,
        "encdns.adn": ["dns.example"],
        PARAMETER + "key": [str(key) for key in range(8)],
        PARAMETER + "mandatory": ["1", "3"],
        PARAMETER + "alpn": ["dot", "h2"],
        PARAMETER + "port": ["853"],
        PARAMETER + "ipv4hint": [IPV4_TEXT],
        PARAMETER + "ipv6hint": [IPV6_TEXT],
        PARAMETER + "dohpath": ["/dns-query{?dns}"],
    }
    return reply(name, number, value, fields, at(*ends))


DNS = [
    text("INTERNAL_DNS_DOMAIN", 25, "internal_dns_domain"),
    reply(
        "INTERNAL_DNSSEC_TA",
        26,
        "abcd" + "0d" + "02" + hexed("0123cdef"),
        {
            "internal_dnssec_ta.key_tag": ["43981"],
            "internal_dnssec_ta.algorithm": ["13"],
            "internal_dnssec_ta.digest_type": ["2"],
            "internal_dnssec_ta.digest": ["0123cdef"],
        },
        from_octet(4),
    ),
    encrypted_dns(
        "ENCDNS_IP4", 27, IPV4 + "c0000202", "encdns.ip4_address", [IPV4_TEXT, "192.0.2.2"]
    ),
    encrypted_dns("ENCDNS_IP6", 28, IPV6, "encdns.ip6_address", [IPV6_TEXT]),
    reply(
        "ENCDNS_DIGEST_INFO",
        29,
        "02" + "0b" + hexed("dns.example") + "00020003" + "01020304",
        {
            "encdns.num_hash_algs": ["2"],
            "encdns.adn_length": ["11"],
            "encdns.adn": ["dns.example"],
            "encdns.hash_algorithm": ["2", "3"],
            "encdns.digest": ["01:02:03:04"],
        },
        from_octet(17),
    ),
]

XAUTH = [
    reply("XAUTH_TYPE", 16520, "0000", {"xauth.type": ["0"]}),
    text("XAUTH_USER_NAME", 16521, "xauth.user_name"),
    text("XAUTH_USER_PASSWORD", 16522, "xauth.user_password"),
    text("XAUTH_PASSCODE", 16523, "xauth.passcode"),
    text("XAUTH_MESSAGE", 16524, "xauth.message"),
    text("XAUTH_CHALLENGE", 16525, "xauth.challenge"),
    text("XAUTH_DOMAIN", 16526, "xauth.domain"),
    reply("XAUTH_STATUS", 16527, "0001", {"xauth.status": ["1"]}),
    text("XAUTH_NEXT_PIN", 16528, "xauth.next_pin"),
    text("XAUTH_ANSWER", 16529, "xauth.answer"),
]


def subnets(name, number, field):
    one = IPV4 + MASK + "0006" + "01bb" + "1f90"
    fields = {
        field + "_ip": [IPV4_TEXT] * 2,
        field + "_netmask": [MASK_TEXT] * 2,
        "unity.subnet_protocol": ["6"] * 2,
        "unity.subnet_source_port": ["443"] * 2,
        "unity.subnet_destination_port": ["8080"] * 2,
    }
    return reply(name, number, one * 2, fields, at(14))


def number_of_any_size(name, number, field):
    return reply(name, number, "00000001", {field: ["1"]}, from_octet(1))


VENDORS = [
    text("CHKPT_DEF_DOMAIN", 16387, "chkpt.def_domain"),
    reply("CHKPT_MAC_ADDRESS", 16388, "020000000001", {"chkpt.mac_address": ["02:00:00:00:00:01"]}),
    number_of_any_size("CHKPT_MARCIPAN_REASON_CODE", 16389, "chkpt.marcipan_reason_code"),
    address("INTERNAL_IP4_SERVER", 23456, "internal_ip4_server"),
    address("INTERNAL_IP6_SERVER", 23457, "internal_ip6_server", IPV6),
    text("UNITY_BANNER", 28672, "unity.banner"),
    number_of_any_size("UNITY_SAVE_PASSWD", 28673, "unity.save_passwd"),
    text("UNITY_DEF_DOMAIN", 28674, "unity.def_domain"),
    text("UNITY_SPLITDNS_NAME", 28675, "unity.splitdns_name"),
    subnets("UNITY_SPLIT_INCLUDE", 28676, "unity.split_include"),
    number_of_any_size("UNITY_NATT_PORT", 28677, "unity.natt_port"),
    subnets("UNITY_LOCAL_LAN", 28678, "unity.local_lan"),
    number_of_any_size("UNITY_PFS", 28679, "unity.pfs"),
    reply("UNITY_FW_TYPE", 28680, "0102", {"unity.fw_type": ["01:02"]}, from_octet(1)),
    text("UNITY_BACKUP_SERVERS", 28681, "unity.backup_servers"),
    text("UNITY_DDNS_HOSTNAME", 28682, "unity.ddns_hostname"),
    text("CISCO_CONFIG_URL", 28692, "unity.config_url"),
]

PAYLOADS = [
    Body(
        "CFG_REQUEST",
        CP,
        configuration(REQUEST, attribute(1, b"") + attribute(3, b"")),
        {
            "ikev2.cfg.type": [str(REQUEST)],
            ATTR + "type": ["1", "3"],
            ATTR + "length": ["0", "0"],
            ATTR + "internal_ip4_address": [],
        },
        at(4, 8),
    ),
    Body(
        "CFG_REPLY",
        CP,
        configuration(REPLY, attribute(1, bytes(4)) + attribute(2, b"\xff" * 4)),
        {
            "ikev2.cfg.type": [str(REPLY)],
            ATTR + "internal_ip4_address": ["0.0.0.0"],
            ATTR + "internal_ip4_netmask": ["255.255.255.255"],
        },
        at(4, 12),
    ),
]

ALL = [*INTERNAL, *GPP, *DNS, *XAUTH, *VENDORS, *PAYLOADS]
