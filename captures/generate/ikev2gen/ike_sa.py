# An IKE SA, known from both ends, and the messages that it protects.
# SPDX-License-Identifier: GPL-2.0-or-later

import struct
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from . import auth, key_schedule, registry
from .message import HEADER_LENGTH, Header, Message, clear_message
from .payload import Facts, Payload, chain, describe, first_type
from .payloads import Identity, auth as auth_payload, notify
from .registry import Exchange, Flag
from .seed import Seed
from .sk import UNTAMPERED, Sealer, Tamper
from .suite import Suite

if TYPE_CHECKING:
    from .child_sa import ChildSa

NO_SPI = bytes(8)
PRIVATE_VALUE_LENGTH = 32


class IkeSa:
    """One IKE SA. `label` names its values in `seed`; SPIs, nonces and private values that are
    not given come from there. `rekeyed_from` is the IKE SA whose rekeying made this one."""

    def __init__(
        self,
        seed: Seed,
        label: str,
        suite: Suite,
        initiator: Identity,
        responder: Identity,
        spi_i: bytes | None = None,
        spi_r: bytes | None = None,
        nonce_length: int = 32,
        rekeyed_from: "IkeSa | None" = None,
        additional: bytes = b"",
    ) -> None:
        self._seed = seed
        self.label = label
        self.suite = suite
        self.initiator = initiator
        self.responder = responder
        self.rekeyed_from = rekeyed_from
        self.additional = additional
        self.spi_i = spi_i or self.value("SPIi", 8)
        self.spi_r = spi_r or self.value("SPIr", 8)
        self.ni = self.value("Ni", nonce_length)
        self.nr = self.value("Nr", nonce_length)
        self.private_i = self.value("private value i", PRIVATE_VALUE_LENGTH)
        self.private_r = self.value("private value r", PRIVATE_VALUE_LENGTH)
        self.init_request = b""
        self.init_response = b""
        self._int_auth = {True: b"", False: b""}
        self._intermediates = 0
        self.auths: list[Facts] = []
        self.children: "list[ChildSa]" = []

    def value(self, label: str, length: int) -> bytes:
        return self._seed.value(f"{self.label}: {label}", length)

    @cached_property
    def public_i(self) -> bytes:
        return self.suite.group.public(self.private_i)

    @cached_property
    def public_r(self) -> bytes:
        return self.suite.group.public(self.private_r)

    @cached_property
    def g_ir(self) -> bytes:
        return self.suite.group.shared(self.private_i, self.public_r)

    @cached_property
    def skeyseed(self) -> bytes:
        old = self.rekeyed_from
        if old is None:
            return key_schedule.skeyseed(self.suite.prf, self.ni, self.nr, self.g_ir)
        return key_schedule.skeyseed_of_rekey(
            old.suite.prf, old.keys.sk_d, self.ni, self.nr, self.g_ir, self.additional
        )

    @cached_property
    def keys(self) -> key_schedule.IkeKeys:
        """The keys now: the methods below change them."""
        return self._keys_of(self.skeyseed)

    def additional_key_exchange(self, shared: bytes) -> None:
        """What an IKE_INTERMEDIATE exchange with this shared secret makes of the keys."""
        prf = self.suite.prf
        self.keys = self._keys_of(
            key_schedule.skeyseed_of_rekey(prf, self.keys.sk_d, self.ni, self.nr, shared)
        )

    def intermediate_ppk(self, ppk: bytes) -> None:
        """What an IKE_INTERMEDIATE exchange that agrees on a PPK makes of the keys (RFC 9867)."""
        self.keys = self._keys_of(key_schedule.with_ppk(self.suite.prf, ppk, self.keys.sk_d))

    def mix_ppk(self, ppk: bytes) -> None:
        """SK_d, SK_pi and SK_pr with a PPK (RFC 8784, section 3)."""
        mixed = {
            name: key_schedule.with_ppk(self.suite.prf, ppk, getattr(self.keys, name))
            for name in ("sk_d", "sk_pi", "sk_pr")
        }
        self.keys = replace(self.keys, **mixed)

    def cover_intermediate(
        self, message: Message, payloads: Sequence[Payload], by_initiator: bool
    ) -> None:
        """Takes an IKE_INTERMEDIATE message, or the first of its fragments, into IntAuth (RFC 9242,
        section 3.3.2)."""
        plaintext = chain(payloads)
        header = bytearray(message.octets[:HEADER_LENGTH])
        header[16] = registry.PayloadType.SK
        header += struct.pack("!BBH", first_type(payloads), 0, 4 + len(plaintext))
        header[24:28] = struct.pack("!I", len(header) + len(plaintext))
        key = self.keys.sk_pi if by_initiator else self.keys.sk_pr
        before = self._int_auth[by_initiator]
        self._int_auth[by_initiator] = self.suite.prf(key, before + bytes(header) + plaintext)
        self._intermediates = struct.unpack_from("!I", message.octets, 20)[0]

    @property
    def int_auth(self) -> bytes:
        if not self._intermediates:
            return b""
        return (
            self._int_auth[True] + self._int_auth[False] + struct.pack("!I", self._intermediates + 1)
        )

    def _keys_of(self, seed: bytes) -> key_schedule.IkeKeys:
        return key_schedule.ike_keys(
            self.suite.prf,
            self.suite.integ,
            self.suite.encr,
            seed,
            self.ni,
            self.nr,
            self.spi_i,
            self.spi_r,
        )

    def init(self, payloads: Sequence[Payload], response: bool) -> Message:
        """The IKE_SA_INIT request or response that counts for AUTH; SPIr is 0 in a request."""
        flags = Flag.RESPONSE if response else Flag.INITIATOR
        spi_r = self.spi_r if response else NO_SPI
        header = Header(self.spi_i, spi_r, Exchange.IKE_SA_INIT, flags, 0)
        message = clear_message(header, payloads)
        if response:
            self.init_response = message.octets
        else:
            self.init_request = message.octets
        return message

    def nat_detection(
        self, address: str, port: int, source: bool, response: bool, protocol: int = 0
    ) -> Payload:
        """NAT_DETECTION_SOURCE_IP or _DESTINATION_IP over the SPIs of the IKE_SA_INIT message
        that carries it."""
        kind = registry.Notify.NAT_DETECTION_DESTINATION_IP
        if source:
            kind = registry.Notify.NAT_DETECTION_SOURCE_IP
        spi_r = self.spi_r if response else NO_SPI
        value = auth.nat_detection_hash(self.spi_i, spi_r, address, port)
        return notify(kind, value, protocol=protocol)

    def signed_octets(self, by_initiator: bool) -> bytes:
        prf = self.suite.prf
        if by_initiator:
            octets = auth.signed_octets(
                prf, self.init_request, self.nr, self.keys.sk_pi, self.initiator
            )
        else:
            octets = auth.signed_octets(
                prf, self.init_response, self.ni, self.keys.sk_pr, self.responder
            )
        return octets + self.int_auth

    def auth(
        self, by_initiator: bool, method: int, data: bytes, secret: str, verified: bool = True
    ) -> Payload:
        """An AUTH payload; `secret` says in the facts by what a reader can verify it."""
        payload = auth_payload(method, data)
        side = "initiator" if by_initiator else "responder"
        self.auths.append({"side": side, **payload.facts, "secret": secret, "verified": verified})
        return payload

    def shared_key_auth(
        self, by_initiator: bool, key: bytes, secret: str = "PSK", verified: bool = True
    ) -> Payload:
        data = auth.shared_key_auth(self.suite.prf, key, self.signed_octets(by_initiator))
        return self.auth(by_initiator, registry.AuthMethod.SHARED_KEY_MIC, data, secret, verified)

    def sealer(self, by_initiator: bool) -> Sealer:
        """What seals the messages of the original initiator or of the original responder."""
        own = self.keys
        sk_e, sk_a = (own.sk_ei, own.sk_ai) if by_initiator else (own.sk_er, own.sk_ar)
        return Sealer(self.suite.encr, self.suite.integ, sk_e, sk_a)

    def header(
        self, exchange: Exchange, message_id: int, by_initiator: bool, response: bool
    ) -> Header:
        flags = Flag.INITIATOR if by_initiator else Flag.NONE
        if response:
            flags |= Flag.RESPONSE
        return Header(self.spi_i, self.spi_r, exchange, flags, message_id)

    def seal(
        self,
        exchange: Exchange,
        message_id: int,
        payloads: Sequence[Payload],
        by_initiator: bool,
        response: bool,
        tamper: Tamper = UNTAMPERED,
    ) -> Message:
        """A message with an SK payload, from the original initiator or the original responder."""
        sealer = self.sealer(by_initiator)
        header = self.header(exchange, message_id, by_initiator, response)
        iv, pad = self._iv_and_pad(header, sealer, len(chain(payloads)))
        return sealer.seal(header, payloads, iv, pad, tamper=tamper)

    def seal_fragments(
        self,
        exchange: Exchange,
        message_id: int,
        payloads: Sequence[Payload],
        by_initiator: bool,
        response: bool,
        chunk_length: int,
    ) -> list[Message]:
        """The same in SKF payloads of up to `chunk_length` octets of plaintext each. The last
        one's facts also tell the payloads that all fragments together hold."""
        sealer = self.sealer(by_initiator)
        header = self.header(exchange, message_id, by_initiator, response)
        plaintext = chain(payloads)
        chunks = [
            plaintext[at : at + chunk_length] for at in range(0, len(plaintext), chunk_length)
        ]
        messages = []
        for number, chunk in enumerate(chunks, start=1):
            iv, pad = self._iv_and_pad(header, sealer, len(chunk), f" fragment {number}")
            next_payload = first_type(payloads) if number == 1 else registry.PayloadType.NONE
            messages.append(
                sealer.seal_fragment(header, next_payload, number, len(chunks), chunk, iv, pad)
            )
        last = messages[-1].facts["payloads"][0]
        last["reassembled"] = {
            "first_payload": int(first_type(payloads)),
            "plaintext": plaintext.hex(),
            "payloads": describe(payloads),
        }
        return messages

    def _iv_and_pad(
        self, header: Header, sealer: Sealer, plaintext_length: int, part: str = ""
    ) -> tuple[bytes, bytes]:
        kind = registry.name_of(Exchange, header.exchange)
        label = f"{kind} {header.message_id} flags {int(header.flags):02x}{part}"
        return (
            self.value(f"{label} IV", sealer.encr.iv_length),
            self.value(f"{label} padding", sealer.pad_length(plaintext_length)),
        )

    def facts(self) -> Facts:
        old = self.rekeyed_from
        return {
            "spi_i": self.spi_i.hex(),
            "spi_r": self.spi_r.hex(),
            **self.suite.facts(),
            "ni": self.ni.hex(),
            "nr": self.nr.hex(),
            "dh_private_i": self.private_i.hex(),
            "dh_private_r": self.private_r.hex(),
            "g_ir": self.g_ir.hex(),
            "skeyseed": self.skeyseed.hex(),
            **{name: value.hex() for name, value in self.keys.named()},
            "id_i": self.initiator.text,
            "id_r": self.responder.text,
            "auths": self.auths,
            "rekeyed_from": f"{old.spi_i.hex()}_{old.spi_r.hex()}" if old else None,
            "child_sas": [child.facts() for child in self.children],
        }
