# The algorithms of an IKE SA.
# SPDX-License-Identifier: GPL-2.0-or-later

from dataclasses import dataclass

from .algorithms import Encr, Integ, Prf
from .dh import ModpGroup
from .payload import Facts
from .registry import Protocol, TransformType
from .sa import Proposal, Transform


@dataclass(frozen=True)
class Suite:
    """The algorithms of an IKE SA; no `integ` with an AEAD cipher. `additional` are the transforms
    of additional key exchanges (RFC 9370)."""

    encr: Encr
    prf: Prf
    integ: Integ | None
    group: ModpGroup
    additional: tuple[Transform, ...] = ()

    def transforms(self) -> list[Transform]:
        transforms = [self.encr.transform(), Transform(TransformType.PRF, self.prf.id)]
        if self.integ:
            transforms.append(Transform(TransformType.INTEG, self.integ.id))
        transforms.append(Transform(TransformType.DH, self.group.id))
        return [*transforms, *self.additional]

    def proposal(self, spi: bytes = b"") -> Proposal:
        return Proposal(Protocol.IKE, self.transforms(), spi=spi)

    def facts(self) -> Facts:
        return {
            **encr_facts(self.encr),
            "prf": self.prf.id.name,
            "prf_id": int(self.prf.id),
            **integ_facts(self.integ),
            "dh_group": int(self.group.id),
        }


def encr_facts(encr: Encr) -> Facts:
    return {"encr": encr.id.name, "encr_id": int(encr.id), "key_bits": encr.key_bits}


def integ_facts(integ: Integ | None) -> Facts:
    return {
        "integ": integ.id.name if integ else None,
        "integ_id": int(integ.id) if integ else None,
    }
