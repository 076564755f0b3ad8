"""Fragments of IKE messages (RFC 7383): the message is opened when, and only when, all are there.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from captures import OWN
from packets import read_capture, write_capture
from sealing import Sealer

FOLDER = OWN / "skf"
FACTS = json.loads((FOLDER / "facts.json").read_text())["ike_sas"][0]
IKE_AUTH = 35
INITIATOR = Sealer(FACTS, initiator=True)
OTHER_SPIS = bytes.fromhex("a1a2a3a4a5a6a7a8" "b1b2b3b4b5b6b7b8")

DATAGRAMS = [datagram for datagram in read_capture(FOLDER / "capture.pcap") if datagram.is_ike]
BEFORE, REQUEST, AFTER = DATAGRAMS[:2], DATAGRAMS[2:5], DATAGRAMS[5:]


def cipher(iv):
    """AES-CBC-128 with the key of the initiator."""
    return Cipher(algorithms.AES(bytes.fromhex(FACTS["SK_ei"])), modes.CBC(iv))


def opened(datagram):
    """What a fragment of the initiator's holds, without padding."""
    octets = datagram.message
    iv, ciphertext = octets[36:52], octets[52:-16]
    decryptor = cipher(iv).decryptor()
    plaintext = decryptor.update(ciphertext) + decryptor.finalize()
    return plaintext[: -1 - plaintext[-1]]


def sealed(part, number, total, spis):
    """A fragment of the IKE_AUTH request, made as RFC 7383, section 2.5, says."""
    first = REQUEST[0].message[28] if number == 1 else 0
    return REQUEST[0].with_message(
        INITIATOR.request(IKE_AUTH, 1, first, part, fragment=(number, total), spis=spis)
    )


def refragmented(total, spis=None):
    """The request again in `total` fragments, of this IKE SA or another with the same keys."""
    spis = spis or REQUEST[0].message[:16]
    whole = b"".join(opened(datagram) for datagram in REQUEST)
    size = -(-len(whole) // total)
    return [sealed(whole[i * size : (i + 1) * size], i + 1, total, spis) for i in range(total)]


def with_bad_icv(datagram):
    octets = datagram.message
    return datagram.with_message(octets[:-1] + bytes([octets[-1] ^ 1]))


ONE, TWO, THREE = REQUEST
BAD = with_bad_icv(ONE)

# What the capture has of the request, and which of it, counted from 0, opens the message.
ORDERS = {
    "in_order": (REQUEST, [2]),
    "reversed": ([THREE, TWO, ONE], [2]),
    "each_twice": ([ONE, ONE, TWO, TWO, THREE, THREE], [4]),
    "one_missing": ([ONE, THREE], []),
    "bad_icv": ([BAD, TWO, THREE], []),
    "bad_then_good": ([BAD, ONE, TWO, THREE], [3]),
    "good_then_bad": ([ONE, BAD, TWO, THREE], [3]),
    "good_at_last": ([BAD, TWO, THREE, ONE], [3]),
    "smaller_fragments_after_one_missing": ([ONE, THREE, *refragmented(5)], [6]),
    "larger_fragments_between": ([ONE, *refragmented(2), TWO, THREE], [2, 4]),
}


def auth(tshark, folder, request, keys, two_pass):
    """For each frame of the request whether it shows AUTH."""
    capture = write_capture(folder / "capture.pcap", [*BEFORE, *request, *AFTER])
    rows = tshark.fields(
        capture, ["ikev2.auth.data", "_ws.malformed"], keys=keys, two_pass=two_pass
    )
    assert all(malformed == [] for _, malformed in rows)
    start = len(BEFORE)
    return [data != [] for data, _ in rows[start : start + len(request)]]


passes = pytest.mark.parametrize("two_pass", [False, True], ids=["one_pass", "two_passes"])


@passes
@pytest.mark.parametrize("name", ORDERS)
def test_a_message_is_opened_when_all_good_fragments_are_there(tshark, tmp_path, name, two_pass):
    request, opens = ORDERS[name]
    shown = auth(tshark, tmp_path, request, FOLDER / "keys.txt", two_pass)
    assert [index for index, opened_here in enumerate(shown) if opened_here] == opens


@passes
def test_fragments_of_two_ike_sas_of_the_same_hosts_do_not_mix(tshark, tmp_path, two_pass):
    other = refragmented(3, OTHER_SPIS)
    keys = tmp_path / "keys.txt"
    lines = [
        f"{kind} {OTHER_SPIS[:8].hex()} {OTHER_SPIS[8:].hex()} {FACTS[kind]}"
        for kind in ("SK_ei", "SK_ai")
    ]
    keys.write_text((FOLDER / "keys.txt").read_text() + "\n".join(lines) + "\n")
    request = [ONE, other[0], other[1], TWO, THREE, other[2]]
    shown = auth(tshark, tmp_path, request, keys, two_pass)
    assert shown == [False, False, False, False, True, True]


def test_other_hosts_can_have_the_same_message_id(tshark, tmp_path):
    elsewhere = [
        replace(datagram, source="203.0.113.1") for datagram in refragmented(3, OTHER_SPIS)
    ]
    shown = auth(tshark, tmp_path, [ONE, *elsewhere, TWO, THREE], FOLDER / "keys.txt", False)
    assert shown == [False] * 5 + [True]


@passes
def test_fragments_are_linked_as_wireshark_does(tshark, tmp_path, two_pass):
    capture = write_capture(tmp_path / "capture.pcap", [*BEFORE, THREE, ONE, TWO])
    names = ["ikev2.fragment", "ikev2.fragment.count", "ikev2.reassembled.in"]
    rows = tshark.fields(capture, names, keys=FOLDER / "keys.txt", two_pass=two_pass)
    # The whole message is in the last frame; only a second pass knows that in the others.
    link = [[], [], ["5"]] if two_pass else [[], [], []]
    assert rows[2:] == [link, link, [["4", "5", "3"], ["3"], rows[4][2]]]
