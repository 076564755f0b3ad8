"""Notification Data of the extensions of IKEv2.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from . import at, from_octet, hexed, notification, short_attribute

DATA = "ikev2.notify.data."
IPV6 = "20010db8000000000000000000000001"
IPV6_2 = "20010db8000000000000000000000002"

# RFC 4555.
MOBIKE = [
    notification(
        "ADDITIONAL_IP4_ADDRESS",
        16397,
        "c0000201",
        {DATA + "additional_ip4_address": ["192.0.2.1"]},
    ),
    notification(
        "ADDITIONAL_IP6_ADDRESS", 16398, IPV6, {DATA + "additional_ip6_address": ["2001:db8::1"]}
    ),
    notification(
        "COOKIE2",
        16401,
        "0102030405060708",
        {DATA + "cookie2": ["01:02:03:04:05:06:07:08"]},
        range(8, 65).__contains__,
    ),
    notification(
        "NO_NATS_ALLOWED",
        16402,
        "c0000201c6336402" + "01f41194",
        {
            DATA + "no_nats_allowed.source_ipv4": ["192.0.2.1"],
            DATA + "no_nats_allowed.destination_ipv4": ["198.51.100.2"],
            DATA + "no_nats_allowed.source_port": ["500"],
            DATA + "no_nats_allowed.destination_port": ["4500"],
        },
    ),
    notification(
        "NO_NATS_ALLOWED_IPV6",
        16402,
        IPV6 + IPV6_2 + "01f41194",
        {
            DATA + "no_nats_allowed.source_ipv6": ["2001:db8::1"],
            DATA + "no_nats_allowed.destination_ipv6": ["2001:db8::2"],
            DATA + "no_nats_allowed.source_port": ["500"],
            DATA + "no_nats_allowed.destination_port": ["4500"],
        },
        at(12),
    ),
]

# RFC 5685.
GATEWAY = DATA + "redirect.gw_ident."
NEW, ORIGINAL = DATA + "redirect.new_resp_gw_ident.", DATA + "redirect.org_resp_gw_ident."
REDIRECT = [
    notification(
        "REDIRECT_TO_IPV4",
        16407,
        "0104c0000201" + "aabbccdd",
        {
            GATEWAY + "type": ["1"],
            GATEWAY + "len": ["4"],
            NEW + "ipv4": ["192.0.2.1"],
            DATA + "redirect.nonce_data": ["aa:bb:cc:dd"],
        },
        from_octet(6),
    ),
    notification(
        "REDIRECT_TO_IPV6",
        16407,
        "0210" + IPV6,
        {GATEWAY + "type": ["2"], NEW + "ipv6": ["2001:db8::1"], DATA + "redirect.nonce_data": []},
        from_octet(18),
    ),
    notification(
        "REDIRECT_TO_FQDN",
        16407,
        "030a" + hexed("gw.example"),
        {GATEWAY + "type": ["3"], NEW + "fqdn": ["gw.example"]},
        from_octet(12),
    ),
    notification(
        "REDIRECT_TO_ANOTHER_TYPE",
        16407,
        "c8020102",
        {GATEWAY + "type": ["200"], NEW + "data": ["01:02"]},
        from_octet(4),
    ),
    notification(
        "REDIRECTED_FROM_IPV4",
        16408,
        "0104c0000201",
        {GATEWAY + "type": ["1"], ORIGINAL + "ipv4": ["192.0.2.1"], NEW + "ipv4": []},
        from_octet(6),
    ),
    notification(
        "REDIRECTED_FROM_IPV6",
        16408,
        "0210" + IPV6,
        {GATEWAY + "type": ["2"], ORIGINAL + "ipv6": ["2001:db8::1"]},
        from_octet(18),
    ),
    notification(
        "REDIRECTED_FROM_FQDN",
        16408,
        "030a" + hexed("gw.example"),
        {GATEWAY + "type": ["3"], ORIGINAL + "fqdn": ["gw.example"]},
        from_octet(12),
    ),
]

# RFC 4478 and RFC 5723.
RESUMPTION = [
    notification("AUTH_LIFETIME", 16403, "00000e10", {DATA + "auth_lifetime": ["3600"]}),
    notification(
        "TICKET_LT_OPAQUE",
        16409,
        "00015180" + "deadbeef",
        {
            DATA + "ticket_opaque.lifetime": ["86400"],
            DATA + "ticket_opaque.data": ["de:ad:be:ef"],
        },
        from_octet(4),
    ),
    notification(
        "TICKET_OPAQUE",
        16413,
        "deadbeef",
        {DATA + "ticket_opaque.data": ["de:ad:be:ef"]},
        from_octet(1),
    ),
]

# RFC 6290 and RFC 6311.
CLUSTER = [
    notification(
        "QUICK_CRASH_DETECTION",
        16419,
        "ab" * 16,
        {DATA + "qcd.token_secret_data": [":".join(["ab"] * 16)]},
        range(16, 129).__contains__,
    ),
    notification(
        "IKEV2_MESSAGE_ID_SYNC",
        16422,
        "01020304" + "00000005" + "00000006",
        {
            DATA + "ha.nonce_data": ["0x01020304"],
            DATA + "ha.expected_send_req_message_id": ["0x00000005"],
            DATA + "ha.expected_recv_req_message_id": ["0x00000006"],
        },
    ),
    notification(
        "IPSEC_REPLAY_COUNTER_SYNC",
        16423,
        "00000100",
        {DATA + "ha.incoming_ipsec_sa_delta_value": ["00:00:01:00"]},
        range(4, 9).__contains__,
    ),
]

# RFC 5857: MAX_CID, two profiles, an algorithm, its ICV, MRRU.
ROHC = [
    notification(
        "ROHC_SUPPORTED",
        16416,
        b"".join(
            short_attribute(*pair) for pair in ((1, 15), (2, 1), (2, 0x0104), (3, 2), (4, 12), (5, 0))
        ).hex(),
        {
            DATA + "rohc.attr.type": ["1", "2", "2", "3", "4", "5"],
            DATA + "rohc.attr.format": ["1"] * 6,
            DATA + "rohc.attr.max_cid": ["15"],
            DATA + "rohc.attr.profile": ["1", "260"],
            DATA + "rohc.attr.integ": ["2"],
            DATA + "rohc.attr.icv_len": ["12"],
            DATA + "rohc.attr.mrru": ["0"],
        },
        lambda length: length % 4 == 0,
    ),
]

METHODS = DATA + "supported_auth_methods."

AUTHENTICATION = [
    notification(
        "SECURE_PASSWORD_METHODS",  # RFC 6467
        16424,
        "00010003",
        {
            DATA + "secure_password_methods": ["00:01:00:03"],
            DATA + "secure_password_method": ["1", "3"],
        },
        at(2),
    ),
    notification(
        "ERX_SUPPORTED",  # RFC 6867
        16427,
        hexed("example.net"),
        {DATA + "erx.domain": ["example.net"]},
        from_octet(0),
    ),
    notification(
        "SIGNATURE_HASH_ALGORITHMS",  # RFC 7427
        16431,
        "000200030005",
        {DATA + "signature_hash_algorithms": ["2", "3", "5"]},
        at(2, 4),
    ),
    notification(
        "SUPPORTED_AUTH_METHODS",  # RFC 9593: PSK; RSA; id-Ed25519 of the second authority
        16443,
        "0202" + "030100" + "0a0e02300506032b6570",
        {
            METHODS + "length": ["2", "3", "10"],
            METHODS + "method": ["2", "1", "14"],
            METHODS + "cert_link": ["0", "2"],
            METHODS + "algorithm_identifier": ["30:05:06:03:2b:65:70"],
            "ikev2.signature_algorithm": ["Ed25519"],
        },
        at(0, 2, 5),
    ),
]

# RFC 8784 and RFC 9867.
PPK = [
    notification(
        "PPK_IDENTITY",
        16436,
        "02" + hexed("blue"),
        {DATA + "ppk.id_type": ["2"], DATA + "ppk.id": ["62:6c:75:65"]},
        from_octet(0),
    ),
    notification("NO_PPK_AUTH", 16437, "0a0b0c", {DATA + "no_ppk_auth": ["0a:0b:0c"]}, from_octet(1)),
    notification(
        "PPK_IDENTITY_KEY",
        16446,
        "02" + hexed("blue") + "0102030405060708",
        {
            DATA + "ppk.id_type": ["2"],
            DATA + "ppk.id": ["62:6c:75:65"],
            DATA + "ppk.confirmation": ["01:02:03:04:05:06:07:08"],
        },
        from_octet(9),
    ),
]

OTHERS = [
    notification("LINK_ID", 16414, "0102", {DATA + "link_id": ["01:02"]}, from_octet(1)),
    notification("GROUP_SENDER", 16429, "00000002", {DATA + "group_sender.sender_ids": ["2"]}),
    notification(
        "PUZZLE",  # RFC 8019
        16434,
        "000510",
        {DATA + "puzzle.prf": ["5"], DATA + "puzzle.difficulty": ["16"]},
    ),
    notification(
        "ADDITIONAL_KEY_EXCHANGE",  # RFC 9370
        16441,
        "0102",
        {DATA + "additional_key_exchange": ["01:02"]},
        from_octet(1),
    ),
    notification(
        "USE_AGGFRAG",  # RFC 9347
        16442,
        "03",
        {
            DATA + "aggfrag.flags": ["0x03"],
            DATA + "aggfrag.congestion_control": ["1"],
            DATA + "aggfrag.dont_fragment": ["1"],
        },
    ),
    notification(
        "SA_RESOURCE_INFO",  # RFC 9611
        16444,
        hexed("CPU 1"),
        {DATA + "sa_resource_info": ["43:50:55:20:31"]},
        from_octet(0),
    ),
]

ALL = [
    *MOBIKE, *REDIRECT, *RESUMPTION, *CLUSTER, *ROHC, *AUTHENTICATION, *PPK, *OTHERS,
]
