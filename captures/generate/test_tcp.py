# The stream of the TCP captures, read as RFC 9329 says.
# SPDX-License-Identifier: GPL-2.0-or-later

import struct

import pytest

from ikev2gen.payload import all_of

TCP_CAPTURES = ["tcp-encap"]
ETHERNET_AND_IPV4 = 14 + 20


def segments(capture):
    """For each TCP frame its facts, sequence number and data."""
    for (_, frame), facts in zip(capture.frames, capture.frame_facts, strict=True):
        if facts["kind"] == "tcp":
            tcp = frame[ETHERNET_AND_IPV4:]
            (sequence,) = struct.unpack_from("!I", tcp, 4)
            yield facts, sequence, tcp[4 * (tcp[12] >> 4) :]


def streams(capture):
    """The octets that each end sent, and what the facts say that is in them, by source address."""
    found = {}
    for facts, sequence, data in segments(capture):
        octets, parts, next_sequence = found.get(facts["source"], (b"", [], None))
        assert next_sequence in (None, sequence)
        following = sequence + len(data) + bool({"SYN", "FIN"} & set(facts["flags"]))
        parts = [*parts, *facts["ending"]]
        found[facts["source"]] = (octets + data, parts, following)
    return {source: (octets, parts) for source, (octets, parts, _) in found.items()}


def parts_of(stream):
    if stream.startswith(b"IKETCP"):
        yield "prefix"
        stream = stream[6:]
    while stream:
        (length,) = struct.unpack_from("!H", stream)
        packet, stream = stream[2:length], stream[length:]
        assert len(packet) == length - 2
        if packet == b"\xff":
            yield "nat-keepalive"
        elif packet.startswith(bytes(4)):
            assert struct.unpack_from("!I", packet, 4 + 24) == (len(packet) - 4,)
            yield "ike"
        else:
            yield "esp"


@pytest.mark.parametrize("name", TCP_CAPTURES)
def test_the_streams_hold_what_the_facts_say(captures, name):
    both = streams(captures[name])
    assert len(both) == 2
    for stream, parts in both.values():
        assert list(parts_of(stream)) == parts


@pytest.mark.parametrize("name", TCP_CAPTURES)
def test_only_the_originator_sends_the_prefix_and_sends_it_first(captures, name):
    originator, *_ = [facts["source"] for facts, _, _ in segments(captures[name])]
    for source, (_, parts) in streams(captures[name]).items():
        assert parts.count("prefix") == (source == originator)
        assert source != originator or parts[0] == "prefix"


@pytest.mark.parametrize("name", TCP_CAPTURES)
def test_the_facts_of_messages_and_packets_are_complete(captures, name):
    for facts, _, _ in segments(captures[name]):
        for kind in ("ike", "esp"):
            assert len(all_of(facts, kind)) == facts["ending"].count(kind)
