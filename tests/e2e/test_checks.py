"""What a message does that the standard forbids is said, and of good messages nothing is.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import struct

import pytest

from captures import SHARED, own_captures, secrets_of, shared_captures
from packets import Datagram, message, payload, write_capture

SA, KE, IDI, AUTH, NONCE, N, D = 33, 34, 35, 39, 40, 41, 42
IKE, AH, ESP = 1, 2, 3
IKE_SA_INIT, IKE_AUTH, INFORMATIONAL = 34, 35, 37
RESPONSE = 0x20

ENCR_AES_CBC, ENCR_AES_GCM_16 = (1, 12, 256), (1, 20, 256)
PRF, INTEG, GROUP_2, GROUP_14, SN = (2, 5, 0), (3, 12, 0), (4, 2, 0), (4, 14, 0), (5, 0, 0)

CHECKS = {
    "ikev2.payload.not_allowed",
    "ikev2.payload.unencrypted",
    "ikev2.payload.unknown_critical",
    "ikev2.key_exchange.data.length",
    "ikev2.key_exchange.dh_group.not_proposed",
    "ikev2.nonce.length",
    "ikev2.prop.number.wrong",
    "ikev2.prop.transforms.missing",
    "ikev2.prop.never_offered",
    "ikev2.spi.zero",
    "ikev2.ispi.zero",
    "ikev2.rspi.zero",
    "ikev2.rspi.not_zero",
    "ikev2.reserved.not_zero",
    "ikev2.flags.reserved",
    "ikev2.response.unasked",
    "ikev2.payloadlength.short",
    "ikev2.payloadlength.invalid",
    "ikev2.extradata.present",
}


def proposal(number, protocol, transforms, spi=b"", more=False):
    """RFC 7296, sections 3.3.1 and 3.3.2."""
    body = b""
    for index, (kind, identifier, bits) in enumerate(transforms, start=1):
        attributes = struct.pack("!HH", 0x800E, bits) if bits else b""
        last = 0 if index == len(transforms) else 3
        length = 8 + len(attributes)
        body += struct.pack("!BBHBBH", last, 0, length, kind, 0, identifier) + attributes
    head = struct.pack("!BBH", 2 if more else 0, 0, 8 + len(spi) + len(body))
    return head + struct.pack("!4B", number, protocol, len(spi), len(transforms)) + spi + body


SUITE = [ENCR_AES_CBC, PRF, INTEG, GROUP_14]


def init(sa=None, group=14, key=bytes(range(256)), nonce=bytes(range(32)), more=b"", **header):
    """An IKE_SA_INIT message with SA, KE and Nonce payloads, and `more` behind them."""
    sa = proposal(1, IKE, SUITE) if sa is None else sa
    payloads = payload(KE, sa) + payload(NONCE, struct.pack("!HH", group, 0) + key)
    following = header.pop("following", 0)
    return message(SA, payloads + payload(following, nonce) + more, **header)


def in_clear(exchange, kind, body, **header):
    """A message with one payload, which is not encrypted."""
    return message(kind, payload(0, body), exchange, **({"spi_r": 2, "id": 1} | header))


BAD = {
    "payload_of_another_exchange": (
        [init(following=D, more=payload(0, bytes(4)))],
        {"ikev2.payload.not_allowed"},
    ),
    "unencrypted": ([in_clear(IKE_AUTH, AUTH, b"\2\0\0\0abcd")], {"ikev2.payload.unencrypted"}),
    "unencrypted_notify": (
        [in_clear(INFORMATIONAL, N, struct.pack("!BBH", 0, 0, 24))],
        {"ikev2.payload.unencrypted"},
    ),
    "unassigned_critical": (
        [init(following=100, more=b"\0\x80\0\x04")],
        {"ikev2.payload.unknown_critical"},
    ),
    "private_critical": (
        [init(following=200, more=b"\0\x80\0\x04")],
        {"ikev2.payload.unknown_critical"},
    ),
    "ke_length": ([init(key=bytes(255))], {"ikev2.key_exchange.data.length"}),
    "ke_method": (
        [init(group=2, key=bytes(128))],
        {"ikev2.key_exchange.dh_group.not_proposed"},
    ),
    "nonce_too_short": ([init(nonce=bytes(15))], {"ikev2.nonce.length"}),
    "nonce_too_long": ([init(nonce=bytes(257))], {"ikev2.nonce.length"}),
    "first_proposal_not_1": ([init(proposal(2, IKE, SUITE))], {"ikev2.prop.number.wrong"}),
    "proposals_not_in_order": (
        [init(proposal(1, IKE, SUITE, more=True) + proposal(3, IKE, SUITE))],
        {"ikev2.prop.number.wrong"},
    ),
    "no_prf": (
        [init(proposal(1, IKE, [ENCR_AES_CBC, INTEG, GROUP_14]))],
        {"ikev2.prop.transforms.missing"},
    ),
    "no_integ": (
        [init(proposal(1, IKE, [ENCR_AES_CBC, PRF, GROUP_14]))],
        {"ikev2.prop.transforms.missing"},
    ),
    "esp_without_sn": (
        [init(proposal(1, IKE, SUITE, more=True) + proposal(2, ESP, [ENCR_AES_CBC], spi=b"abcd"))],
        {"ikev2.prop.transforms.missing"},
    ),
    "ah_without_integ": (
        [init(proposal(1, IKE, SUITE, more=True) + proposal(2, AH, [SN], spi=b"abcd"))],
        {"ikev2.prop.transforms.missing"},
    ),
    "spi_of_a_proposal_zero": (
        [init(proposal(1, IKE, SUITE, more=True) + proposal(2, ESP, [ENCR_AES_CBC, SN], bytes(4)))],
        {"ikev2.spi.zero"},
    ),
    "initiators_spi_zero": ([init(spi_i=0)], {"ikev2.ispi.zero"}),
    "responders_spi_zero": (
        [in_clear(INFORMATIONAL, N, struct.pack("!BBH", 0, 0, 4), spi_r=0)],
        {"ikev2.rspi.zero"},
    ),
    "responders_spi_not_zero": ([init(spi_r=7)], {"ikev2.rspi.not_zero"}),
    "reserved_flag": ([init(flags=0x09)], {"ikev2.flags.reserved"}),
    "reserved_octets": (
        [
            init().replace(
                struct.pack("!HH", 14, 0) + bytes(range(4)),
                struct.pack("!HH", 14, 1) + bytes(range(4)),
            )
        ],
        {"ikev2.reserved.not_zero"},
    ),
    "never_offered": (
        [init(), init(proposal(1, IKE, [ENCR_AES_GCM_16, PRF, GROUP_14]), spi_r=2, flags=RESPONSE)],
        {"ikev2.prop.never_offered"},
    ),
    "number_never_offered": (
        [init(), init(proposal(2, IKE, SUITE), spi_r=2, flags=RESPONSE)],
        {"ikev2.prop.never_offered"},
    ),
    "unasked": ([init(spi_r=2, flags=RESPONSE)], {"ikev2.response.unasked"}),
    "body_too_short": (
        [init(following=N, more=payload(0, b"\0\0"))],
        {"ikev2.payloadlength.short"},
    ),
    "behind_the_last_payload": ([init(more=b"\0\0\0")], {"ikev2.extradata.present"}),
}

GOOD = {
    "init": [init(), init(spi_r=2, flags=RESPONSE)],
    "aead": [init(proposal(1, IKE, [ENCR_AES_GCM_16, PRF, GROUP_14]))],
    "second_of_two": [
        init(
            proposal(1, IKE, [ENCR_AES_GCM_16, PRF, GROUP_14], more=True)
            + proposal(2, IKE, [ENCR_AES_CBC, PRF, INTEG, GROUP_2, GROUP_14])
        ),
        init(proposal(2, IKE, SUITE), spi_r=2, flags=RESPONSE),
    ],
    "nonces": [init(nonce=bytes(16)), init(nonce=bytes(256), spi_i=2)],
    "invalid_ike_spi": [in_clear(INFORMATIONAL, N, struct.pack("!BBH", 0, 0, 4))],
}


def experts(packets):
    """For each packet the names of the checks that say something."""
    return [
        {
            item.find("field").get("name")
            for item in packet.iter("field")
            if item.get("name") == "_ws.expert"
        }
        & CHECKS
        for packet in packets
    ]


def found(tshark, folder, messages):
    """What the checks say of the last message."""
    datagrams = [
        Datagram(octets, *(["192.0.2.2", "192.0.2.1"] if octets[19] & RESPONSE else []))
        for octets in messages
    ]
    packets, _ = tshark.pdml(write_capture(folder / "capture.pcap", datagrams))
    assert len(packets) == len(messages)
    return experts(packets)


@pytest.mark.parametrize("name", BAD)
def test_what_is_forbidden_is_said(tshark, tmp_path, name):
    messages, expected = BAD[name]
    *before, last = found(tshark, tmp_path, messages)
    assert last == expected
    assert before == [set()] * len(before)


@pytest.mark.parametrize("name", GOOD)
def test_of_a_good_message_nothing_is_said(tshark, tmp_path, name):
    assert found(tshark, tmp_path, GOOD[name]) == [set()] * len(GOOD[name])


def test_each_check_has_a_bad_message():
    assert (
        set().union(*(expected for _, expected in BAD.values()))
        | {"ikev2.payloadlength.invalid"}  # test_bad_input.py
        == CHECKS
    )


# What the peers of these captures do wrong on purpose.
WRONG = {
    "failed-negotiations": {
        "ikev2.payload.unknown_critical",
        "ikev2.key_exchange.dh_group.not_proposed",
    },
    "troubled-exchanges": {"ikev2.response.unasked"},
}


@pytest.mark.parametrize("folder", own_captures(), ids=lambda folder: folder.name)
def test_of_good_captures_nothing_is_said(tshark, folder):
    packets, _ = tshark.pdml(folder / "capture.pcap", keys=secrets_of(folder)[1]["keys"])
    assert set().union(*experts(packets)) == WRONG.get(folder.name, set())


@pytest.mark.parametrize("capture", shared_captures("wireshark"))
def test_of_captures_of_other_products_nothing_is_said(tshark, capture):
    packets, _ = tshark.pdml(capture, keys=SHARED / "wireshark" / "keys.txt")
    assert set().union(*experts(packets)) == set()
