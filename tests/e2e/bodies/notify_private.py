"""Notification Data of 3GPP and of vendors.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from . import at, from_octet, hexed, notification

PRIV = "ikev2.notify.priv."
GPP, FIVE_G = PRIV + "3gpp.", PRIV + "5g."
IPV6 = "20010db8000000000000000000000001"

NUMBERS = GPP + "emergency_call_number"

WITHOUT_DATA = {
    "PDN_TYPE_IPv4_ONLY_ALLOWED": 41050,
    "PDN_TYPE_IPv6_ONLY_ALLOWED": 41051,
    "EMERGENCY_SUPPORT": 41112,
    "P_CSCF_RESELECTION_SUPPORT": 41304,
    "IKEV2_MULTIPLE_BEARER_PDN_CONNECTIVITY": 42011,
}


def counted(name, number, field):
    """A length and as many octets."""
    fields = {GPP + "length": ["3"], GPP + field: ["01:02:03"]}
    return notification(name, number, "03010203", fields)


# 3GPP TS 24.302, clause 8.2.9.
TS_24_302 = [notification(name, number) for name, number in WITHOUT_DATA.items()] + [
    notification(
        "BACKOFF_TIMER",  # twice 30 seconds
        41041,
        "0182",
        {
            GPP + "backoff_timer_len": ["1"],
            GPP + "backoff_timer.unit": ["4"],
            GPP + "backoff_timer.value": ["2"],
            GPP + "backoff_timer.seconds": ["60"],
        },
    ),
    notification(
        "BACKOFF_TIMER_OFF",
        41041,
        "01e0",
        {GPP + "backoff_timer.unit": ["7"], GPP + "backoff_timer.seconds": []},
    ),
    notification(
        "DEVICE_IDENTITY_IMEI",
        41101,
        "0009" + "01" + "5307321012345608",
        {
            GPP + "device_identity_len": ["9"],
            GPP + "device_identity_type": ["1"],
            GPP + "device_identity_imei": ["3570230121436580"],
        },
        at(0),
    ),
    notification(
        "DEVICE_IDENTITY_IMEISV",
        41101,
        "0009" + "02" + "5307321012345618",
        {
            GPP + "device_identity_type": ["2"],
            GPP + "device_identity_imeisv": ["3570230121436581"],
        },
        at(0),
    ),
    notification(
        "DEVICE_IDENTITY_REQUEST",
        41101,
        "0001" + "01",
        {GPP + "device_identity_len": ["1"], GPP + "device_identity_type": ["1"]},
        at(0),
    ),
    notification(
        "EMERGENCY_CALL_NUMBERS",  # police and ambulance 112; mountain rescue 1414
        41134,
        "08" + "0303" + "11f2" + "0310" + "4141",
        {
            NUMBERS + "s_len": ["8"],
            NUMBERS + "s_element_len": ["3", "3"],
            NUMBERS + "s_flags": ["0x03", "0x10"],
            NUMBERS + "s_spare": ["0", "0"],
            NUMBERS + "s_flag_b1_police": ["1", "0"],
            NUMBERS + "s_flag_b2_ambulance": ["1", "0"],
            NUMBERS + "s_flag_b3_fire_brigade": ["0", "0"],
            NUMBERS + "s_b4_marine_guard": ["0", "0"],
            NUMBERS + "s_flag_b5_mountain_rescue": ["0", "1"],
            NUMBERS: ["112", "1414"],
        },
        at(0),
    ),
    counted("EPS_QOS", 42014, "eps_qos"),
    counted("EXTENDED_EPS_QOS", 42015, "extended_eps_qos"),
    counted("TFT", 42017, "tft"),
    counted("APN_AMBR", 42094, "apn_ambr"),
    counted("EXTENDED_APN_AMBR", 42095, "extended_apn_ambr"),
    notification(
        "N1_MODE_CAPABILITY",
        51015,
        "0105",
        {FIVE_G + "length": ["1"], FIVE_G + "pdu_session_id": ["5"]},
    ),
]

# 3GPP TS 24.501, clause 9.11.2.8: the lengths that an S-NSSAI can have.
S_NSSAI = [
    notification(
        f"N1_MODE_INFORMATION_{data[:2]}", 51115, data, {FIVE_G + "length": [str(int(data[:2]))], **fields}
    )
    for data, fields in {
        "0101": {FIVE_G + "s_nssai.sst": ["1"]},
        "020102": {FIVE_G + "s_nssai.sst": ["1"], FIVE_G + "s_nssai.mapped_sst": ["2"]},
        "0401aabbcc": {FIVE_G + "s_nssai.sst": ["1"], FIVE_G + "s_nssai.sd": ["0xaabbcc"]},
        "0501aabbcc02": {
            FIVE_G + "s_nssai.sd": ["0xaabbcc"],
            FIVE_G + "s_nssai.mapped_sst": ["2"],
            FIVE_G + "s_nssai.mapped_sd": [],
        },
        "0801aabbcc02ddeeff": {
            FIVE_G + "s_nssai.sd": ["0xaabbcc"],
            FIVE_G + "s_nssai.mapped_sst": ["2"],
            FIVE_G + "s_nssai.mapped_sd": ["0xddeeff"],
        },
    }.items()
]

# 3GPP TS 24.502, clause 9.3.1.
QOS = FIVE_G + "qos_info."
TS_24_502 = [
    notification(
        "5G_QOS_INFO",
        55501,
        "06" + "05" + "02" + "0109" + "03" + "2e",
        {
            FIVE_G + "length": ["6"],
            FIVE_G + "pdu_session_id": ["5"],
            QOS + "qfi_count": ["2"],
            QOS + "qfi": ["1", "9"],
            QOS + "flags": ["0x03"],
            QOS + "dscpi": ["1"],
            QOS + "dcsi": ["1"],
            QOS + "qosi": ["0"],
            QOS + "dscp": ["0x2e"],
        },
    ),
    notification("NAS_IP4_ADDRESS", 55502, "c0000201", {FIVE_G + "nas_ip4_address": ["192.0.2.1"]}),
    notification("NAS_IP6_ADDRESS", 55503, IPV6, {FIVE_G + "nas_ip6_address": ["2001:db8::1"]}),
    notification("UP_IP4_ADDRESS", 55504, "c0000201", {FIVE_G + "up_ip4_address": ["192.0.2.1"]}),
    notification("UP_IP6_ADDRESS", 55505, IPV6, {FIVE_G + "up_ip6_address": ["2001:db8::1"]}),
    notification("NAS_TCP_PORT", 55506, "4e20", {FIVE_G + "nas_tcp_port": ["20000"]}),
    notification(
        "N3GPP_BACKOFF_TIMER", 55507, "0121", {GPP + "backoff_timer.seconds": ["3600"]}
    ),
]

STRONGSWAN = PRIV + "strongswan."
ENDPOINT = STRONGSWAN + "me_endpoint."
VENDORS = [
    notification(
        "MS_NOTIFY_STATUS",
        12345,
        "000035e9",
        {PRIV + "microsoft.status": ["13801"]},
        from_octet(0),
    ),
    notification(
        "NULL_AUTH",
        40960,
        "0102",
        {PRIV + "libreswan.null_auth": ["01:02"]},
        from_octet(0),
    ),
    notification(
        "ME_ENDPOINT",
        40963,
        "000000ff" + "01" + "01" + "1194" + "c0000201",
        {
            ENDPOINT + "priority": ["255"],
            ENDPOINT + "family": ["1"],
            ENDPOINT + "type": ["1"],
            ENDPOINT + "port": ["4500"],
            ENDPOINT + "ipv4": ["192.0.2.1"],
        },
        at(8),
    ),
    notification(
        "ME_ENDPOINT_IPV6",
        40963,
        "000000ff" + "02" + "04" + "1194" + IPV6,
        {ENDPOINT + "family": ["2"], ENDPOINT + "ipv6": ["2001:db8::1"]},
        at(8, 12),
    ),
    notification(
        "ME_CONNECTID",
        40965,
        "01020304",
        {STRONGSWAN + "me_connectid": ["01:02:03:04"]},
        range(4, 17).__contains__,
    ),
    notification(
        "NETWORK_OVERLAY_ID",
        61520,
        "07",
        {"ikev2.notify.data.fortinet.network_overlay_id": ["7"]},
        at(),
    ),
    notification(
        "ME_CONNECTKEY",
        40966,
        "77" * 16,
        {STRONGSWAN + "me_connectkey": [":".join(["77"] * 16)]},
        range(16, 33).__contains__,
    ),
    notification(
        "ME_CONNECTAUTH",
        40967,
        "77" * 20,
        {STRONGSWAN + "me_connectauth": [":".join(["77"] * 20)]},
    ),
    notification(
        "RADIUS_ATTRIBUTE",
        40969,
        "0104abcd",
        {
            STRONGSWAN + "radius.type": ["1"],
            STRONGSWAN + "radius.length": ["4"],
            STRONGSWAN + "radius.value": ["ab:cd"],
        },
        from_octet(2),
    ),
    # No standard says what data this type has, or that it has any.
    notification(
        "NOT_KNOWN_BUT_TEXT",
        50000,
        hexed("why"),
        {"ikev2.notify.data.text": ["why"]},
        from_octet(0),
    ),
]

ALL = [*TS_24_302, *S_NSSAI, *TS_24_502, *VENDORS]
