"""Work that is limited, and said to be: plugin/base/limits.h and plugin/LIMITS.md.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import hmac
import json
import re
import struct
from pathlib import Path

import pytest

from captures import OWN
from packets import Datagram, message, payload, read_capture, write_capture, write_packets
from sealing import Sealer

REKEY = OWN / "cisco-ios-rekey"

FOLDER = OWN / "skf"
FACTS = json.loads((FOLDER / "facts.json").read_text())["ike_sas"][0]
INITIATOR = Sealer(FACTS, initiator=True)
RESPONDER = Sealer(FACTS, initiator=False)
INIT = [datagram for datagram in read_capture(FOLDER / "capture.pcap") if datagram.is_ike][:2]

TABLE = Path(__file__).resolve().parents[2] / "plugin" / "LIMITS.md"

TRIED_ON = 4
"""Encrypted messages of an IKE SA that secrets without SPIs are tried on."""

SA, KE, NOTIFY, TSI, NONCE = 33, 34, 41, 44, 40
IKE_AUTH, CREATE_CHILD_SA, INFORMATIONAL, IKE_INTERMEDIATE = 35, 36, 37, 43
AH, ESP = 2, 3
NO_PROPOSAL_CHOSEN = 14
PPK_IDENTITY, PPK_IDENTITY_KEY = 16436, 16446

AES_CBC = b"\x03\0\0\x0c\x01\0\0\x0c\x80\x0e\0\x80"
SHA2_256 = b"\x03\0\0\x08\x03\0\0\x0c"
NO_ESN = b"\0\0\0\x08\x05\0\0\0"


def test_secrets_without_spis_are_not_tried_for_ever(tshark, tmp_path):
    keys = tmp_path / "keys.txt"
    keys.write_text(f"SKEYSEED * * {'8d' * 20}\n")
    names = ["ikev2.sa", "ikev2.enc.data", "ikev2.enc.wildcards"]
    rows = tshark.fields(REKEY / "capture.pcap", names, keys=keys)
    seen = {}
    said = []
    for sa, encrypted, limit in rows:
        if encrypted:
            seen.setdefault(sa[0], []).append(bool(limit))
    for limits in seen.values():
        said += limits[TRIED_ON:]
        assert not any(limits[:TRIED_ON])
    assert said and all(said)


def proposal(transforms, count, protocol=1, spi=b"", last=0):
    """One with `count` transforms, as far as its octet for that can say."""
    length = 8 + len(spi) + len(transforms)
    header = struct.pack("!BBH4B", last, 0, length, 1, protocol, len(spi), min(count, 255))
    return header + spi + transforms


def transforms(count):
    return AES_CBC * (count - 1) + b"\0" + AES_CBC[1:]


def chained(*payloads):
    """Payloads, each a type and a body."""
    following = [kind for kind, _ in payloads[1:]] + [0]
    return b"".join(payload(kind, body) for kind, (_, body) in zip(following, payloads))


def init(*payloads, **header):
    return Datagram(message(payloads[0][0], chained(*payloads), **header))


def sent(sealer, octets):
    """As a datagram of the side that sealed it."""
    template = INIT[0] if sealer is INITIATOR else INIT[1]
    return template.with_message(octets)


def request(sealer, exchange, message_id, *payloads):
    inside = chained(*payloads) if payloads else b""
    first = payloads[0][0] if payloads else 0
    return sent(sealer, sealer.request(exchange, message_id, first, inside))


def response(sealer, exchange, message_id, *payloads):
    return sent(sealer, sealer.response(exchange, message_id, payloads[0][0], chained(*payloads)))


def unprotected(exchange, message_id):
    """An encrypted request of an IKE SA that no key is for."""
    return Datagram(
        message(46, payload(0, bytes(48)), exchange=exchange, spi_r=2, id=message_id)
    )


def child(protocol, number, spi_i, spi_r):
    """A CREATE_CHILD_SA exchange that makes a CHILD_SA."""
    made = []
    for side, spi in ((request, spi_i), (response, spi_r)):
        offer = proposal(AES_CBC + SHA2_256 + NO_ESN, 3, protocol, struct.pack("!I", spi))
        sealer = INITIATOR if side is request else RESPONDER
        made.append(side(sealer, CREATE_CHILD_SA, number, (SA, offer), (NONCE, bytes(32))))
    return made


def refused(message_id):
    offer = proposal(AES_CBC + SHA2_256 + NO_ESN, 3, ESP, b"\1\1\1\1")
    refusal = struct.pack("!BBH", 0, 0, NO_PROPOSAL_CHOSEN)
    return [
        request(INITIATOR, CREATE_CHILD_SA, message_id, (SA, offer), (NONCE, bytes(32))),
        response(RESPONDER, CREATE_CHILD_SA, message_id, (NOTIFY, refusal)),
    ]


def refusals(count):
    """Answers to one IKE_SA_INIT request, each with another Message ID field."""
    body = struct.pack("!BBH", 0, 0, NO_PROPOSAL_CHOSEN)
    yield init((SA, proposal(transforms(1), 1)), (NONCE, bytes(32)))
    for number in range(count):
        answer = init((NOTIFY, body), (43, struct.pack("!I", number)), flags=0x20)
        yield Datagram(answer.payload, answer.destination, answer.source)


def fragments(total, numbers):
    for count, number in enumerate(numbers):
        part = struct.pack("!I", count)
        yield sent(
            INITIATOR,
            INITIATOR.request(IKE_AUTH, 1, 43, part, fragment=(number, total)),
        )


def crossing(count):
    rekey = (NOTIFY, struct.pack("!BBHI", ESP, 4, 16393, 1))
    offer = (SA, proposal(AES_CBC + SHA2_256 + NO_ESN, 3, ESP, b"\1\1\1\1"))
    for number in range(count):
        yield request(RESPONDER, CREATE_CHILD_SA, number, rekey, offer, (NONCE, bytes(32)))
    yield request(INITIATOR, CREATE_CHILD_SA, 1, rekey, offer, (NONCE, bytes(32)))


def esp(spi, number, length=64):
    octets = struct.pack("!II", spi, number) + bytes(length)
    return Datagram(octets, INIT[0].source, INIT[0].destination, 4500, 4500)


SELECTOR = b"\x07\0\0\x10\0\0\xff\xff\x0a\0\0\0\x0a\0\0\xff"

# For each limit: what reaches it, and what just does not; and in how many messages it is said.
CASES = {
    "proposals": lambda n: [init((SA, b"".join(proposal(transforms(1), 1, last=2) for _ in range(64 + n))))],
    "transforms": lambda n: [init((SA, proposal(transforms(512 + n), 255)))],
    "chosen_transforms": lambda n: [init((SA, proposal(transforms(64 + n), 255)), flags=0x20)],
    "selectors": lambda n: [init((TSI, b"\xff\0\0\0" + SELECTOR * (255 + n)))],
    "open_requests": lambda n: [unprotected(INFORMATIONAL, 1000 - i) for i in range(256 + n)],
    "refusals": lambda n: refusals(16 + n),
    "child_sas": lambda n: [
        *INIT,
        *(datagram for i in range(256 + n) for datagram in child(AH, 2 + i, 0x1000 + i, 0x2000 + i)),
        *refused(5000),
    ],
    "crossing_rekeys": lambda n: [*INIT, *crossing(16 + n)],
    "fragments": lambda n: [*INIT, *fragments(1024 + n, [1])],
    "fragment_copies": lambda n: [*INIT, *fragments(2, [1] * (17 + n))],
    "esp_trials": lambda n: [
        *INIT, *child(ESP, 2, 0x1000, 0x2000), *(esp(0x2000, i) for i in range(4096 + n)),
    ],
    "esp_spis": lambda n: [
        *INIT,
        *(datagram for i in range(16 + n) for datagram in child(ESP, 2 + i, 0x1000, 0x2000 + i)),
        Datagram(esp(0x1000, 1).payload, INIT[1].source, INIT[1].destination, 4500, 4500),
    ],
}


def said(tshark, capture, limit, **options):
    """In how many frames the limit is said to be reached."""
    field = f"ikev2.limit.{limit}"
    rows = tshark.fields(capture, [field], "-2", **options)
    return sum(bool(row[0]) for row in rows)


@pytest.mark.parametrize("limit", CASES)
def test_a_limit_is_said_in_the_message_that_reaches_it(tshark, tmp_path, limit):
    for more in (0, 1):
        capture = write_capture(tmp_path / f"{more}.pcap", CASES[limit](more))
        assert said(tshark, capture, limit, keys=FOLDER / "keys.txt") == more


def test_more_secrets_than_anybody_has_for_an_ike_sa_are_not_tried_on_each_message(tshark, tmp_path):
    spis = FACTS["spi_i"], FACTS["spi_r"]
    keys = tmp_path / "keys.txt"
    keys.write_text("".join(f"SKEYSEED {spis[0]} {spis[1]} {number:064x}\n" for number in range(66000)))
    capture = write_capture(
        tmp_path / "capture.pcap", [*INIT, *(request(INITIATOR, INFORMATIONAL, i) for i in range(1, 9))]
    )
    rows = tshark.fields(capture, ["ikev2.limit.secrets", "ikev2.integrity_checksum"], keys=keys)
    assert [bool(limit) for limit, _ in rows] == [False] * 2 + [True] * 8
    assert all(failed for _, failed in rows[2:])


@pytest.mark.parametrize("more", [0, 1])
def test_private_values_that_fit_nothing_do_not_cost_hours(tshark, tmp_path, more):
    """Each with as many octets as a value can have, for the group of 8192 bits; but small numbers,
    so that the test itself does not take long."""
    key_exchange = struct.pack("!HH", 18, 0) + bytes([1, 2]) * 512
    suite = AES_CBC + b"\x03\0\0\x08\x02\0\0\x05" + SHA2_256 + b"\0\0\0\x08\x04\0\0\x12"
    payloads = [(SA, proposal(suite, 4)), (KE, key_exchange), (NONCE, bytes(32))]
    messages = [
        init(*payloads),
        Datagram(init(*payloads, flags=0x20, spi_r=2).payload, "192.0.2.2", "192.0.2.1"),
        unprotected(IKE_AUTH, 1),
    ]
    keys = tmp_path / "keys.txt"
    keys.write_text("".join(f"DH_PRIVATE * * {2 + i:08192x}\n" for i in range(16 + more)))
    capture = write_capture(tmp_path / "capture.pcap", messages)
    assert said(tshark, capture, "key_exchanges", keys=keys) == more


def prf_plus(key, seed, length):
    """RFC 7296, section 2.13, with PRF_HMAC_SHA2_256."""
    octets, block = b"", b""
    while len(octets) < length:
        block = hmac.digest(key, block + seed + bytes([len(octets) // 32 + 1]), "sha256")
        octets += block
    return octets[:length]


def rounds_with_ppk(count, ppk):
    """IKE_INTERMEDIATE exchanges that each change the keys (RFC 9867), and a request after them."""
    nonces = bytes.fromhex(FACTS["ni"] + FACTS["nr"])
    lengths = {"SK_d": 32, "SK_ai": 32, "SK_ar": 32, "SK_ei": 16, "SK_er": 16}
    keys = dict(FACTS)
    for number in range(1, count + 1):
        initiator, responder = Sealer(keys, initiator=True), Sealer(keys, initiator=False)
        offered = struct.pack("!BBH", 0, 0, PPK_IDENTITY_KEY) + b"\2ppk" + bytes(8)
        chosen = struct.pack("!BBH", 0, 0, PPK_IDENTITY) + b"\2ppk"
        inside = chained((NOTIFY, offered)), chained((NOTIFY, chosen))
        yield sent(INITIATOR, initiator.request(IKE_INTERMEDIATE, number, NOTIFY, inside[0]))
        yield sent(RESPONDER, responder.response(IKE_INTERMEDIATE, number, NOTIFY, inside[1]))
        skeyseed = prf_plus(ppk, bytes.fromhex(keys["SK_d"]), 32)
        stream = prf_plus(skeyseed, nonces + INITIATOR.spis, sum(lengths.values()))
        for name, length in lengths.items():
            keys[name], stream = stream[:length].hex(), stream[length:]
    yield sent(INITIATOR, Sealer(keys, initiator=True).request(INFORMATIONAL, count + 1, 0, b""))


@pytest.mark.parametrize("more", [0, 1])
def test_more_changes_of_keys_than_anybody_makes_are_followed_and_said(tshark, tmp_path, more):
    keys = tmp_path / "keys.txt"
    keys.write_text((FOLDER / "keys.txt").read_text() + 'PPK "ppk" 0x0102030405\n')
    messages = [*INIT, *rounds_with_ppk(16 + more, bytes([1, 2, 3, 4, 5]))]
    capture = write_capture(tmp_path / "capture.pcap", messages)
    rows = tshark.fields(capture, ["ikev2.enc.decrypted", "ikev2.limit.former_keys"], keys=keys)
    assert all(opened for opened, _ in rows[2:])
    assert [index for index, row in enumerate(rows) if row[1]] == [len(messages) - 1] * more


def test_a_frame_of_thousands_of_packets_is_no_dissector_bug(tshark, tmp_path):
    """Each with the same SPI and number: TCP encapsulation (RFC 9329)."""
    packet = struct.pack("!HII", 14, 0x1000, 1) + bytes(4)
    stream = b"IKETCP" + packet * 4600
    tcp = struct.pack("!HHIIBBHHH", 4500, 4500, 1, 1, 0x50, 0x18, 65535, 0, 0)
    header = struct.pack("!BBHHHBBH", 0x45, 0, 40 + len(stream), 0, 0, 64, 6, 0)
    addresses = bytes([192, 0, 2, 1, 192, 0, 2, 2])
    capture = write_packets(tmp_path / "capture.pcap", [header + addresses + tcp + stream])
    result = tshark.run(capture, "-V")
    assert "issector bug" not in result.stdout + result.stderr
    assert said(tshark, capture, "layers") == 1


def test_each_limit_is_in_the_table(tshark):
    """As `tshark -G fields` has it, with the text that names its value."""
    rows = tshark.run_program(["tshark", "-G", "fields"], []).stdout.splitlines()
    fields = [row.split("\t") for row in rows if "\tikev2.limit." in row]
    table = re.findall(r"^\| `(ikev2\.limit\.\w+)` \| ([\d,]+) \| (.*) \|$", TABLE.read_text(), re.MULTILINE)
    assert [name for name, _, _ in table] == [field[2] for field in fields]
    for (name, value, text), field in zip(table, fields):
        assert text == field[1], name
        assert value.replace(",", "") in re.findall(r"\d+", field[1]), name
