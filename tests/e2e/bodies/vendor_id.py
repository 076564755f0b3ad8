"""Vendor IDs with what follows their fixed part.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import struct

from . import VENDOR_ID, Body, from_octet

VID = "ikev2.vid."


def vendor_id(name, fixed, rest, text, fields):
    octets = bytes.fromhex(fixed) + rest
    shown = {"ikev2.vid_bytes": [octets.hex(":")], "ikev2.vid_string": [text]}
    fields = {VID + field: value for field, value in fields.items()}
    return Body(name, VENDOR_ID, octets, shown | fields, from_octet(0))


ALL = [
    vendor_id(
        "CHECK_POINT",
        "f4ed19e0c114eb516faaac0ee37daf2807b4381f",
        struct.pack("!5I", 1, 5005, 0, 0, 0x18020000),
        "CryptoPro/GOST 0.1 / Check Point R65",
        {
            "cp.product": ["1"],
            "cp.version": ["5005"],
            "cp.timestamp": ["0"],
            "cp.reserved": ["0x00000000"],
            "cp.features": ["0x18020000"],
        },
    ),
    vendor_id(
        "CISCO_UNITY",
        "12f5f28c457168a9702d9fe274cc",
        b"\x01\x00",
        "CISCO-UNITY",
        {"cisco_unity.major": ["1"], "cisco_unity.minor": ["0"]},
    ),
    vendor_id(
        "FORTIGATE",
        "8299031757a36082c6a621de",
        b"\x00\x07\x02\x04",
        "Fortigate (Fortinet)",
        {"fortinet.fortigate.release": ["7"], "fortinet.fortigate.build": ["516"]},
    ),
    vendor_id(
        "MS_NT5_ISAKMPOAKLEY",
        "1e2b516905991c7d7c96fcbfb587e461",
        struct.pack("!I", 9),
        "MS NT5 ISAKMPOAKLEY",
        {"ms_nt5_isakmpoakley": ["9"]},
    ),
    vendor_id(
        "FRAGMENTATION",
        "4048b7d56ebce88525e7de7f00d6c2d3",
        struct.pack("!I", 0x80000000),
        "Cisco Fragmentation",
        {"fragmentation.capabilities": ["0x80000000"]},
    ),
    vendor_id(
        "DEAD_PEER_DETECTION",
        "afcad71368a1f1c96b8696fc7757",
        b"\x01\x00",
        "Dead Peer Detection (RFC 3706)",
        {"dpd.major": ["1"], "dpd.minor": ["0"]},
    ),
    vendor_id(
        "ARUBA_VIA_AUTH_PROFILE",
        b"VIA Auth Profile : ".hex(),
        b"office",
        "VIA Auth Profile (Aruba Networks)",
        {"aruba_via_auth_profile": ["office"]},
    ),
    vendor_id("STRONGSWAN", "882fe56d6fd20dbc2251613b2ebe5beb", b"", "strongSwan", {}),
    vendor_id("FLEXVPN", b"FLEXVPN-SUPPORTED".hex(), b"", "Cisco FlexVPN Supported", {}),
    vendor_id("ONLY_TEXT", b"My product 1.0".hex(), b"", "My product 1.0", {}),
    vendor_id("UNKNOWN", "00112233", b"", "Unknown Vendor ID", {}),
]
