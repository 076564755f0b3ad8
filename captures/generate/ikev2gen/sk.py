# The Encrypted payload (RFC 7296, section 3.14; RFC 5282) and its fragments (RFC 7383).
# SPDX-License-Identifier: GPL-2.0-or-later

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from .algorithms import Encr, Integ
from .message import Header, Message, message
from .payload import HEADER_LENGTH, Facts, Payload, chain, describe, first_type
from .registry import PayloadType


@dataclass(frozen=True)
class Tamper:
    """What an SK or SKF payload says instead of the truth; None leaves the truth."""

    pad_length: int | None = None
    payload_length: int | None = None
    icv: bytes | None = None


UNTAMPERED = Tamper()


@dataclass(frozen=True)
class Sealer:
    """Seals the messages of one direction; `sk_a` is unused with an AEAD cipher."""

    encr: Encr
    integ: Integ | None
    sk_e: bytes
    sk_a: bytes

    @property
    def icv_length(self) -> int:
        return self.integ.icv_length if self.integ else self.encr.icv_length

    def pad_length(self, plaintext_length: int) -> int:
        """The least Pad Length that makes plaintext, padding and the Pad Length octet a multiple
        of the cipher's block size."""
        return -(plaintext_length + 1) % self.encr.block_length

    def seal(
        self,
        header: Header,
        payloads: Sequence[Payload],
        iv: bytes,
        pad: bytes,
        before: Sequence[Payload] = (),
        tamper: Tamper = UNTAMPERED,
    ) -> Message:
        """A message whose last payload is an SK payload that holds `payloads`; those of `before`
        stand in front of it in clear."""
        plaintext = chain(payloads)
        octets, facts = self._seal(
            header, before, PayloadType.SK, first_type(payloads), b"", plaintext, iv, pad, tamper
        )
        facts["payloads"] = describe(payloads)
        return message(header, octets, [*describe(before), facts])

    def seal_fragment(
        self,
        header: Header,
        next_payload: int,
        number: int,
        total: int,
        chunk: bytes,
        iv: bytes,
        pad: bytes,
        tamper: Tamper = UNTAMPERED,
    ) -> Message:
        """Fragment `number` of `total`. Next Payload is the type of the first inner payload in
        the first fragment and 0 in the others (RFC 7383, section 2.5)."""
        fragment = struct.pack("!HH", number, total)
        octets, facts = self._seal(
            header, (), PayloadType.SKF, next_payload, fragment, chunk, iv, pad, tamper
        )
        facts["fragment"] = number
        facts["total"] = total
        return message(header, octets, [facts])

    def _seal(
        self,
        header: Header,
        before: Sequence[Payload],
        payload_type: PayloadType,
        next_payload: int,
        fragment: bytes,
        plaintext: bytes,
        iv: bytes,
        pad: bytes,
        tamper: Tamper,
    ) -> tuple[bytes, Facts]:
        pad_length = len(pad) if tamper.pad_length is None else tamper.pad_length
        padded = plaintext + pad + bytes([pad_length])
        length = HEADER_LENGTH + len(fragment) + len(iv) + len(padded) + self.icv_length
        length_field = length if tamper.payload_length is None else tamper.payload_length
        clear = chain(before, last=payload_type)
        associated = (
            header.octets(first_type(before) or payload_type, len(clear) + length)
            + clear
            + struct.pack("!BBH", next_payload, 0, length_field)
            + fragment
        )
        ciphertext = self.encr.encrypt(self.sk_e, iv, padded, associated)
        if self.integ:
            # "The checksum must be computed over the encrypted message", IV included (3.14).
            icv = self.integ.icv(self.sk_a, associated + iv + ciphertext)
        else:
            ciphertext, icv = ciphertext[: len(padded)], ciphertext[len(padded) :]
        if tamper.icv is not None:
            icv = tamper.icv
        facts: Facts = {
            "type": int(payload_type),
            "name": payload_type.name,
            "length": length_field,
            "next_payload": int(next_payload),
            "iv": iv.hex(),
            "icv": icv.hex(),
            "pad_length": pad_length,
            "plaintext": plaintext.hex(),
        }
        return associated + iv + ciphertext + icv, facts
