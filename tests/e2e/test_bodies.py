"""Every payload body that a standard names is decoded, and none is read beyond its end.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import pytest

from bodies import SENTINEL, notify_base, notify_extensions, notify_private
from packets import NONCE, write_capture

BODIES = [*notify_base.ALL, *notify_extensions.ALL, *notify_private.ALL]

NOTE = 0x00400000
"""From this severity on, an expert item says that something is wrong."""

TOLD = {"ikev2.notify.error"}
"""What experts say of a well-formed body."""

by_name = {"argvalues": BODIES, "ids": lambda body: body.name}


def payloads_of(packet):
    """The elements of a message's payloads."""
    tree = packet.find("proto[@name='ikev2']")
    return [node for node in tree.findall("field") if node.get("name") == "ikev2.typepayload"]


def shown(node, name):
    """What PDML shows of a field below `node`."""
    return [each.get("show") for each in node.iter("field") if each.get("name") == name]


def complaints(node):
    """The names of the expert items that say that something below `node` is wrong."""
    found = []
    for item in node.iter("field"):
        if item.get("name") == "_ws.expert":
            severity = int(item.find("field[@name='_ws.expert.severity']").get("show"))
            name = item.find("field").get("name")
            if severity >= NOTE and name not in TOLD:
                found.append(name)
    return found


def extent(node):
    return int(node.get("pos")), int(node.get("pos")) + int(node.get("size"))


def decode(tshark, folder, bodies):
    """The payloads of a message for each (body, length) of `bodies`."""
    datagrams = [body.datagram(length, spi=1 + i) for i, (body, length) in enumerate(bodies)]
    packets, messages = tshark.pdml(write_capture(folder / "capture.pcap", datagrams))
    assert messages == []
    assert len(packets) == len(bodies)
    return [payloads_of(packet) for packet in packets]


@pytest.fixture(scope="module")
def whole(tshark, tmp_path_factory):
    """The element of each body's payload, by the body's name."""
    decoded = decode(tshark, tmp_path_factory.mktemp("whole"), [(body, None) for body in BODIES])
    return {body.name: payloads[0] for body, payloads in zip(BODIES, decoded)}


def test_names_are_unique():
    assert len({body.name for body in BODIES}) == len(BODIES)


@pytest.mark.parametrize("body", **by_name)
def test_a_body_shows_its_fields(whole, body):
    node = whole[body.name]
    assert {name: shown(node, name) for name in body.fields} == body.fields
    assert complaints(node) == []


@pytest.mark.parametrize("body", **by_name)
def test_nothing_of_a_body_is_left_as_octets(whole, body):
    assert shown(whole[body.name], "ikev2.datapayload") == []


@pytest.fixture(scope="module")
def of_every_length(tshark, tmp_path_factory):
    """The payloads of messages with each body cut after each octet, and with one octet more."""
    lengths = [(body, length) for body in BODIES for length in range(len(body.octets) + 2)]
    decoded = decode(tshark, tmp_path_factory.mktemp("cut"), lengths)
    return list(zip(lengths, decoded))


def test_no_field_lies_beyond_its_payload(of_every_length):
    for (body, length), payloads in of_every_length:
        where = f"{body.name}, {length} octets"
        assert [shown(node, "ikev2.nonce") for node in payloads[1:]] == [
            [":".join(f"{octet:02x}" for octet in SENTINEL)]
        ], where
        start, end = extent(payloads[0])
        assert end - start == 4 + length, where
        for node in payloads[0].iter("field"):
            first, last = extent(node)
            assert first == last or start <= first < last <= end, f"{where}: {node.get('name')}"


def test_a_body_of_the_wrong_length_is_reported_and_no_other_is(of_every_length):
    wrong = {}
    for (body, length), payloads in of_every_length:
        if body.may_end is not None:
            fits = length == len(body.octets) or body.may_end(length)
            found = complaints(payloads[0])
            if bool(found) == fits:
                wrong.setdefault(body.name, []).append((length, found))
    assert wrong == {}
