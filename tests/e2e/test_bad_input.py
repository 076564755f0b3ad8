"""Bad messages and bad key files: each is reported, and nothing else suffers.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import struct

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from captures import CISCO_PSK, OWN
from packets import NONCE, Datagram, message, payload, read_capture, write_capture

GCM_PSK = OWN / "aes-gcm-psk"
WITNESS = OWN / "3des-md5-psk"
"""A negotiation of other peers: what is wrong with the others' messages must not change it."""

SA, KE, SK = 33, 34, 46
LENGTHS = (0, 1, 3, 4, 5, 7, 8, 0x7FFF, 0xFFFF)
HEADER_LENGTHS = (0, 27, 28, 29, 0x7FFFFFFF, 0xFFFFFFFF)


def ike_datagrams(folder):
    return [datagram for datagram in read_capture(folder / "capture.pcap") if datagram.is_ike]


def cut_by_the_snapshot_length(datagram):
    """The datagram with each number of octets of its message missing from the capture."""
    return [datagram.with_cut(cut) for cut in range(1, len(datagram.message) + 1)]


def shortened(datagram):
    """The datagram as if it had been sent with each number of octets of its message."""
    return [datagram.with_message(datagram.message[:end]) for end in range(len(datagram.message))]


def with_octet(octets, offset, value):
    return octets[:offset] + bytes([value]) + octets[offset + 1 :]


def altered_octets(octets):
    """The octets with each one set to 0x00 and to 0xff."""
    return [
        with_octet(octets, offset, value) for offset in range(len(octets)) for value in (0, 0xFF)
    ]


def length_fields(octets, first_payload, start=28):
    """Offsets of the 16-bit length fields of payloads, proposals and transforms."""
    kind, offset = first_payload, start
    while kind != 0:
        length = struct.unpack_from("!H", octets, offset + 2)[0]
        yield offset + 2
        if kind == SA:
            yield from substructure_lengths(octets, offset + 4, offset + length)
        if kind == SK:
            return
        kind, offset = octets[offset], offset + length


def substructure_lengths(octets, offset, end):
    """Those of proposals and, below each, of its transforms (RFC 7296, section 3.3)."""
    while offset < end:
        length = struct.unpack_from("!H", octets, offset + 2)[0]
        yield offset + 2
        spi_length = octets[offset + 6]
        transform = offset + 8 + spi_length
        while transform < offset + length:
            yield transform + 2
            transform += struct.unpack_from("!H", octets, transform + 2)[0]
        offset += length


def altered_lengths(octets):
    """The message with each length field set to values that are wrong."""
    altered = []
    for offset in length_fields(octets, octets[16]):
        (right,) = struct.unpack_from("!H", octets, offset)
        for wrong in (*LENGTHS, right - 1, right + 1):
            altered.append(octets[:offset] + struct.pack("!H", wrong) + octets[offset + 2 :])
    for wrong in (*HEADER_LENGTHS, len(octets) - 1, len(octets) + 1):
        altered.append(octets[:24] + struct.pack("!I", wrong) + octets[28:])
    return altered


def bad_cisco_datagrams():
    bad = []
    for datagram in ike_datagrams(CISCO_PSK):
        octets = datagram.message
        bad += cut_by_the_snapshot_length(datagram)
        bad += shortened(datagram)
        bad += map(datagram.with_message, altered_octets(octets) + altered_lengths(octets))
    return bad


class Sealed:
    """An SK payload of AES-GCM (RFC 5282) that can be closed again with other octets in it."""

    IV, CIPHERTEXT = slice(32, 40), 40

    def __init__(self, datagram, sk_e):
        self._datagram = datagram
        self._key, self._salt = sk_e[:-4], sk_e[-4:]
        octets = datagram.message
        self.plaintext = AESGCM(self._key).decrypt(
            self._salt + octets[self.IV], octets[self.CIPHERTEXT :], octets[:32]
        )

    def close(self, plaintext):
        octets = self._datagram.message
        length = self.CIPHERTEXT + len(plaintext) + 16
        associated = octets[:24] + struct.pack("!I", length)
        associated += octets[28:30] + struct.pack("!H", length - 28)
        iv = octets[self.IV]
        sealed = AESGCM(self._key).encrypt(self._salt + iv, plaintext, associated)
        return self._datagram.with_message(associated + iv + sealed)


def bad_sealed_datagrams():
    """IKE_AUTH messages that pass the integrity check, and what is in them is bad."""
    [sa] = json.loads((GCM_PSK / "facts.json").read_text())["ike_sas"]
    bad = []
    for datagram, key in zip(ike_datagrams(GCM_PSK)[2:4], ("SK_ei", "SK_er")):
        sealed = Sealed(datagram, bytes.fromhex(sa[key]))
        assert sealed.close(sealed.plaintext) == datagram
        plaintext = sealed.plaintext
        bad += map(sealed.close, altered_octets(plaintext))
        # No padding, whole payloads or not; and Pad Lengths beyond what there is.
        bad += [sealed.close(plaintext[:end] + b"\0") for end in range(len(plaintext))]
        bad += [sealed.close(plaintext[:end] + b"\xff") for end in (0, 1, 100)]
        bad.append(sealed.close(b""))
    return bad


def bad_payloads():
    """Each payload type with bodies too short to be one, and odd bodies."""
    bodies = [bytes([octet]) * length for octet in (0, 0xFF) for length in (*range(13), 40)]
    messages = [message(kind, payload(0, body)) for kind in range(1, 256) for body in bodies]
    messages.append(message(KE, payload(0, b"\0\x0e\0\0")))
    return [Datagram(octets) for octets in messages]


@pytest.fixture
def keys(tmp_path):
    """The keys of all captures that this file uses."""
    path = tmp_path / "keys.txt"
    path.write_text(
        "".join((folder / "keys.txt").read_text() for folder in (CISCO_PSK, GCM_PSK, WITNESS))
    )
    return path


@pytest.mark.parametrize("two_pass", [False, True], ids=["one_pass", "two_passes"])
@pytest.mark.parametrize(
    "folder, bad",
    [(CISCO_PSK, bad_cisco_datagrams), (GCM_PSK, bad_sealed_datagrams), (GCM_PSK, bad_payloads)],
    ids=["cut_and_altered_messages", "altered_plaintext", "every_payload_type"],
)
def test_bad_messages_harm_nothing_else(tshark, tmp_path, keys, folder, bad, two_pass):
    """The same capture with harmless datagrams in place of the bad ones is what to compare with:
    a whole negotiation before them and another after them have to look the same."""
    before, between, after = ike_datagrams(folder), bad(), ike_datagrams(WITNESS)
    keepalive = Datagram(b"\xff").on_ports(4500, 4500)
    harmless = [keepalive] * len(between)
    bad_capture = write_capture(tmp_path / "capture.pcap", before + between + after)
    (tmp_path / "harmless").mkdir()
    good_capture = write_capture(tmp_path / "harmless/capture.pcap", before + harmless + after)

    everything = tshark.run(bad_capture, "-V", keys=keys, two_pass=two_pass)
    assert "Dissector bug" not in everything.stdout
    assert everything.messages() == []

    last_before, last_bad = len(before), len(before) + len(between)
    good_frames = f"frame.number <= {last_before} || frame.number > {last_bad}"
    with_bad, without = (
        tshark.decode(capture, "-Y", good_frames, keys=keys, two_pass=two_pass)
        for capture in (bad_capture, good_capture)
    )
    assert len(without.frames) == len(before) + len(after)
    # IKE SAs are numbered as they appear, those of altered SPIs too.
    numbers = ("ikev2.sa", "ikev2.lineage")
    assert with_bad.without(*numbers).frames == without.without(*numbers).frames


def test_a_message_that_the_capture_cuts_short_is_not_called_malformed(tshark, tmp_path, keys):
    cut = [
        datagram
        for whole in ike_datagrams(CISCO_PSK)
        for datagram in cut_by_the_snapshot_length(whole)
    ]
    capture = write_capture(tmp_path / "capture.pcap", cut)
    rows = tshark.fields(capture, ["ikev2", "_ws.short", "_ws.malformed"], keys=keys)
    assert {bool(row[2]) for row in rows} == {False}
    # Those with fewer octets than tell the version are not recognised.
    assert {bool(row[1]) for row in rows if row[0]} == {True}


def test_a_message_sent_too_short_is_called_malformed(tshark, tmp_path, keys):
    sent = [datagram for whole in ike_datagrams(CISCO_PSK) for datagram in shortened(whole)]
    capture = write_capture(tmp_path / "capture.pcap", sent)
    rows = tshark.fields(capture, ["ikev2", "_ws.short", "_ws.malformed"], keys=keys)
    assert {bool(row[1]) for row in rows} == {False}
    assert {bool(row[2]) for row in rows if row[0]} == {True}


def test_more_payloads_than_are_shown_are_reported(tshark, tmp_path):
    """The built-in dissector ends near the 260th in a dissector bug."""
    chain = payload(NONCE, b"") * 299 + payload(0, b"")
    capture = write_capture(tmp_path / "capture.pcap", [Datagram(message(NONCE, chain))])
    [[types, too_many]] = tshark.fields(capture, ["ikev2.typepayload", "ikev2.payload.too_many"])
    assert len(types) >= 256
    assert too_many or len(types) == 300


def test_as_many_payloads_as_a_datagram_holds_do_no_harm(tshark, tmp_path):
    datagrams = [
        Datagram(message(kind, payload(kind, b"") * 16360)) for kind in (NONCE, SA, SK, 43, 200)
    ]
    transforms = b"\x03\0\0\x08\x01\0\0\x0c" * 8000
    proposal = struct.pack("!BBH4B", 0, 0, 8 + len(transforms), 1, 1, 0, 255) + transforms
    datagrams.append(Datagram(message(SA, payload(0, proposal))))
    capture = write_capture(tmp_path / "capture.pcap", datagrams)
    result = tshark.run(capture, "-V")
    assert "Dissector bug" not in result.stdout
    assert result.stdout.count("User Datagram Protocol") == len(datagrams)


def test_a_payload_of_length_0_ends_the_message_as_malformed(tshark, tmp_path):
    endless = struct.pack("!BBH", NONCE, 0, 0) * 3
    capture = write_capture(tmp_path / "capture.pcap", [Datagram(message(NONCE, endless))])
    [[types, malformed]] = tshark.fields(capture, ["ikev2.typepayload", "_ws.malformed"])
    assert types == [str(NONCE)]
    assert malformed


@pytest.fixture(scope="module")
def good(tshark):
    return tshark.decode(CISCO_PSK / "capture.pcap", keys=CISCO_PSK / "keys.txt")


@pytest.fixture(scope="module")
def closed(tshark):
    """The decode without keys."""
    return tshark.decode(CISCO_PSK / "capture.pcap")


SPIS = "f074d8bbd5a59f0b f94020dd8cb4b9c4"

BAD_LINES = [
    b"NO_SUCH_SECRET *",
    b"SKEYSEED",
    b"SKEYSEED " + SPIS.encode(),
    b"SKEYSEED " + SPIS.encode() + b" abc",
    b"SKEYSEED " + SPIS.encode() + b" xyz0",
    b"SKEYSEED " + SPIS.encode() + b" " + b"ab" * 5000,
    b"SKEYSEED f074d8bbd5a59f0 f94020dd8cb4b9c4 abcd",
    b"SHARED_SECRET " + SPIS.encode() + b" abcd 8",
    b"PSK 10.0.0.1",
    b'PSK 10.0.0.1 10.0.0.2 "not closed',
    b"x" * 70000,
    bytes(octet for octet in range(256) if octet not in b"\r\n"),
    b"\xff\xfe\x00",
]


def test_each_bad_line_of_a_key_file_is_reported_and_the_good_ones_count(tshark, good, tmp_path):
    good_lines = (CISCO_PSK / "keys.txt").read_bytes()
    keys = tmp_path / "keys.txt"
    keys.write_bytes(good_lines + b"\n".join(BAD_LINES) + b"\n")
    decode = tshark.decode(CISCO_PSK / "capture.pcap", keys=keys)
    assert decode.frames == good.frames
    first = good_lines.count(b"\n") + 1
    reported = [line.split(": ")[0] for line in decode.messages if line.startswith("keys.txt:")]
    assert reported == [f"keys.txt:{first + index}" for index in range(len(BAD_LINES))]


@pytest.mark.parametrize(
    "content, reported",
    [
        (b"", "keys.txt: "),
        (bytes(range(256)) * 64, "keys.txt:1: "),
        (b"\0" * 100000, "keys.txt:1: "),
        (b"\xd4\xc3\xb2\xa1\x02\0\x04\0" + bytes(40), "keys.txt: "),
    ],
    ids=["empty", "binary", "zeros", "capture"],
)
def test_a_file_that_is_no_key_file_is_reported(tshark, closed, tmp_path, content, reported):
    keys = tmp_path / "keys.txt"
    keys.write_bytes(content)
    decode = tshark.decode(CISCO_PSK / "capture.pcap", keys=keys)
    assert decode.frames == closed.frames
    assert any(line.startswith(reported) for line in decode.messages)


@pytest.mark.parametrize("name", ["nowhere.txt", "nowhere/keys.txt", "."])
def test_a_key_file_that_cannot_be_read_is_reported(tshark, closed, name):
    decode = tshark.decode(CISCO_PSK / "capture.pcap", keys=name)
    assert decode.frames == closed.frames
    assert any(line.startswith(f"{name}: error: ") for line in decode.messages)


@pytest.mark.parametrize("octets", [0, 1, 19, 21, 64], ids="{}_octets".format)
def test_a_skeyseed_of_the_wrong_length_opens_nothing(tshark, closed, tmp_path, octets):
    keys = tmp_path / "keys.txt"
    keys.write_text(f"SKEYSEED {SPIS} {'8d' * octets}\n")
    decode = tshark.decode(CISCO_PSK / "capture.pcap", keys=keys)
    assert decode.frames[:2] == closed.frames[:2]
    assert "ikev2.enc.decrypted" not in decode.text()


@pytest.mark.parametrize("kind", ["SK_ei", "SK_er", "SK_ai", "SK_ar"])
@pytest.mark.parametrize("octets", [1, 17, 32])
def test_a_key_of_the_wrong_length_opens_nothing_of_its_direction(tshark, tmp_path, kind, octets):
    lines = (CISCO_PSK / "keys-sk.txt").read_text().splitlines()
    keys = tmp_path / "keys.txt"
    keys.write_text(
        "\n".join(f"{kind} {SPIS} {'8d' * octets}" if line.startswith(kind) else line for line in lines)
    )
    opened = tshark.fields(CISCO_PSK / "capture.pcap", ["ikev2.enc.decrypted"], keys=keys)
    by_initiator, by_responder = (bool(row[0]) for row in opened[2:])
    assert not (by_initiator if kind[-1] == "i" else by_responder)
