"""Payload bodies made octet by octet, each with the fields that it must show.

One module for each family. `ALL` has all of them.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import struct
from dataclasses import dataclass, field
from typing import Callable, Optional

from packets import NONCE, Datagram, message, payload

CERT, CERTREQ, AUTH, NOTIFY, VENDOR_ID, TS, CP = 37, 38, 39, 41, 43, 44, 47
ID, GSPM, IDG, GSA, KD, PS = 35, 49, 50, 51, 52, 54

SENTINEL = bytes(range(0xA0, 0xB0))
"""A nonce that follows each body: what is read beyond the body would be these octets."""


def never(length):
    """The body ends nowhere but at its end."""
    return False


def from_octet(first):
    """The body's last field takes what there is behind its `first` octets."""
    return lambda length: length >= first


def at(*lengths):
    """The body can also have these lengths."""
    return lambda length: length in lengths


@dataclass(frozen=True)
class Body:
    """A well-formed body. `fields` maps a field to what PDML shows of it, in order.

    `may_end` tells at which other lengths the octets, cut or with more after them, are well-formed
    too; None if that is left to a dissector of Wireshark. `wrap` makes a body of the octets.
    """

    name: str
    type: int
    octets: bytes
    fields: dict = field(default_factory=dict)
    may_end: Optional[Callable] = never
    wrap: Callable = bytes

    def lengths(self):
        """Those to try: each, but fewer where another dissector has the say."""
        return range(0, len(self.octets) + 2, 1 if self.may_end is not None else 29)

    def of_length(self, length):
        """The body with the first octets, or with more than there are."""
        return self.wrap(self.octets[:length] + b"\xee" * (length - len(self.octets)))

    def datagram(self, length=None, spi=1):
        """An IKE_SA_INIT request with the body, or what `of_length` makes of it, and the sentinel."""
        body = self.of_length(len(self.octets) if length is None else length)
        payloads = payload(NONCE, body) + payload(0, SENTINEL)
        return Datagram(message(self.type, payloads, spi_i=spi))


def notify(number, data=b"", protocol=0, spi=b""):
    """The body of a Notify payload (RFC 7296, section 3.10)."""
    return struct.pack("!BBH", protocol, len(spi), number) + spi + data


def notification(name, number, data="", fields=(), ends=never):
    """A notification whose data is well-formed at other lengths as `ends` says of them."""
    octets = bytes.fromhex(data)
    head = len(notify(number))
    may_end = None if ends is None else lambda length: length >= head and ends(length - head)
    return Body(name, NOTIFY, notify(number, octets), dict(fields), may_end)


def attribute(kind, value):
    """An attribute with Type, Length and Value (RFC 7296, sections 3.3.5 and 3.15.1)."""
    return struct.pack("!HH", kind, len(value)) + value


def short_attribute(kind, value):
    """An attribute with Type and Value."""
    return struct.pack("!HH", 0x8000 | kind, value)


def hexed(text):
    return text.encode().hex()
