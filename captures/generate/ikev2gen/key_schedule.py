# The key schedule (RFC 7296, sections 2.13 to 2.18).
# SPDX-License-Identifier: GPL-2.0-or-later

from dataclasses import dataclass, fields

from .algorithms import Encr, Integ, Prf


@dataclass(frozen=True)
class IkeKeys:
    """The seven secrets of an IKE SA; sk_ai and sk_ar are empty with an AEAD cipher."""

    sk_d: bytes
    sk_ai: bytes
    sk_ar: bytes
    sk_ei: bytes
    sk_er: bytes
    sk_pi: bytes
    sk_pr: bytes

    def named(self) -> list[tuple[str, bytes]]:
        """The secrets under the RFC's names, in its order, without those that are empty."""
        values = [(item.name, getattr(self, item.name)) for item in fields(self)]
        return [(name.replace("sk_", "SK_"), value) for name, value in values if value]


def skeyseed(prf: Prf, ni: bytes, nr: bytes, g_ir: bytes) -> bytes:
    """SKEYSEED = prf(Ni | Nr, g^ir) (2.14)."""
    return prf(ni + nr, g_ir)


def skeyseed_of_rekey(
    prf: Prf, old_sk_d: bytes, ni: bytes, nr: bytes, g_ir: bytes, additional: bytes = b""
) -> bytes:
    """SKEYSEED = prf(SK_d (old), g^ir (new) | Ni | Nr) (2.18), with the old SA's prf; behind it
    SK(1) | ... | SK(n) of IKE_FOLLOWUP_KE (RFC 9370, section 2.2.4). With SK(n) for g^ir it is
    SKEYSEED(n) of an IKE_INTERMEDIATE exchange (RFC 9370, section 2.2.2)."""
    return prf(old_sk_d, g_ir + ni + nr + additional)


def skeyseed_of_resumption(prf: Prf, old_sk_d: bytes, ni: bytes, nr: bytes) -> bytes:
    """SKEYSEED = prf(SK_d_old, "Resumption" | Ni | Nr) (RFC 5723, section 5.1)."""
    return prf(old_sk_d, b"Resumption" + ni + nr)


def with_ppk(prf: Prf, ppk: bytes, key: bytes) -> bytes:
    """prf+(PPK, key) (RFC 8784, section 3; RFC 9867, section 3.1.1)."""
    return prf.plus(ppk, key, prf.length)


def ike_keys(
    prf: Prf,
    integ: Integ | None,
    encr: Encr,
    seed: bytes,
    ni: bytes,
    nr: bytes,
    spi_i: bytes,
    spi_r: bytes,
) -> IkeKeys:
    """{SK_d | SK_ai | SK_ar | SK_ei | SK_er | SK_pi | SK_pr} (2.14), `seed` being SKEYSEED."""
    integ_length = integ.key_length if integ else 0
    lengths = (
        prf.length,
        integ_length,
        integ_length,
        encr.key_length,
        encr.key_length,
        prf.length,
        prf.length,
    )
    return IkeKeys(*_split(prf.plus(seed, ni + nr + spi_i + spi_r, sum(lengths)), lengths))


@dataclass(frozen=True)
class ChildKeys:
    """The keys of a CHILD_SA; the initiator's protect what the initiator sends."""

    encr_i: bytes
    integ_i: bytes
    encr_r: bytes
    integ_r: bytes


def child_keys(
    prf: Prf,
    sk_d: bytes,
    ni: bytes,
    nr: bytes,
    encr: Encr,
    integ: Integ | None,
    g_ir: bytes = b"",
    additional: bytes = b"",
) -> ChildKeys:
    """KEYMAT = prf+(SK_d, [g^ir (new) |] Ni | Nr [| SK(1) ...]) (2.17; RFC 9370, 2.2.4): the initiator's keys come first, and
    of each direction the encryption key before the integrity key."""
    integ_length = integ.key_length if integ else 0
    lengths = (encr.key_length, integ_length) * 2
    return ChildKeys(*_split(prf.plus(sk_d, g_ir + ni + nr + additional, sum(lengths)), lengths))


def _split(octets: bytes, lengths: tuple[int, ...]) -> list[bytes]:
    parts = []
    for length in lengths:
        parts.append(octets[:length])
        octets = octets[length:]
    return parts
