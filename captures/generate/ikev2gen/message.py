# IKE messages: the header (RFC 7296, section 3.1) before a chain of payloads.
# SPDX-License-Identifier: GPL-2.0-or-later

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from .payload import Facts, Payload, chain, describe, first_type
from .registry import Exchange, Flag, name_of

HEADER_LENGTH = 28
VERSION_2_0 = 0x20


@dataclass(frozen=True)
class Header:
    """The header's fields. `next_payload` and `length` are written as given, None = right."""

    spi_i: bytes
    spi_r: bytes
    exchange: int
    flags: int
    message_id: int
    version: int = VERSION_2_0
    next_payload: int | None = None
    length: int | None = None

    def octets(self, following: int, following_length: int) -> bytes:
        """The 28 octets before payloads of `following_length` octets, the first of type
        `following`."""
        return (
            self.spi_i
            + self.spi_r
            + struct.pack(
                "!BBBBII",
                following if self.next_payload is None else self.next_payload,
                self.version,
                self.exchange,
                self.flags,
                self.message_id,
                HEADER_LENGTH + following_length if self.length is None else self.length,
            )
        )


@dataclass(frozen=True)
class Message:
    """The octets of an IKE message and what a reader must find in it."""

    octets: bytes
    facts: Facts


def message(header: Header, octets: bytes, payloads: list[Facts]) -> Message:
    """A message already put together, with the facts of its header before those of its payloads."""
    return Message(
        octets,
        {
            "spi_i": header.spi_i.hex(),
            "spi_r": header.spi_r.hex(),
            "next_payload": octets[16],
            "version": header.version,
            "exchange": int(header.exchange),
            "exchange_name": name_of(Exchange, header.exchange),
            "flags": int(header.flags),
            "initiator": bool(header.flags & Flag.INITIATOR),
            "response": bool(header.flags & Flag.RESPONSE),
            "message_id": header.message_id,
            "length": struct.unpack_from("!I", octets, 24)[0],
            "payloads": payloads,
        },
    )


def clear_message(header: Header, payloads: Sequence[Payload]) -> Message:
    """A message without encryption, as in IKE_SA_INIT."""
    body = chain(payloads)
    octets = header.octets(first_type(payloads), len(body)) + body
    return message(header, octets, describe(payloads))
