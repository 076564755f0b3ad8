# TCP connections, and the stream of encapsulated IKE and ESP packets in them (RFC 9329).
# SPDX-License-Identifier: GPL-2.0-or-later

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from .capture import NAT_KEEPALIVE, NON_ESP_MARKER, Capture, esp_facts
from .message import Message
from .packet import TCP, Endpoint, TcpFlag, tcp
from .payload import Facts

STREAM_PREFIX = b"IKETCP"


@dataclass(frozen=True)
class Part:
    """A piece of the stream, with what the frame in which it ends has in its facts."""

    name: str
    octets: bytes
    facts: Facts = field(default_factory=dict)


def prefix() -> Part:
    """What the originator of the connection sends first (section 4)."""
    return Part("prefix", STREAM_PREFIX)


def ike(message: Message) -> Part:
    """Section 3.1."""
    return Part("ike", _with_length(NON_ESP_MARKER + message.octets), {"ike": message.facts})


def esp(packet: bytes) -> Part:
    """Section 3.2."""
    return Part("esp", _with_length(packet), {"esp": esp_facts(packet)})


def nat_keepalive() -> Part:
    """It SHOULD NOT be sent in TCP, and MUST be ignored if it is."""
    return Part("nat-keepalive", _with_length(NAT_KEEPALIVE))


def _with_length(packet: bytes) -> bytes:
    return struct.pack("!H", 2 + len(packet)) + packet


class Connection:
    """A TCP connection of a capture. Each end acknowledges with the data that it sends."""

    def __init__(
        self, capture: Capture, originator: Endpoint, responder: Endpoint, isn: tuple[int, int]
    ) -> None:
        """`isn` are the initial sequence numbers of originator and responder."""
        self._capture = capture
        self._ends = (originator, responder)
        self._next = list(isn)

    def open(self, times: Sequence[str]) -> None:
        """SYN, SYN and ACK, ACK."""
        self._segment(times[0], True, TcpFlag.SYN)
        self._segment(times[1], False, TcpFlag.SYN | TcpFlag.ACK)
        self._segment(times[2], True, TcpFlag.ACK)

    def close(self, times: Sequence[str]) -> None:
        """The originator closes first."""
        self._segment(times[0], True, TcpFlag.FIN | TcpFlag.ACK)
        self._segment(times[1], False, TcpFlag.FIN | TcpFlag.ACK)
        self._segment(times[2], True, TcpFlag.ACK)

    def send(
        self,
        times: Sequence[str],
        by_originator: bool,
        parts: Sequence[Part],
        cuts: Sequence[int] = (),
    ) -> None:
        """Sends `parts` in one segment, or in several that end at the offsets `cuts`."""
        octets = b"".join(part.octets for part in parts)
        bounds = zip([0, *cuts], [*cuts, len(octets)])
        ends = list(accumulate(len(each.octets) for each in parts))
        for time, (start, end) in zip(times, bounds, strict=True):
            ending = [part for part, at in zip(parts, ends) if start < at <= end]
            flags = TcpFlag.PSH | TcpFlag.ACK
            self._segment(time, by_originator, flags, octets[start:end], ending)

    def _segment(
        self,
        time: str,
        by_originator: bool,
        flags: int,
        data: bytes = b"",
        ending: Sequence[Part] = (),
    ) -> None:
        sender = 0 if by_originator else 1
        source, destination = self._ends[sender], self._ends[1 - sender]
        acknowledged = self._next[1 - sender] if flags & TcpFlag.ACK else 0
        segment = tcp(source, destination, self._next[sender], acknowledged, flags, data)
        facts: Facts = {
            "kind": "tcp",
            "source_port": source.port,
            "destination_port": destination.port,
            "flags": [each.name for each in TcpFlag if each & flags],
            "tcp_length": len(data),
            "ending": [part.name for part in ending],
        }
        # The first message that ends here stands where that of a datagram would.
        for part in ending:
            for name, value in part.facts.items():
                if name in facts:
                    facts.setdefault(f"further_{name}", []).append(value)
                else:
                    facts[name] = value
        self._capture.frame(time, source, destination, TCP, segment, facts)
        self._next[sender] += len(data) + bool(flags & (TcpFlag.SYN | TcpFlag.FIN))
