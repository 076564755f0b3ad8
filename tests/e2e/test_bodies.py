"""Every payload body that a standard names is decoded, and none is read beyond its end.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from dataclasses import replace

import pytest

from bodies import SENTINEL, config, group, identity, notify_base, notify_extensions
from bodies import notify_private, vendor_id
from packets import payload, write_capture
from parity.compare import renamed
from tshark import shown as comparable

FAMILIES = (notify_base, notify_extensions, notify_private, config, group, identity, vendor_id)
BODIES = [body for family in FAMILIES for body in family.ALL]

NOTE = 0x00400000
"""From this severity on, an expert item says that something is wrong."""

TOLD = {"ikev2.notify.error", "ikev2.payload.not_allowed"}
"""What experts say of a well-formed body: errors are notified, and the message is any."""

by_name = {"argvalues": BODIES, "ids": lambda body: body.name}


def payloads_of(packet):
    """The elements of a message's payloads."""
    tree = packet.find("proto[@name='ikev2']")
    return [node for node in tree.findall("field") if node.get("name") == "ikev2.typepayload"]


def shown(node, name):
    """What PDML shows of a field below `node`."""
    return [comparable(each.get("show")) for each in node.iter("field") if each.get("name") == name]


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


OTHERWISE = {
    "ikev2.vid_string": "it does not know each of them",
    "ikev2.datapayload": "it does not know the payload types from 50 on",
    "ikev2.notify.data.redirect.org_resp_gw_ident.data": "it does not know this FQDN as one",
}
"""What the built-in dissector shows otherwise, and why."""


def values(node, prefix):
    """The fields below a payload's element whose names begin with `prefix`, and their values."""
    return [
        (each.get("name"), comparable(each.get("show")))
        for each in node.iter("field")
        if each is not node and each.get("name").startswith(prefix)
    ]


@pytest.fixture(scope="module")
def of_the_builtin(builtin, tmp_path_factory):
    """What the built-in dissector shows of each body, by the body's name."""
    folder = tmp_path_factory.mktemp("builtin")
    datagrams = [body.datagram(spi=1 + i) for i, body in enumerate(BODIES)]
    packets, _ = builtin.pdml(write_capture(folder / "capture.pcap", datagrams))
    trees = [packet.find("proto[@name='isakmp']") for packet in packets]
    first = [tree.find("field[@name='isakmp.typepayload']") for tree in trees]
    return {body.name: values(node, "isakmp.") for body, node in zip(BODIES, first)}


@pytest.mark.parametrize("body", **by_name)
def test_what_the_builtin_dissector_shows_is_shown_too(whole, of_the_builtin, body):
    ours = values(whole[body.name], "ikev2.")
    theirs = [(renamed(name), show) for name, show in of_the_builtin[body.name]]
    missing = [pair for pair in theirs if pair not in ours and pair[0] not in OTHERWISE]
    assert missing == []


@pytest.fixture(scope="module")
def of_every_length(tshark, tmp_path_factory):
    """The payloads of messages with each body cut after each octet, and with one octet more."""
    lengths = [(body, length) for body in BODIES for length in body.lengths()]
    decoded = decode(tshark, tmp_path_factory.mktemp("cut"), lengths)
    return list(zip(lengths, decoded))


def test_no_field_lies_beyond_its_payload(of_every_length):
    for (body, length), payloads in of_every_length:
        where = f"{body.name}, {length} octets"
        assert [shown(node, "ikev2.nonce") for node in payloads[1:]] == [
            [":".join(f"{octet:02x}" for octet in SENTINEL)]
        ], where
        start, end = extent(payloads[0])
        assert end - start == 4 + len(body.of_length(length)), where
        for node in payloads[0].iter("field"):
            first, last = extent(node)
            if first < last and node.get("name").startswith("ikev2."):
                assert start <= first < last <= end, f"{where}: {node.get('name')}"


def test_a_body_of_the_wrong_length_is_reported_and_no_other_is(of_every_length):
    wrong = {}
    for (body, length), payloads in of_every_length:
        if body.may_end is not None:
            fits = length == len(body.octets) or body.may_end(length)
            found = complaints(payloads[0])
            if bool(found) == fits:
                wrong.setdefault(body.name, []).append((length, found))
    assert wrong == {}


def test_what_the_capture_cuts_off_is_not_called_wrong(tshark, tmp_path):
    cuts = [(body, missing) for body in BODIES for missing in body.lengths() if missing]
    datagrams = [
        replace(body.datagram(spi=1 + i), cut=len(payload(0, SENTINEL)) + missing - 1)
        for i, (body, missing) in enumerate(cuts)
    ]
    packets, messages = tshark.pdml(write_capture(tmp_path / "capture.pcap", datagrams))
    assert messages == []
    wrong = {}
    for (body, missing), packet in zip(cuts, packets):
        assert packet.find("proto[@name='_ws.short']") is not None
        found = [name for node in payloads_of(packet) for name in complaints(node)]
        if found:
            wrong.setdefault(body.name, []).append((missing, found))
    assert wrong == {}
