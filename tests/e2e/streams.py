"""TCP connections for captures, segment by segment, and what RFC 9329 puts into them.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import ipaddress
import struct
from dataclasses import dataclass, field

from packets import NON_ESP_MARKER

PREFIX = b"IKETCP"
"""RFC 9329, section 4."""

FIN, SYN, PSH, ACK = 0x01, 0x02, 0x08, 0x10

TCP = 6


def in_stream(packet):
    """An ESP packet, or a NAT-keepalive, with its Length field (RFC 9329, section 3)."""
    return struct.pack("!H", 2 + len(packet)) + packet


def message_in_stream(message):
    """An IKE message with Length field and non-ESP marker."""
    return in_stream(NON_ESP_MARKER + message)


@dataclass(frozen=True)
class Segment:
    """A TCP segment. `cut` octets of its payload were not captured."""

    source: str
    destination: str
    source_port: int
    destination_port: int
    sequence: int
    acknowledged: int
    flags: int
    payload: bytes = b""
    cut: int = 0

    def packet(self):
        """The IP packet; Wireshark does not verify the TCP checksum, which is 0."""
        ports = (self.source_port, self.destination_port)
        numbers = (self.sequence & 0xFFFFFFFF, self.acknowledged & 0xFFFFFFFF)
        body = struct.pack("!HHIIBBHHH", *ports, *numbers, 5 << 4, self.flags, 0xFFFF, 0, 0)
        body += self.payload
        source, destination = (
            ipaddress.ip_address(address) for address in (self.source, self.destination)
        )
        if source.version == 4:
            header = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(body), 0, 0, 64, TCP, 0)
        else:
            header = struct.pack("!IHBB", 6 << 28, len(body), TCP, 64)
        return header + source.packed + destination.packed + body


@dataclass
class Connection:
    """A TCP connection from `client` to `server`. `sent` collects its segments in order."""

    client: str = "192.0.2.1"
    server: str = "192.0.2.2"
    client_port: int = 40000
    server_port: int = 4500
    sent: list = field(default_factory=list)

    def __post_init__(self):
        self._next = {True: 1000, False: 5000}

    def _segment(self, from_client, flags, payload=b""):
        ends = [(self.client, self.client_port), (self.server, self.server_port)]
        (source, source_port), (destination, destination_port) = ends if from_client else ends[::-1]
        sequence, acknowledged = self._next[from_client], self._next[not from_client]
        self._next[from_client] += len(payload) + bool(flags & (SYN | FIN))
        return Segment(
            source,
            destination,
            source_port,
            destination_port,
            sequence,
            acknowledged,
            flags,
            payload,
        )

    def open(self):
        """The three segments of the handshake."""
        self.sent.append(self._segment(True, SYN))
        self.sent.append(self._segment(False, SYN | ACK))
        self.sent.append(self._segment(True, ACK))
        return self

    def send(self, from_client, *payloads):
        """Segments with these payloads, one each."""
        for payload in payloads:
            self.sent.append(self._segment(from_client, PSH | ACK, payload))
        return self

    def lose(self, from_client, *payloads):
        """The same, but the capture lacks them."""
        for payload in payloads:
            self._segment(from_client, PSH | ACK, payload)
        return self

    def send_split(self, from_client, payload, *offsets):
        """`payload` in segments that end at `offsets`, and the rest in a last one."""
        bounds = [0, *offsets, len(payload)]
        return self.send(from_client, *(payload[a:b] for a, b in zip(bounds, bounds[1:]) if a < b))
