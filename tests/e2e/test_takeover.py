"""Which packets are this dissector's and which stay with Wireshark's own.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import struct

import random

import pytest

from packets import IKEV1_VENDOR_ID, NON_ESP_MARKER, NONCE_ONLY, Datagram, write_capture
from streams import PREFIX, Connection, in_stream, message_in_stream

ESP = struct.pack("!II", 0x1234ABCD, 1) + bytes(range(64))
"""An ESP packet (RFC 4303, section 2): its SPI, not 0, stands where the marker would."""

NAT_KEEPALIVE = b"\xff"
"""RFC 3948, section 2.3."""

CISCO_TCP = ESP + struct.pack("!IHH5sBH", 0, 1, 0, bytes(5), 50, 0)
"""ESP in the TCP encapsulation of Cisco's VPN 3000, as the built-in dissector knows it by the
trailer: four octets of zero, a sequence number, ..., the IP protocol, ..."""


@pytest.fixture
def capture(tmp_path):
    """Writes datagrams into a capture."""
    return lambda *datagrams: write_capture(tmp_path / "capture.pcap", datagrams)


def protocols(tshark, capture, *arguments):
    """The protocols of each frame from the transport on, as frame.protocols lists them."""
    rows = tshark.fields(capture, ["frame.protocols"], *arguments)
    return [row[0][0].partition(":ip:")[2] for row in rows]


def on_500(octets):
    return Datagram(octets)


def on_4500(octets):
    return Datagram(octets).on_ports(4500, 4500)


def in_tcp(server_port, *payloads):
    """The segments of a connection whose client sends these payloads."""
    client_port = 40000 + server_port
    return (
        Connection(client_port=client_port, server_port=server_port)
        .open()
        .send(True, *payloads)
        .sent
    )


@pytest.fixture
def everything(capture):
    """One of each kind of packet that ports 500 and 4500 carry, and of IKEv2 on other ports."""
    return capture(
        on_500(NONCE_ONLY),
        on_500(NON_ESP_MARKER + NONCE_ONLY),
        on_4500(NON_ESP_MARKER + NONCE_ONLY),
        on_4500(NONCE_ONLY),
        on_500(IKEV1_VENDOR_ID),
        on_4500(NON_ESP_MARKER + IKEV1_VENDOR_ID),
        on_4500(ESP),
        on_4500(NAT_KEEPALIVE),
        Datagram(NONCE_ONLY).on_ports(5555, 5556),
        Datagram(NON_ESP_MARKER + NONCE_ONLY).on_ports(5557, 5558),
        *in_tcp(500, NONCE_ONLY),
        *in_tcp(4500, PREFIX, message_in_stream(NONCE_ONLY), in_stream(ESP)),
        *in_tcp(4501, PREFIX + message_in_stream(NONCE_ONLY)[:20]),
        *in_tcp(4502, PREFIX[:3], PREFIX[3:] + message_in_stream(NONCE_ONLY)),
        *in_tcp(4503, CISCO_TCP),
    )


def test_ikev2_on_port_500_is_dissected(tshark, capture):
    assert protocols(tshark, capture(on_500(NONCE_ONLY))) == ["udp:ikev2"]


def test_ikev2_after_the_marker_on_port_4500_is_dissected(tshark, capture):
    [found] = protocols(tshark, capture(on_4500(NON_ESP_MARKER + NONCE_ONLY)))
    assert found in ("udp:ikev2", "udp:udpencap:ikev2")


def test_ikev2_from_a_translated_port_is_dissected(tshark, capture):
    datagram = Datagram(NON_ESP_MARKER + NONCE_ONLY).on_ports(61234, 4500)
    [found] = protocols(tshark, capture(datagram))
    assert found in ("udp:ikev2", "udp:udpencap:ikev2")


def test_ikev2_over_ipv6_is_dissected(tshark, capture):
    datagram = Datagram(NONCE_ONLY, source="2001:db8::1", destination="2001:db8::2")
    assert tshark.fields(capture(datagram), ["ikev2.ispi"]) == [[["0000000000000001"]]]


@pytest.mark.parametrize(
    "datagram",
    [
        on_500(IKEV1_VENDOR_ID),
        on_4500(NON_ESP_MARKER + IKEV1_VENDOR_ID),
        on_4500(ESP),
        on_4500(NAT_KEEPALIVE),
        on_4500(b""),
        on_4500(bytes(3)),
        on_4500(NON_ESP_MARKER),
        on_500(b""),
        on_500(bytes(17)),
        on_500(NON_ESP_MARKER + IKEV1_VENDOR_ID),
    ],
    ids=[
        "ikev1_on_500",
        "ikev1_on_4500",
        "esp",
        "keepalive",
        "nothing_on_4500",
        "three_zero_octets_on_4500",
        "marker_alone",
        "nothing_on_500",
        "too_short_for_a_version",
        "ikev1_with_marker_on_500",
    ],
)
def test_what_is_not_ikev2_looks_as_it_did_without_the_plugin(tshark, builtin, capture, datagram):
    file = capture(datagram)
    assert tshark.run(file, "-V").stdout == builtin.run(file, "-V").stdout


def test_disabling_the_protocol_brings_the_built_in_dissector_back(tshark, builtin, everything):
    disabled = tshark.run(everything, "-V", "--disable-protocol", "ikev2")
    assert "Internet Security Association" in disabled.stdout
    assert disabled.stdout == builtin.run(everything, "-V").stdout


def test_disabling_the_built_in_dissector_leaves_ikev2_alone(tshark, capture):
    file = capture(on_500(NONCE_ONLY))
    assert protocols(tshark, file, "--disable-protocol", "isakmp") == ["udp:ikev2"]


def test_decode_as_names_another_port(tshark, capture):
    # With an octet behind its end, which the heuristic dissector does not take.
    file = capture(Datagram(NONCE_ONLY + b"\0").on_ports(5555, 5555))
    assert "ikev2" not in protocols(tshark, file)[0]
    assert protocols(tshark, file, "-d", "udp.port==5555,ikev2") == ["udp:ikev2"]


def test_decode_as_gives_port_500_back_to_the_built_in_dissector(tshark, capture):
    assert protocols(tshark, capture(on_500(NONCE_ONLY)), "-d", "udp.port==500,isakmp") == [
        "udp:isakmp"
    ]


def test_decode_as_gives_port_4500_back_to_the_built_in_dissector(tshark, builtin, capture):
    file = capture(on_4500(NON_ESP_MARKER + NONCE_ONLY), on_4500(ESP))
    found = tshark.run(file, "-V", "-d", "udp.port==4500,udpencap")
    assert found.stdout == builtin.run(file, "-V").stdout


@pytest.mark.parametrize("port", [500, 4500, 5555])
def test_decode_as_ikev2_takes_all_that_nat_traversal_has(tshark, capture, port):
    payloads = [
        NONCE_ONLY,
        NON_ESP_MARKER + NONCE_ONLY,
        NON_ESP_MARKER + IKEV1_VENDOR_ID,
        ESP,
        NAT_KEEPALIVE,
    ]
    file = capture(*(Datagram(each).on_ports(port, 6666) for each in payloads))
    last = [
        found.split(":")[-1] for found in protocols(tshark, file, "-d", f"udp.port=={port},ikev2")
    ]
    assert last == ["ikev2", "ikev2", "isakmp", "esp", "udpencap"]


def test_ikev2_without_the_marker_on_port_4500_is_dissected_and_reported(tshark, capture):
    file = capture(on_4500(NONCE_ONLY))
    assert protocols(tshark, file) == ["udp:ikev2"]
    assert tshark.fields(file, ["ikev2.non_esp_marker.missing"])[0][0]


def test_ikev2_with_the_marker_on_port_500_is_dissected_and_reported(tshark, capture):
    file = capture(on_500(NON_ESP_MARKER + NONCE_ONLY))
    assert protocols(tshark, file) == ["udp:ikev2"]
    assert tshark.fields(file, ["ikev2.non_esp_marker.unexpected"])[0][0]


def test_an_spi_that_begins_with_four_octets_of_zero_is_no_marker(tshark, capture):
    """The SPI of NONCE_ONLY does."""
    assert NONCE_ONLY.startswith(NON_ESP_MARKER)
    file = capture(on_500(NONCE_ONLY))
    assert tshark.fields(file, ["ikev2.non_esp_marker.unexpected", "ikev2.ispi"]) == [
        [[], ["0000000000000001"]]
    ]


def test_no_esp_packet_on_port_4500_is_taken_for_ikev2(tshark, builtin, capture):
    """ESP packets of random octets, of which each has what IKE's version octet has."""
    octets = random.Random(4500)
    packets = []
    for _ in range(2000):
        packet = bytearray(octets.randbytes(octets.randrange(30, 200)))
        packet[0] |= 1
        packet[17] = 0x20
        packets.append(on_4500(bytes(packet)))
    file = capture(*packets)
    assert protocols(tshark, file) == protocols(builtin, file)


@pytest.mark.parametrize(
    "port, payload",
    [
        (4500, b"GET / HTTP/1.1\r\n\r\n"),
        (4500, b"IKETCQ" + bytes(20)),
        (4500, b"I don't know"),
        (4500, bytes(40)),
        (4500, in_stream(ESP)),
        (4500, CISCO_TCP),
        (10000, CISCO_TCP),
        (500, IKEV1_VENDOR_ID),
        (500, bytes(10)),
        (8080, b"IKE" + bytes(20)),
        (4500, message_in_stream(IKEV1_VENDOR_ID)),
    ],
)
def test_a_tcp_segment_that_is_no_ikev2_looks_as_it_did_without_the_plugin(
    tshark, builtin, capture, port, payload
):
    file = capture(*in_tcp(port, payload))
    assert tshark.run(file, "-V").stdout == builtin.run(file, "-V").stdout


def test_part_of_the_prefix_inside_a_stream_is_not_taken_for_a_prefix(tshark, builtin, capture):
    file = capture(*in_tcp(8443, b"first", b"IK", b"I"))
    assert tshark.run(file, "-V").stdout == builtin.run(file, "-V").stdout


def test_a_first_segment_like_the_prefix_is_given_on_with_the_next(tshark, builtin, capture):
    """An HTTP-like stream whose first segment is "I": the next dissector gets it all."""
    file = capture(*in_tcp(8443, b"I", b"t is no prefix"))
    rows = tshark.fields(file, ["data.data"])
    assert rows[-1][0] == [b"It is no prefix".hex()]
    assert "ikev2" not in protocols(tshark, file)[-1]


def test_plain_ikev2_on_tcp_port_500_is_dissected(tshark, capture):
    """Where the built-in dissector takes it, too."""
    assert protocols(tshark, capture(*in_tcp(500, NONCE_ONLY)))[-1] == "tcp:ikev2"
