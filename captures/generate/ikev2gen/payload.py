# The generic payload header and the chain of payloads (RFC 7296, sections 3.2 and 2.5).
# SPDX-License-Identifier: GPL-2.0-or-later

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .registry import PayloadType, name_of

HEADER_LENGTH = 4

Facts = dict[str, Any]


def all_of(frame: Facts, kind: str) -> list[Facts]:
    """The facts of a frame's messages of a kind, "ike" or "esp"; a TCP segment may have several."""
    first: list[Facts] = [frame[kind]] if kind in frame else []
    further: list[Facts] = frame.get(f"further_{kind}", [])
    return first + further


@dataclass(frozen=True)
class Payload:
    """One payload: its type, what follows the generic header, and what a reader must find in it.

    `length`, `next_payload`, `critical` and `reserved` are written as given, right or wrong;
    None means the right value.
    """

    type: int
    body: bytes
    facts: Facts = field(default_factory=dict)
    critical: bool = False
    reserved: int = 0
    length: int | None = None
    next_payload: int | None = None

    def header_length_field(self) -> int:
        return HEADER_LENGTH + len(self.body) if self.length is None else self.length

    def octets(self, following: int) -> bytes:
        """The payload on the wire, `following` being the type of the payload after it."""
        next_payload = following if self.next_payload is None else self.next_payload
        flags = (0x80 if self.critical else 0) | self.reserved
        return struct.pack("!BBH", next_payload, flags, self.header_length_field()) + self.body


def first_type(payloads: Sequence[Payload]) -> int:
    """The Next Payload value of whatever stands before `payloads`."""
    return payloads[0].type if payloads else PayloadType.NONE


def chain(payloads: Sequence[Payload], last: int = PayloadType.NONE) -> bytes:
    """The payloads one after the other; `last` is the Next Payload value of the last of them."""
    following = [payload.type for payload in payloads[1:]] + [last]
    return b"".join(payload.octets(after) for payload, after in zip(payloads, following))


def describe(payloads: Sequence[Payload]) -> list[Facts]:
    """What a reader must find, payload by payload, in the order of the chain."""
    return [
        {
            "type": int(payload.type),
            "name": name_of(PayloadType, payload.type),
            "length": payload.header_length_field(),
            **payload.facts,
        }
        for payload in payloads
    ]
