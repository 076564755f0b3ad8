"""The payloads of G-IKEv2 (RFC 9838), secure passwords (RFC 6467) and puzzles (RFC 8019).

SPDX-License-Identifier: GPL-2.0-or-later
"""
import struct

from . import GSA, GSPM, IDG, KD, PS, Body, at, attribute, from_octet, short_attribute
from .x509 import PUBLIC_KEY

ESP, GIKE_UPDATE = 3, 6
ED25519 = bytes.fromhex("300506032b6570")
"""AlgorithmIdentifier of id-Ed25519 (RFC 8410, section 3)."""


def substructure(protocol, spi, body):
    """A group policy or a key bag (sections 4.4 and 4.5)."""
    return struct.pack("!BBH", protocol, len(spi), 4 + len(spi) + len(body)) + spi + body


def selector(first, last, port=500):
    """A TS_IPV4_ADDR_RANGE for UDP (RFC 7296, section 3.13.1)."""
    return struct.pack("!BBHHH", 7, 17, 16, port, port) + bytes(first) + bytes(last)


def transform(more, kind, number, attributes=b""):
    """A transform (RFC 7296, section 3.3.2)."""
    length = 8 + len(attributes)
    return struct.pack("!BBHBBH", 3 if more else 0, 0, length, kind, 0, number) + attributes


SPI_1, SPI_2 = bytes(range(16)), b"\x11\x22\x33\x44"

REKEY_POLICY = substructure(
    GIKE_UPDATE,
    SPI_1,
    selector((192, 0, 2, 1), (192, 0, 2, 1))
    + selector((233, 252, 0, 1), (233, 252, 0, 1))
    + transform(True, 1, 20, short_attribute(14, 256))
    + transform(True, 13, 1)
    + transform(False, 14, 2, attribute(18, ED25519))
    + attribute(1, struct.pack("!I", 7200))
    + attribute(2, struct.pack("!I", 5))
    + attribute(3, bytes(16)),
)
DATA_POLICY = substructure(
    ESP,
    SPI_2,
    selector((0, 0, 0, 0), (255, 255, 255, 255), 0)
    + selector((233, 252, 0, 2), (233, 252, 0, 9), 0)
    + transform(True, 1, 12, short_attribute(14, 128))
    + transform(False, 5, 0)
    + attribute(1, struct.pack("!I", 3600)),
)
GROUP_WIDE_POLICY = substructure(
    0, b"", short_attribute(1, 10) + short_attribute(2, 20) + short_attribute(3, 8)
)

POLICY = "ikev2.gsa.policy."
ATTR, GWP = "ikev2.gsa.attr.", "ikev2.gsa.gwp_attr."
POLICIES = Body(
    "GSA",
    GSA,
    REKEY_POLICY + DATA_POLICY + GROUP_WIDE_POLICY,
    {
        POLICY + "protoid": ["6", "3", "0"],
        POLICY + "length": [str(len(each)) for each in (REKEY_POLICY, DATA_POLICY, GROUP_WIDE_POLICY)],
        "ikev2.spisize": ["16", "4"],
        "ikev2.spi": [SPI_1.hex(":"), SPI_2.hex(":")],
        "ikev2.ts.start_ipv4": ["192.0.2.1", "233.252.0.1", "0.0.0.0", "233.252.0.2"],
        "ikev2.ts.end_ipv4": ["192.0.2.1", "233.252.0.1", "255.255.255.255", "233.252.0.9"],
        "ikev2.tf.type": ["1", "13", "14", "1", "5"],
        "ikev2.tf.id.encr": ["20", "12"],
        "ikev2.tf.id": ["1", "2"],
        "ikev2.attr.signature_algorithm_identifier": [ED25519.hex(":")],
        "ikev2.signature_algorithm": ["Ed25519"],
        ATTR + "type": ["1", "2", "3", "1"],
        ATTR + "key_lifetime": ["7200", "3600"],
        ATTR + "initial_message_id": ["0x00000005"],
        ATTR + "next_spi": [bytes(16).hex(":")],
        GWP + "type": ["1", "2", "3"],
        GWP + "atd": ["10"],
        GWP + "dtd": ["20"],
        GWP + "sender_id_bits": ["8"],
    },
    at(len(REKEY_POLICY), len(REKEY_POLICY + DATA_POLICY)),
)


def wrapped_key(key, wrapping_key, octets):
    """Section 4.5.4."""
    return struct.pack("!II", key, wrapping_key) + octets


GROUP_BAG = substructure(ESP, SPI_2, attribute(1, wrapped_key(0, 3, b"\xaa" * 20)))
MEMBER_BAG = substructure(
    0,
    b"",
    attribute(1, wrapped_key(3, 0, b"\xbb" * 24))
    + attribute(2, PUBLIC_KEY)
    + attribute(3, b"\x07"),
)
KEY = "ikev2.kd."
KEYS = Body(
    "KD",
    KD,
    GROUP_BAG + MEMBER_BAG,
    {
        KEY + "bag.protoid": ["3", "0"],
        KEY + "bag.length": [str(len(GROUP_BAG)), str(len(MEMBER_BAG))],
        "ikev2.spi": [SPI_2.hex(":")],
        KEY + "attr.group_type": ["1"],
        KEY + "attr.member_type": ["1", "2", "3"],
        KEY + "key_id": ["0", "3"],
        KEY + "kwk_id": ["3", "0"],
        KEY + "encrypted_key": [(b"\xaa" * 20).hex(":"), (b"\xbb" * 24).hex(":")],
        KEY + "auth_key": [PUBLIC_KEY.hex(":")],
        "x509af.algorithm.id": ["1.3.101.112"],
        KEY + "sender_id": ["07"],
    },
    at(len(GROUP_BAG)),
)

ALL = [
    Body(
        "IDg",
        IDG,
        b"\x0b\0\0\0group",
        {"ikev2.id.type": ["11"], "ikev2.id.data.key_id": [b"group".hex(":")]},
        from_octet(5),
    ),
    POLICIES,
    KEYS,
    Body("GSPM", GSPM, b"\x01\x02\x03", {"ikev2.gspm.data": ["01:02:03"]}, from_octet(1)),
    Body(
        "PS",
        PS,
        bytes(range(8)),
        {
            "ikev2.ps.data": [bytes(range(8)).hex(":")],
            "ikev2.ps.key": ["00:01", "02:03", "04:05", "06:07"],
        },
        at(4),
    ),
]
