"""What carries IKEv2: TCP streams (RFC 9329), IP fragments, and ports that are not its own.

Whatever carries a message, it decodes to the same.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import struct
from dataclasses import dataclass, replace
from xml.etree import ElementTree

import pytest

from captures import OWN, SHARED, own_captures, shared_captures
from packets import (
    IKEV1_VENDOR_ID,
    NON_ESP_MARKER,
    NONCE_ONLY,
    Datagram,
    message,
    read_capture,
    write_capture,
    write_packets,
)
from streams import PREFIX, Connection, in_stream, message_in_stream
from tshark import tree_lines

CLIENT, SERVER = "192.0.2.1", "192.0.2.2"

OTHER_PORT = 8443
"""A TCP port that no dissector has."""

ESP = struct.pack("!II", 0x1234ABCD, 1) + bytes(range(64))

NAT_KEEPALIVE = b"\xff"

passes = pytest.mark.parametrize("two_pass", [False, True], ids=["one_pass", "two_passes"])


class Session:
    """The IKE messages of a capture of this repository, each with who sent it, and their keys."""

    def __init__(self, name):
        self.keys = OWN / name / "keys.txt"
        datagrams = read_capture(OWN / name / "capture.pcap")
        client = datagrams[0].source
        self.messages = [
            (datagram.source == client, datagram.message)
            for datagram in datagrams
            if not datagram.marked or datagram.payload.startswith(NON_ESP_MARKER)
        ]

    def over_udp(self, tshark, folder, messages=None, client_ports=(40000,), server_port=4500):
        """How the messages decode in UDP between the same ports, once for each client port."""
        datagrams = []
        for port in client_ports:
            there = Datagram(b"", CLIENT, SERVER, port, server_port)
            back = Datagram(b"", SERVER, CLIENT, server_port, port)
            for from_client, octets in messages or self.messages:
                datagrams.append((there if from_client else back).with_message(octets))
        capture = write_capture(folder / "udp.pcap", datagrams)
        return decoded(tshark, capture, "-d", f"udp.port=={server_port},ikev2", keys=self.keys)


@pytest.fixture(scope="module")
def session():
    return Session("aes256-sha512-psk")


@pytest.fixture(scope="module")
def fragmented():
    """IKE_AUTH in SKF payloads."""
    return Session("skf")


FRAME_FIELDS = {
    "ikev2.fragments",
    "ikev2.reassembled.in",
    "ikev2.response_in",
    "ikev2.response_to",
    "ikev2.retransmission_of",
    "ikev2.time",
}
"""Fields whose value depends on the frames around: their numbers, and times between them."""


def without_frame_fields(tree):
    for child in list(tree):
        unanswered = child.find("field[@name='ikev2.unanswered']") is not None
        if unanswered or child.get("name") in FRAME_FIELDS:
            tree.remove(child)
        else:
            without_frame_fields(child)
    return tree


def decoded(tshark, capture, *arguments, **options):
    """The subtrees of the IKEv2 messages of a capture, in order."""
    result = tshark.run(capture, "-T", "pdml", *arguments, **options)
    assert "Dissector bug" not in result.stdout
    trees = ElementTree.fromstring(result.stdout).iterfind("packet/proto[@name='ikev2']")
    return [tree_lines(without_frame_fields(tree)) for tree in trees]


def protocols(tshark, capture, *arguments, **options):
    """The protocols of each frame from IP's payload on, as frame.protocols lists them."""
    rows = tshark.fields(capture, ["frame.protocols"], *arguments, **options)
    return [row[0][0].partition(":ip:")[2] for row in rows]


def tree(tshark, capture, *arguments, **options):
    """Everything that tshark shows of a capture."""
    return tshark.run(capture, "-V", *arguments, **options).stdout


# TCP


def written(tmp_path, *connections):
    return write_capture(
        tmp_path / "tcp.pcap", [segment for each in connections for segment in each.sent]
    )


def one_message_a_segment(session, **ports):
    """A connection whose originator sends the stream prefix in a segment of its own."""
    connection = Connection(CLIENT, SERVER, **ports).open().send(True, PREFIX)
    for from_client, octets in session.messages:
        connection.send(from_client, message_in_stream(octets))
    return connection


@passes
@pytest.mark.parametrize("server_port", [4500, OTHER_PORT, 500, 443])
def test_messages_in_tcp_decode_as_those_in_udp(tshark, session, tmp_path, server_port, two_pass):
    capture = written(tmp_path, one_message_a_segment(session, server_port=server_port))
    found = decoded(tshark, capture, keys=session.keys, two_pass=two_pass)
    # The ports are part of what NAT detection compares.
    expected = session.over_udp(tshark, tmp_path, server_port=server_port)
    assert len(found) == len(session.messages)
    assert found == expected


@passes
def test_messages_split_at_each_octet_decode_as_whole_ones(tshark, session, tmp_path, two_pass):
    first = session.messages[:3]
    sent = [(who, message_in_stream(octets)) for who, octets in first]
    sent[0] = (True, PREFIX + sent[0][1])
    ports = range(20000, 20000 + max(len(octets) for _, octets in sent) - 1)
    connections = []
    for offset, port in enumerate(ports, start=1):
        connection = Connection(CLIENT, SERVER, port).open()
        for from_client, octets in sent:
            connection.send_split(from_client, octets, min(offset, len(octets)))
        connections.append(connection)
    capture = written(tmp_path, *connections)
    found = decoded(tshark, capture, keys=session.keys, two_pass=two_pass)
    expected = session.over_udp(tshark, tmp_path, first, ports)
    assert len(found) == 3 * len(ports)
    assert found == expected


@passes
@pytest.mark.parametrize("offset", range(1, len(PREFIX)))
def test_a_split_stream_prefix_is_recognised_on_any_port(
    tshark, session, tmp_path, offset, two_pass
):
    connection = Connection(CLIENT, SERVER, server_port=OTHER_PORT).open()
    octets = PREFIX + message_in_stream(session.messages[0][1])
    connection.send_split(True, octets, offset)
    connection.send(False, message_in_stream(session.messages[1][1]))
    capture = written(tmp_path, connection)
    assert len(decoded(tshark, capture, two_pass=two_pass)) == 2


@passes
def test_a_stream_one_octet_a_segment_decodes(tshark, session, tmp_path, two_pass):
    connection = Connection(CLIENT, SERVER, server_port=OTHER_PORT).open()
    octets = PREFIX + message_in_stream(session.messages[0][1])
    connection.send_split(True, octets, *range(1, len(octets)))
    capture = written(tmp_path, connection)
    assert decoded(tshark, capture, two_pass=two_pass) == session.over_udp(
        tshark, tmp_path, session.messages[:1], server_port=OTHER_PORT
    )


@passes
@pytest.mark.parametrize("cut", [0, 1, 7, 100])
def test_several_messages_in_a_segment_decode_each(tshark, session, tmp_path, two_pass, cut):
    """`cut` octets of the last message in the segment come with the next segment."""
    stream = {
        who: b"".join(
            message_in_stream(octets) for sender, octets in session.messages[4:] if sender == who
        )
        for who in (True, False)
    }
    connection = Connection(CLIENT, SERVER).open()
    connection.send(True, PREFIX + message_in_stream(session.messages[0][1]))
    for from_client, octets in session.messages[1:4]:
        connection.send(from_client, message_in_stream(octets))
    for who in (True, False):
        connection.send_split(who, stream[who], len(stream[who]) - cut)
    in_that_order = session.messages[:4] + sorted(
        session.messages[4:], key=lambda each: not each[0]
    )
    capture = written(tmp_path, connection)
    found = decoded(tshark, capture, keys=session.keys, two_pass=two_pass)
    assert found == session.over_udp(tshark, tmp_path, in_that_order)


@passes
def test_fragments_of_a_message_in_one_segment_are_put_together_once(
    tshark, fragmented, tmp_path, two_pass
):
    connection = Connection(CLIENT, SERVER).open().send(True, PREFIX)
    for from_client, octets in fragmented.messages[:2]:
        connection.send(from_client, message_in_stream(octets))
    for who in (True, False):
        connection.send(
            who,
            b"".join(
                message_in_stream(octets)
                for sender, octets in fragmented.messages[2:]
                if sender == who
            ),
        )
    capture = written(tmp_path, connection)
    found = decoded(tshark, capture, keys=fragmented.keys, two_pass=two_pass)
    expected = fragmented.over_udp(tshark, tmp_path)
    assert found == expected
    names = ["ikev2.reassembled.length", "_ws.col.Info"]
    rows = tshark.fields(capture, names, keys=fragmented.keys, two_pass=two_pass)
    assert [len(row[0]) for row in rows[-2:]] == [1, 1]
    for row in rows[-2:]:
        assert row[1][0].count("AUTH, ") == 1 and "{}" not in row[1][0]


@passes
def test_the_same_message_twice_in_a_segment_is_shown_twice(tshark, tmp_path, two_pass):
    connection = Connection().open().send(True, PREFIX + 2 * message_in_stream(NONCE_ONLY))
    assert len(decoded(tshark, written(tmp_path, connection), two_pass=two_pass)) == 2


@passes
def test_messages_that_are_the_same_keep_their_order_in_a_segment(tshark, tmp_path, two_pass):
    other = NONCE_ONLY[:-1] + bytes([NONCE_ONLY[-1] ^ 1])
    messages = 3 * [NONCE_ONLY] + [other] + 2 * [NONCE_ONLY]
    connection = Connection().open().send(True, PREFIX + b"".join(map(message_in_stream, messages)))
    packets, _ = tshark.pdml(written(tmp_path, connection), two_pass=two_pass)
    duplicates = [
        proto.find(".//field[@name='ikev2.retransmission_of']") is not None
        for proto in packets[-1].findall("proto[@name='ikev2']")
    ]
    assert duplicates == [False, True, True, False, False, True]


@passes
def test_a_message_in_place_of_one_that_a_read_filter_took_out_is_shown_itself(
    tshark, tmp_path, two_pass
):
    """The frames that a read filter takes out leave their number to the next one."""
    packet = Datagram(NONCE_ONLY, CLIENT, SERVER, 500, 500).packet()
    hop_limit = 8
    last_hop = packet[:hop_limit] + b"\x01" + packet[hop_limit + 1 :]
    capture = write_packets(tmp_path / "same.pcap", [last_hop, packet])
    names = ["frame.number", "ikev2.retransmission_of"]
    (row,) = tshark.fields(
        capture, names, "-R" if two_pass else "-Y", "ip.ttl==64", two_pass=two_pass
    )
    assert row == [["1" if two_pass else "2"], ["1"]]


def test_the_info_column_tells_of_each_message_in_a_segment(tshark, tmp_path):
    octets = PREFIX + message_in_stream(NONCE_ONLY) + in_stream(NAT_KEEPALIVE)
    connection = Connection().open().send(True, octets)
    *_, (_, protocol, info) = tshark.columns(written(tmp_path, connection))
    assert protocol == "IKEv2"
    assert info == ("Stream prefix IKETCP; IKE_SA_INIT MID=00 Initiator Request: Ni; NAT-keepalive")


@passes
def test_after_a_lost_segment_later_messages_decode(tshark, session, tmp_path, two_pass):
    octets = [message_in_stream(each) for _, each in session.messages]
    connection = Connection(CLIENT, SERVER).open().send(True, PREFIX)
    connection.send(True, octets[0]).send(False, octets[1])
    connection.send(True, octets[2]).send(False, octets[3])
    connection.send(True, octets[4][:50]).lose(True, octets[4][50:80]).send(True, octets[4][80:])
    for (from_client, _), each in list(zip(session.messages, octets))[5:]:
        connection.send(from_client, each)
    capture = written(tmp_path, connection)
    found = decoded(tshark, capture, keys=session.keys, two_pass=two_pass)
    # The one that was lost in part is the same as the next: its retransmission.
    received = session.messages[:4] + session.messages[5:]
    assert found == session.over_udp(tshark, tmp_path, received)


@passes
def test_after_lost_message_boundaries_later_messages_decode(tshark, session, tmp_path, two_pass):
    octets = [message_in_stream(each) for _, each in session.messages]
    connection = Connection(CLIENT, SERVER).open().send(True, PREFIX)
    connection.send(True, octets[0]).send(False, octets[1])
    connection.send(True, octets[2]).send(False, octets[3])
    stream = octets[4] + in_stream(ESP) + octets[7]
    connection.send(True, stream[:90]).lose(True, stream[90:120]).send(True, stream[120:])
    connection.send(True, octets[9])
    capture = written(tmp_path, connection)
    found = decoded(tshark, capture, keys=session.keys, two_pass=two_pass)
    received = [session.messages[index] for index in (0, 1, 2, 3, 7, 9)]
    assert found == session.over_udp(tshark, tmp_path, received)


@passes
def test_segments_out_of_order_decode_with_wiresharks_reassembly(
    tshark, session, tmp_path, two_pass
):
    connection = Connection(CLIENT, SERVER).open().send(True, PREFIX)
    octets = message_in_stream(session.messages[0][1])
    connection.send_split(True, octets, 100, 200)
    segments = connection.sent
    segments[-2], segments[-1] = segments[-1], segments[-2]
    capture = written(tmp_path, connection)
    found = decoded(tshark, capture, "-o", "tcp.reassemble_out_of_order:TRUE", two_pass=two_pass)
    assert found == session.over_udp(tshark, tmp_path, session.messages[:1])


@passes
def test_retransmitted_segments_do_no_harm(tshark, session, tmp_path, two_pass):
    connection = Connection(CLIENT, SERVER).open().send(True, PREFIX)
    octets = message_in_stream(session.messages[0][1])
    connection.send_split(True, octets, 100)
    connection.sent.insert(-1, connection.sent[-2])
    connection.send(False, message_in_stream(session.messages[1][1]))
    capture = written(tmp_path, connection)
    assert decoded(tshark, capture, two_pass=two_pass) == session.over_udp(
        tshark, tmp_path, session.messages[:2]
    )


@passes
def test_a_capture_that_starts_inside_the_stream_decodes_on_port_4500(
    tshark, session, tmp_path, two_pass
):
    connection = Connection(CLIENT, SERVER)
    for from_client, octets in session.messages[2:]:
        connection.send(from_client, message_in_stream(octets))
    capture = written(tmp_path, connection)
    found = decoded(tshark, capture, keys=session.keys, two_pass=two_pass)
    assert found == session.over_udp(tshark, tmp_path, session.messages[2:])


@passes
@pytest.mark.parametrize("begun", [0, 1, 50, 95])
def test_a_capture_that_starts_inside_the_stream_decodes_by_decode_as(
    tshark, session, tmp_path, begun, two_pass
):
    """`begun` octets of the first message came before the capture."""
    lost = int(begun > 0)
    messages = session.messages[4:]
    connection = Connection(CLIENT, SERVER, server_port=OTHER_PORT)
    first, *others = [(who, message_in_stream(octets)) for who, octets in messages]
    connection.send(first[0], first[1][begun:])
    for from_client, octets in others:
        connection.send(from_client, octets)
    capture = written(tmp_path, connection)
    assert decoded(tshark, capture, two_pass=two_pass) == []
    decode_as = ("-d", f"tcp.port=={OTHER_PORT},ikev2")
    found = decoded(tshark, capture, *decode_as, keys=session.keys, two_pass=two_pass)
    assert found == session.over_udp(tshark, tmp_path, messages[lost:], server_port=OTHER_PORT)


def test_decode_as_takes_tcp_port_4500_away(tshark, builtin, session, tmp_path):
    capture = written(tmp_path, one_message_a_segment(session))
    decode_as = ("-d", "tcp.port==4500,data")
    assert protocols(tshark, capture, *decode_as) == protocols(builtin, capture, *decode_as)


@passes
@pytest.mark.parametrize("server_port", [4500, OTHER_PORT])
def test_esp_in_tcp_goes_to_the_esp_dissector(tshark, tmp_path, server_port, two_pass):
    connection = Connection(server_port=server_port).open()
    connection.send(True, PREFIX + in_stream(ESP))
    connection.send(False, in_stream(ESP) + message_in_stream(NONCE_ONLY) + in_stream(ESP))
    capture = written(tmp_path, connection)
    rows = tshark.fields(capture, ["esp.spi", "esp.sequence", "ikev2.ispi"], two_pass=two_pass)
    assert rows[3:] == [
        [["0x1234abcd"], ["1"], []],
        [["0x1234abcd"] * 2, ["1"] * 2, ["0000000000000001"]],
    ]


def test_a_nat_keepalive_in_tcp_is_named(tshark, tmp_path):
    octets = (
        message_in_stream(NONCE_ONLY) + in_stream(NAT_KEEPALIVE) + message_in_stream(NONCE_ONLY)
    )
    capture = written(tmp_path, Connection().open().send(True, PREFIX, octets))
    names = [
        "ikev2.tcp.length",
        "ikev2.tcp.non_esp_marker",
        "ikev2.tcp.nat_keepalive",
        "ikev2.tcp.prefix",
    ]
    rows = tshark.fields(capture, names)
    length = str(6 + len(NONCE_ONLY))
    assert rows[3] == [[], [], [], ["IKETCP"]]
    assert rows[4] == [[length, "3", length], ["1", "1"], ["1"], []]


@pytest.mark.parametrize("length", [0, 1, 2])
def test_a_length_that_no_message_can_have_is_reported(tshark, tmp_path, length):
    octets = (
        message_in_stream(NONCE_ONLY) + struct.pack("!H", length) + message_in_stream(NONCE_ONLY)
    )
    capture = written(tmp_path, Connection().open().send(True, PREFIX, octets))
    assert "No message has such a length" in tree(tshark, capture)
    assert len(decoded(tshark, capture)) == 2


def test_ikev1_in_tcp_goes_to_the_built_in_dissector(tshark, tmp_path):
    octets = message_in_stream(IKEV1_VENDOR_ID)
    capture = written(tmp_path, Connection().open().send(True, PREFIX, octets))
    assert tshark.fields(capture, ["isakmp.ispi"])[-1] == [["0000000000000001"]]


@pytest.mark.parametrize("version", [0x00, 0x30, 0xF0])
def test_messages_of_unknown_versions_in_tcp_do_no_harm(tshark, tmp_path, version):
    octets = message_in_stream(message(40, NONCE_ONLY[28:], version=version))
    capture = written(tmp_path, Connection().open().send(True, PREFIX, octets))
    assert decoded(tshark, capture) == []


@passes
def test_messages_stay_whole_without_tcp_reassembly(tshark, session, tmp_path, two_pass):
    connection = one_message_a_segment(session)
    connection.send_split(True, message_in_stream(session.messages[4][1]), 1, 5, 30)
    capture = written(tmp_path, connection)
    off = ("-o", "tcp.desegment_tcp_streams:FALSE")
    found = decoded(tshark, capture, *off, keys=session.keys, two_pass=two_pass)
    expected = session.over_udp(tshark, tmp_path)
    assert found[: len(expected)] == expected


@pytest.mark.parametrize("captured", [0, 1, 2, 3, 5, 6, 20, 33, 34, 60])
def test_segments_of_which_little_was_captured_are_no_bugs(tshark, session, tmp_path, captured):
    connection = one_message_a_segment(session)
    connection.sent = [
        cut_to(segment, captured) if len(segment.payload) > captured else segment
        for segment in connection.sent
    ]
    capture = written(tmp_path, connection)
    text = tree(tshark, capture, "-d", "tcp.port==4500,ikev2")
    assert "Dissector bug" not in text
    assert "[Malformed" not in text


def cut_to(packet, captured):
    return replace(packet, cut=len(packet.payload) - captured)


# IP fragments


def ip_fragments(datagram, size):
    """The IP fragments of a datagram, of `size` octets of IP payload each (a multiple of 8)."""
    packet = datagram.packet()
    header = packet[:20] if packet[0] >> 4 == 4 else packet[:40]
    body = packet[len(header) :]
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return [
        Raw(ip_header(header, index * size, part, index + 1 < len(parts)) + part)
        for index, part in enumerate(parts)
    ]


def ip_header(header, offset, part, more):
    """`header` as that of a fragment (RFC 791, section 3.2; RFC 8200, section 4.5)."""
    if header[0] >> 4 == 4:
        start = struct.pack("!BBHHH", header[0], 0, 20 + len(part), 7, more << 13 | offset // 8)
        return start + header[8:]
    extension = struct.pack("!BBHI", header[6], 0, offset | more, 7)
    length = struct.pack("!HB", len(extension) + len(part), 44)
    return header[:4] + length + header[7:] + extension


@dataclass(frozen=True)
class Raw:
    """An IP packet as it stands."""

    octets: bytes
    cut: int = 0

    def packet(self):
        return self.octets


@passes
@pytest.mark.parametrize(
    "ends", [(CLIENT, SERVER), ("2001:db8::1", "2001:db8::2")], ids=["ipv4", "ipv6"]
)
@pytest.mark.parametrize("reverse", [False, True], ids=["in_order", "reversed"])
def test_ip_fragments_are_put_together(tshark, session, tmp_path, ends, reverse, two_pass):
    datagrams = []
    for from_client, octets in session.messages[:4]:
        source, destination = ends if from_client else ends[::-1]
        datagrams.append(Datagram(b"", source, destination, 4500, 4500).with_message(octets))
    whole = write_capture(tmp_path / "whole.pcap", datagrams)
    packets = []
    for datagram in datagrams:
        fragments = ip_fragments(datagram, 64)
        packets += reversed(fragments) if reverse else fragments
    capture = write_capture(tmp_path / "fragments.pcap", packets)
    found = decoded(tshark, capture, keys=session.keys, two_pass=two_pass)
    assert len(found) == 4
    assert found == decoded(tshark, whole, keys=session.keys)


@passes
def test_the_fragmented_datagrams_of_a_real_capture_are_put_together(tshark, builtin, two_pass):
    capture = SHARED / "public" / "zeek-spicy-ipsec_client.pcap"
    if not capture.exists():
        pytest.skip(f"{capture} is not there")
    expected = builtin.fields(capture, ["frame.number", "isakmp.length"], "-Y", "isakmp")
    found = tshark.fields(
        capture, ["frame.number", "ikev2.length"], "-Y", "ikev2", two_pass=two_pass
    )
    assert found == expected
    assert "3468" in {row[1][0] for row in found}


# ICMP errors


def icmp_error(datagram, length):
    """A Port Unreachable (RFC 792) that quotes `length` octets of the IP packet."""
    icmp = struct.pack("!BBHI", 3, 3, 0, 0) + datagram.packet()[:length]
    back = replace(datagram, source=datagram.destination, destination=datagram.source)
    header = back.packet()[:20]
    length = struct.pack("!H", 20 + len(icmp))
    return Raw(header[:2] + length + header[4:9] + b"\1" + header[10:] + icmp)


@passes
@pytest.mark.parametrize("quoted", [28 + 28, 28 + 100, 28 + 464])
def test_a_message_quoted_in_an_icmp_error_is_not_taken_for_another(
    tshark, session, tmp_path, quoted, two_pass
):
    there, back = Datagram(b"", CLIENT, SERVER), Datagram(b"", SERVER, CLIENT)
    datagrams = [
        (there if from_client else back).with_message(octets)
        for from_client, octets in session.messages[:4]
    ]
    packets = [datagrams[0], icmp_error(datagrams[0], quoted), datagrams[1]]
    packets += [datagrams[2], icmp_error(datagrams[2], quoted), datagrams[3]]
    capture = write_capture(tmp_path / "icmp.pcap", packets)
    names = ["ikev2.response_to", "ikev2.retransmission_of", "ikev2.auth.data"]
    rows = tshark.fields(capture, names, keys=session.keys, two_pass=two_pass)
    assert [row[0] for row in rows] == [[], [], ["1"], [], [], ["4"]]
    assert [row[1] for row in rows] == [[]] * 6
    assert [len(row[2]) for row in rows] == [0, 0, 0, 1, 0, 1]


# UDP ports that are not IKE's


def moved(datagrams, port=40001):
    """The datagrams between ports that no dissector has. Nothing else on 500 or 4500 remains."""
    return [
        replace(datagram, source_port=port, destination_port=port + 1) for datagram in datagrams
    ]


def is_ikev2(octets):
    """By the version octet alone; enough for the captures here, which hold ISAKMP and ESP only."""
    return len(octets) >= 28 and octets[17] == 0x20


def own_captures_of_udp():
    return [folder for folder in own_captures() if read_capture(folder / "capture.pcap")]


UNASSIGNED = 200
"""A payload type that nobody has; a message that begins with it is not taken for IKEv2."""


@passes
@pytest.mark.unsanitized
@pytest.mark.parametrize("folder", own_captures_of_udp(), ids=lambda folder: folder.name)
def test_ikev2_is_found_on_any_udp_port(tshark, tmp_path, folder, two_pass):
    datagrams = read_capture(folder / "capture.pcap")
    expected = [
        index
        for index, datagram in enumerate(datagrams, start=1)
        if is_ikev2(datagram.message)
        and datagram.message[16] != UNASSIGNED
        and (not datagram.marked or datagram.payload.startswith(NON_ESP_MARKER))
    ]
    capture = write_capture(tmp_path / "moved.pcap", moved(datagrams))
    rows = tshark.fields(
        capture, ["frame.number"], "-Y", "ikev2 && !_ws.malformed", two_pass=two_pass
    )
    assert [int(row[0][0]) for row in rows] == expected


@passes
def test_esp_follows_ikev2_with_the_marker_on_any_udp_port(tshark, tmp_path, two_pass):
    payloads = [ESP, NON_ESP_MARKER + NONCE_ONLY, ESP, NAT_KEEPALIVE, NON_ESP_MARKER + NONCE_ONLY]
    capture = write_capture(tmp_path / "moved.pcap", moved([Datagram(each) for each in payloads]))
    assert protocols(tshark, capture, two_pass=two_pass) == [
        "udp:data",
        "udp:ikev2",
        "udp:udpencap:esp",
        "udp:udpencap",
        "udp:ikev2",
    ]


def test_the_heuristic_leaves_what_is_no_ikev2(tshark, builtin, tmp_path):
    octets = bytearray(NONCE_ONLY)
    spoilt = {
        "spi": (0, bytes(8)),
        "first payload": (16, b"\x01"),
        "version": (17, b"\x10"),
        "minor version": (17, b"\x21"),
        "exchange": (18, b"\x21"),
        "flags": (19, b"\x48"),
        "message id": (23, b"\x01"),
        "length": (27, bytes([octets[27] + 1])),
        "payload length": (31, bytes([octets[31] - 1])),
        "reserved": (29, b"\x01"),
    }
    datagrams = []
    for offset, value in spoilt.values():
        other = bytes(octets[:offset]) + value + bytes(octets[offset + len(value) :])
        datagrams += [Datagram(other), Datagram(NON_ESP_MARKER + other)]
    datagrams += [
        Datagram(NONCE_ONLY + b"\0"),
        Datagram(NONCE_ONLY[:-1]),
        Datagram(IKEV1_VENDOR_ID),
    ]
    capture = write_capture(tmp_path / "moved.pcap", moved(datagrams))
    assert tree(tshark, capture) == tree(builtin, capture)


def test_both_heuristics_can_be_switched_off(tshark, builtin, tmp_path):
    connection = Connection(server_port=OTHER_PORT).open()
    connection.send(True, PREFIX + message_in_stream(NONCE_ONLY))
    capture = write_capture(
        tmp_path / "capture.pcap", [*moved([Datagram(NONCE_ONLY)]), *connection.sent]
    )
    assert len(decoded(tshark, capture)) == 2
    off = ("--disable-heuristic", "ikev2_udp", "--disable-heuristic", "ikev2_tcp")
    assert tree(tshark, capture, *off) == tree(builtin, capture)


def udp_payloads(tshark, capture, *arguments):
    rows = tshark.fields(capture, ["udp.payload"], "-Y", "udp.payload", *arguments)
    return [bytes.fromhex(row[0][0].replace(":", "")) for row in rows]


def test_what_other_captures_hold_besides_ikev2_is_left_on_other_ports(tshark, builtin, tmp_path):
    """ESP, IKEv1, NAT-keepalives, messages with broken headers, and what else there is."""
    captures = [each.values[0] for each in shared_captures("public")]
    if not all(each.exists() for each in captures):
        pytest.skip(f"{SHARED / 'public'}: no captures there")
    payloads = [
        octets
        for each in captures
        for octets in udp_payloads(builtin, each, "-d", "udp.port==1-65535,data")
        if not is_ikev2(octets) and not is_ikev2(octets[4:])
    ]
    assert len(payloads) > 200
    other = write_capture(tmp_path / "moved.pcap", moved([Datagram(octets) for octets in payloads]))
    assert tree(tshark, other) == tree(builtin, other)
