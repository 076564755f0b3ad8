"""Small captures of IKE messages, made octet by octet.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import ipaddress
import struct
from dataclasses import dataclass, replace
from pathlib import Path

LINKTYPE_ETHERNET = 1
LINKTYPE_RAW = 101

NON_ESP_MARKER = bytes(4)


@dataclass(frozen=True)
class Datagram:
    """A UDP datagram. `cut` octets of its payload were not captured."""

    payload: bytes
    source: str = "192.0.2.1"
    destination: str = "192.0.2.2"
    source_port: int = 500
    destination_port: int = 500
    cut: int = 0

    def on_ports(self, source_port, destination_port):
        return replace(self, source_port=source_port, destination_port=destination_port)

    @property
    def marked(self):
        """Whether the payload starts with the non-ESP marker (RFC 3948, section 2.2)."""
        return 4500 in (self.source_port, self.destination_port)

    @property
    def is_ike(self):
        """Whether it carries an IKE message, by its ports and marker."""
        if self.marked:
            return self.payload.startswith(NON_ESP_MARKER)
        return 500 in (self.source_port, self.destination_port)

    @property
    def message(self):
        """The IKE message, without the non-ESP marker."""
        return self.payload[4:] if self.marked else self.payload

    def with_message(self, message):
        return replace(self, payload=self.payload[: len(self.payload) - len(self.message)] + message)

    def with_cut(self, cut):
        return replace(self, cut=cut)

    def packet(self):
        """The IP packet, without a UDP checksum (RFC 768 allows that for IPv4)."""
        length = 8 + len(self.payload)
        udp = struct.pack("!4H", self.source_port, self.destination_port, length, 0)
        source, destination = (
            ipaddress.ip_address(address) for address in (self.source, self.destination)
        )
        if source.version == 4:
            header = struct.pack("!BBHHHBBH", 0x45, 0, 20 + length, 0, 0, 64, 17, 0)
        else:
            header = struct.pack("!IHBB", 6 << 28, length, 17, 64)
        return header + source.packed + destination.packed + udp + self.payload


def write_packets(path, packets, cuts=None):
    """Writes IP packets as a pcap file, one a millisecond, and returns its path. `cuts` is how many
    octets of each were not captured."""
    packets = list(packets)
    with Path(path).open("wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 0x40000, LINKTYPE_RAW))
        for index, (packet, cut) in enumerate(zip(packets, cuts or [0] * len(packets))):
            captured = packet[: len(packet) - cut]
            second, millisecond = divmod(index, 1000)
            file.write(
                struct.pack("<4I", second, millisecond * 1000, len(captured), len(packet))
            )
            file.write(captured)
    return Path(path)


def write_capture(path, datagrams):
    """Likewise `datagrams`."""
    datagrams = list(datagrams)
    return write_packets(
        path, [datagram.packet() for datagram in datagrams], [datagram.cut for datagram in datagrams]
    )


def read_capture(path):
    """The UDP datagrams of a little-endian pcap file of Ethernet or raw IP packets, in order."""
    octets = Path(path).read_bytes()
    magic, link_type = struct.unpack_from("<I16xI", octets)
    assert magic == 0xA1B2C3D4, f"{path}: not a little-endian pcap file with microseconds"
    link_header = {LINKTYPE_ETHERNET: 14, LINKTYPE_RAW: 0}[link_type]
    datagrams = []
    offset = 24
    while offset < len(octets):
        (length,) = struct.unpack_from("<8xI", octets, offset)
        offset += 16
        datagrams.append(read_packet(octets[offset + link_header : offset + length]))
        offset += length
    return [datagram for datagram in datagrams if datagram is not None]


def read_packet(packet):
    """The UDP datagram of an IP packet without IPv6 extension headers; None if it is not UDP."""
    if packet[0] >> 4 == 4:
        protocol, header = packet[9], 4 * (packet[0] & 0xF)
        source, destination = packet[12:16], packet[16:20]
    else:
        protocol, header = packet[6], 40
        source, destination = packet[8:24], packet[24:40]
    if protocol != 17:
        return None
    source_port, destination_port, length = struct.unpack_from("!3H", packet, header)
    return Datagram(
        packet[header + 8 : header + length],
        str(ipaddress.ip_address(source)),
        str(ipaddress.ip_address(destination)),
        source_port,
        destination_port,
    )


def payload(next_payload, body):
    """A payload with its generic header (RFC 7296, section 3.2)."""
    return struct.pack("!BBH", next_payload, 0, 4 + len(body)) + body


def message(first_payload, payloads, exchange=34, version=0x20, flags=0x08, spi_i=1, spi_r=0, id=0):
    """An IKE message (RFC 7296, section 3.1; for IKEv1 RFC 2408, section 3.1)."""
    length = 28 + len(payloads)
    header = struct.pack("!QQ4BII", spi_i, spi_r, first_payload, version, exchange, flags, id, length)
    return header + payloads


NONCE = 40
NONCE_ONLY = message(NONCE, payload(0, bytes(range(32))))
"""An IKE_SA_INIT request that carries a Nonce payload alone: enough to be told from others."""

IKEV1_VENDOR_ID = message(13, payload(0, bytes(16)), exchange=2, version=0x10, flags=0)
"""An IKEv1 Identity Protection (main mode) message with one Vendor ID."""
