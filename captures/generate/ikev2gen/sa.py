# The Security Association payload (RFC 7296, section 3.3).
# SPDX-License-Identifier: GPL-2.0-or-later

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from .payload import Facts, Payload
from .registry import TRANSFORM_IDS, PayloadType, Protocol, TransformType, name_of

KEY_LENGTH_ATTRIBUTE = 14
ATTRIBUTE_FORMAT_TV = 0x8000


def key_length(bits: int) -> bytes:
    """The Key Length attribute (3.3.5), of type/value format."""
    return struct.pack("!HH", ATTRIBUTE_FORMAT_TV | KEY_LENGTH_ATTRIBUTE, bits)


@dataclass(frozen=True)
class Transform:
    """A Transform substructure (3.3.2). `last` and `length` are written as given, None = right."""

    type: int
    id: int
    key_bits: int | None = None
    attributes: bytes = b""
    last: int | None = None
    length: int | None = None

    def octets(self, more: bool) -> bytes:
        attributes = self.attributes
        if self.key_bits is not None:
            attributes = key_length(self.key_bits) + attributes
        last = (3 if more else 0) if self.last is None else self.last
        length = 8 + len(attributes) if self.length is None else self.length
        return struct.pack("!BBHBBH", last, 0, length, self.type, 0, self.id) + attributes

    def facts(self) -> Facts:
        facts: Facts = {
            "type": int(self.type),
            "id": int(self.id),
            "name": name_of(TRANSFORM_IDS[self.type], self.id),
            "length": len(self.octets(more=False)),
        }
        if self.key_bits is not None:
            facts["key_length"] = self.key_bits
        return facts


@dataclass(frozen=True)
class Proposal:
    """A Proposal substructure (3.3.1). Fields that are None get their right value."""

    protocol: int
    transforms: Sequence[Transform]
    spi: bytes = b""
    number: int = 1
    last: int | None = None
    length: int | None = None
    transform_count: int | None = None

    def octets(self, more: bool) -> bytes:
        count = len(self.transforms)
        body = self.spi + b"".join(
            transform.octets(more=index + 1 < count)
            for index, transform in enumerate(self.transforms)
        )
        return (
            struct.pack(
                "!BBHBBBB",
                (2 if more else 0) if self.last is None else self.last,
                0,
                8 + len(body) if self.length is None else self.length,
                self.number,
                self.protocol,
                len(self.spi),
                count if self.transform_count is None else self.transform_count,
            )
            + body
        )

    def facts(self) -> Facts:
        return {
            "number": self.number,
            "protocol": name_of(Protocol, self.protocol),
            "length": len(self.octets(more=False)),
            "spi": self.spi.hex(),
            "transforms": [transform.facts() for transform in self.transforms],
        }


def sa(*proposals: Proposal) -> Payload:
    count = len(proposals)
    body = b"".join(
        proposal.octets(more=index + 1 < count) for index, proposal in enumerate(proposals)
    )
    return Payload(
        PayloadType.SA, body, {"proposals": [proposal.facts() for proposal in proposals]}
    )


def esp_proposal(
    spi: bytes,
    encr: Transform,
    integ: int | None,
    esn: int = 0,
    dh: int | None = None,
    additional: Sequence[Transform] = (),
) -> Proposal:
    """An ESP proposal with one transform of each type; no INTEG transform with an AEAD cipher."""
    transforms = [encr]
    if integ is not None:
        transforms.append(Transform(TransformType.INTEG, integ))
    if dh is not None:
        transforms.append(Transform(TransformType.DH, dh))
    transforms += [Transform(TransformType.ESN, esn), *additional]
    return Proposal(Protocol.ESP, transforms, spi=spi)
