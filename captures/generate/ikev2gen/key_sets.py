# The key files of a capture: the one that opens it, and others that tests try instead.
# SPDX-License-Identifier: GPL-2.0-or-later

from collections.abc import Sequence
from dataclasses import dataclass

from .capture import Capture
from .ike_sa import IkeSa
from .keyfile import KeyFile


@dataclass(frozen=True)
class Psk:
    """A PSK that both ends use to authenticate to each other."""

    one: str
    other: str
    value: str

    def write(self, key_file: KeyFile) -> None:
        key_file.psk_both_ways(self.one, self.other, self.value)


def add_keys(capture: Capture, sas: Sequence[IkeSa], psks: Sequence[Psk] = ()) -> KeyFile:
    """keys.txt: each IKE SA's SKEYSEED, which opens its messages, and the PSKs, which only prove
    who spoke. Returned for lines to be added."""
    key_file = KeyFile(f"Secrets of captures/{capture.name}/capture.pcap")
    for sa in sas:
        key_file.comment(_describe(sa))
        key_file.secret("SKEYSEED", sa, sa.skeyseed)
    if psks:
        key_file.comment("These verify AUTH; they decrypt nothing (RFC 7296, 2.14 and 2.15)")
    for psk in psks:
        psk.write(key_file)
    capture.add_key_file("keys.txt", "SKEYSEED of each IKE SA and what verifies AUTH", key_file)
    return key_file


def add_alternatives(
    capture: Capture, sas: Sequence[IkeSa], psks: Sequence[Psk], with_traffic: Sequence[IkeSa]
) -> None:
    """The same capture's other key files. `with_traffic` are the IKE SAs that protect messages
    in it: only those can be found where the SPIs are not given."""
    files = (
        ("keys-shared-secret.txt", "g^ir instead of SKEYSEED", _shared_secrets(sas)),
        ("keys-dh-private.txt", "the initiators' private values", _private_values(sas)),
        ("keys-sk.txt", "all SK_*", _all_sk(sas)),
        ("keys-wildcard.txt", "SKEYSEED without SPIs", _wildcards(with_traffic)),
        ("keys-wrong.txt", "SKEYSEEDs that are wrong: nothing may be decrypted", _wrong(sas)),
        ("keys-psk-only.txt", "only the PSKs: nothing can be decrypted", _psk_only(psks)),
    )
    for name, purpose, key_file in files:
        capture.add_key_file(name, purpose, key_file)


def _describe(sa: IkeSa) -> str:
    text = f"{sa.label}, initiator {sa.initiator.text}, responder {sa.responder.text}"
    return f"{text}, from a rekey of {sa.rekeyed_from.label}" if sa.rekeyed_from else text


def _shared_secrets(sas: Sequence[IkeSa]) -> KeyFile:
    key_file = KeyFile("g^ir of each key exchange, as long as the group's prime")
    for sa in sas:
        key_file.comment(_describe(sa))
        key_file.secret("SHARED_SECRET", sa, sa.g_ir)
    return key_file


def _private_values(sas: Sequence[IkeSa]) -> KeyFile:
    key_file = KeyFile("The private Diffie-Hellman value of each SA's initiator")
    for sa in sas:
        key_file.comment(_describe(sa))
        key_file.secret("DH_PRIVATE", sa, sa.private_i)
    return key_file


def _all_sk(sas: Sequence[IkeSa]) -> KeyFile:
    key_file = KeyFile("The keys as RFC 7296, section 2.14, derives them")
    for sa in sas:
        key_file.comment(_describe(sa))
        key_file.all_sk(sa)
    return key_file


def _wildcards(sas: Sequence[IkeSa]) -> KeyFile:
    key_file = KeyFile("SKEYSEEDs whose IKE SA has to be found by trying")
    for sa in sas:
        key_file.secret("SKEYSEED", sa, sa.skeyseed, any_spi=True)
    return key_file


def _wrong(sas: Sequence[IkeSa]) -> KeyFile:
    key_file = KeyFile("SKEYSEEDs of the right SPIs and length, but of no SA")
    for sa in sas:
        key_file.secret("SKEYSEED", sa, sa.value("wrong SKEYSEED", len(sa.skeyseed)))
    return key_file


def _psk_only(psks: Sequence[Psk]) -> KeyFile:
    key_file = KeyFile("A PSK cannot decrypt IKEv2: the keys come from Diffie-Hellman (2.14)")
    for psk in psks:
        psk.write(key_file)
    return key_file
