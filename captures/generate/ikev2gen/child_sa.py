# A CHILD_SA, known from both ends, and the ESP packets that it protects.
# SPDX-License-Identifier: GPL-2.0-or-later

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from . import key_schedule
from .algorithms import Encr, Integ
from .esp import esp_packet
from .ike_sa import IkeSa
from .payload import Facts
from .payloads import TrafficSelector
from .suite import encr_facts, integ_facts


@dataclass
class ChildSa:
    """A pair of ESP SAs. "Initiator" is who began the exchange that made it; each SPI is the one
    its owner receives with."""

    parent: IkeSa
    spi_i: bytes
    spi_r: bytes
    encr: Encr
    integ: Integ | None
    ts_i: Sequence[TrafficSelector]
    ts_r: Sequence[TrafficSelector]
    ni: bytes
    nr: bytes
    g_ir: bytes = b""
    additional: bytes = b""
    transport: bool = False
    esn: bool = False
    packets: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.parent.children.append(self)

    @cached_property
    def keys(self) -> key_schedule.ChildKeys:
        prf = self.parent.suite.prf
        sk_d = self.parent.keys.sk_d
        return key_schedule.child_keys(
            prf, sk_d, self.ni, self.nr, self.encr, self.integ, self.g_ir, self.additional
        )

    def packet(self, by_initiator: bool, sequence: int, next_header: int, inner: bytes) -> bytes:
        """An ESP packet from the initiator (so with the responder's SPI) or the other way."""
        own = self.keys
        encr_key, integ_key = (
            (own.encr_i, own.integ_i) if by_initiator else (own.encr_r, own.integ_r)
        )
        spi = self.spi_r if by_initiator else self.spi_i
        iv = self.parent.value(f"ESP {spi.hex()} {sequence} IV", self.encr.iv_length)
        self.packets += 1
        return esp_packet(
            self.encr,
            self.integ,
            encr_key,
            integ_key,
            spi,
            sequence,
            next_header,
            inner,
            iv,
            self.esn,
        )

    def facts(self) -> Facts:
        own = self.keys
        return {
            "spi_i": self.spi_i.hex(),
            "spi_r": self.spi_r.hex(),
            "protocol": "ESP",
            **encr_facts(self.encr),
            **integ_facts(self.integ),
            "mode": "transport" if self.transport else "tunnel",
            "esn": self.esn,
            "ts_i": [ts.facts() for ts in self.ts_i],
            "ts_r": [ts.facts() for ts in self.ts_r],
            "encr_key_i": own.encr_i.hex(),
            "integ_key_i": own.integ_i.hex(),
            "encr_key_r": own.encr_r.hex(),
            "integ_key_r": own.integ_r.hex(),
            "g_ir": self.g_ir.hex() or None,
            "packets": self.packets,
        }
