# intermediate-addke: additional key exchanges and a PPK, in IKE_INTERMEDIATE and IKE_FOLLOWUP_KE.
# SPDX-License-Identifier: GPL-2.0-or-later

from collections.abc import Sequence

from ..algorithms import INTEGS, PRFS, aes_cbc
from ..capture import Capture
from ..child_sa import ChildSa
from ..dh import GROUPS
from ..ike_sa import PRIVATE_VALUE_LENGTH, IkeSa
from ..key_sets import Psk, add_keys
from ..packet import IPV4, Endpoint, icmp_echo
from ..payload import Payload
from ..payloads import Identity, TrafficSelector, delete, ke, nonce, notify, traffic_selectors
from ..registry import Dh, Exchange, Integ, Notify, Prf, Protocol, TransformType
from ..sa import Transform, esp_proposal, sa as sa_payload
from ..seed import Seed
from ..suite import Suite
from .common import ORIGIN, Clock, auth_payloads, child_of_auth, init_exchange
from .ppk import PPK_ID, PPK_ID_FIXED, ppk_identity

ABOUT = """
AES-CBC-256 with HMAC-SHA2-256-128, PRF HMAC-SHA2-256, group 14, and two additional key exchanges
(RFC 9370): ADDKE1 is ML-KEM-768, ADDKE3 group 5; ADDKE2 is NONE. Each has its IKE_INTERMEDIATE
exchange (RFC 9242), the first in fragments; a third one agrees on a PPK (RFC 9867). After each the
keys are others, and AUTH covers all six messages. The request of the second is sent again after the
keys have changed.

Then a CHILD_SA is made, and the IKE SA rekeyed, with ML-KEM-768 in IKE_FOLLOWUP_KE exchanges.

The ML-KEM public keys and ciphertexts are octets without meaning, and so are the shared secrets
`keys.txt` gives for them: no reader can compute one from the others.
"""

PSK = "quantum leap"
INITIATOR = Endpoint("192.0.2.61", "02:00:00:00:01:61")
RESPONDER = Endpoint("198.51.100.62", "02:00:00:00:02:62")
HOSTS = ("10.61.0.1", "10.62.0.1")
CHUNK = 600
ML_KEM_768_LENGTHS = {False: 1184, True: 1088}
ADDKE1 = Transform(TransformType.ADDKE1, Dh.ML_KEM_768)
ADDKE2_NONE = Transform(TransformType.ADDKE2, Dh.NONE)
ADDKE3 = Transform(TransformType.ADDKE3, Dh.MODP_1536)


def ml_kem(sa: IkeSa, label: str, response: bool) -> Payload:
    end = "ciphertext" if response else "public key"
    return ke(Dh.ML_KEM_768, sa.value(f"{label} {end}", ML_KEM_768_LENGTHS[response]))


class Scenario:
    def __init__(self) -> None:
        self.capture = Capture(
            "intermediate-addke", "Additional key exchanges and a PPK", ABOUT, ORIGIN
        )
        self._clock = Clock("2024-04-04 13:00:00.000000")

    def send(self, sa: IkeSa, messages: Sequence, response: bool) -> None:
        for message in messages:
            self._add(message, response)

    def _add(self, message, response: bool, note: str | None = None) -> None:  # type: ignore[no-untyped-def]
        ends = (RESPONDER, INITIATOR) if response else (INITIATOR, RESPONDER)
        self.capture.ike(self._clock.after(6.5), *ends, message, note=note)

    def exchange(
        self,
        sa: IkeSa,
        kind: Exchange,
        message_id: int,
        request: Sequence[Payload],
        response: Sequence[Payload],
        chunk: int | None = None,
    ) -> list:  # type: ignore[type-arg]
        """An exchange that the initiator begins; gives back the first message of each direction."""
        first = []
        for is_response, payloads in ((False, request), (True, response)):
            of = (kind, message_id, payloads, not is_response, is_response)
            messages = sa.seal_fragments(*of, chunk) if chunk else [sa.seal(*of)]
            if kind == Exchange.IKE_INTERMEDIATE:
                sa.cover_intermediate(messages[0], payloads, not is_response)
            for message in messages:
                self._add(message, is_response)
            first.append(messages[0])
        return first

    def again(self, message, note: str) -> None:  # type: ignore[no-untyped-def]
        self._add(message, response=False, note=note)

    def echo(self, child: ChildSa) -> None:
        packet = child.packet(True, 1, IPV4, icmp_echo(*HOSTS, 1, bytes(24)))
        self.capture.esp(self._clock.after(30), INITIATOR, RESPONDER, packet)


def build() -> Capture:
    scenario = Scenario()
    capture = scenario.capture
    seed = Seed(capture.name)
    integ = INTEGS[Integ.AUTH_HMAC_SHA2_256_128]
    prf = PRFS[Prf.PRF_HMAC_SHA2_256]
    group = GROUPS[Dh.MODP_2048]
    suite = Suite(aes_cbc(256), prf, integ, group, (ADDKE1, ADDKE2_NONE, ADDKE3))
    identities = (Identity.of_fqdn("alpha.example.org"), Identity.of_fqdn("beta.example.org"))
    sa = IkeSa(seed, "IKE SA 1", suite, *identities)
    more = [
        notify(Notify.IKEV2_FRAGMENTATION_SUPPORTED),
        notify(Notify.INTERMEDIATE_EXCHANGE_SUPPORTED),
        notify(Notify.USE_PPK_INT),
    ]
    request, response = init_exchange(sa, INITIATOR, RESPONDER, more=more)
    scenario.send(sa, [request], response=False)
    scenario.send(sa, [response], response=True)

    # ADDKE1
    shared = sa.value("ADDKE1 shared secret", 32)
    kes = [[ml_kem(sa, "ADDKE1", response)] for response in (False, True)]
    scenario.exchange(sa, Exchange.IKE_INTERMEDIATE, 1, *kes, chunk=CHUNK)
    sa.additional_key_exchange(shared)

    # ADDKE3
    addke3 = GROUPS[Dh.MODP_1536]
    private = [sa.value(f"ADDKE3 private value {end}", PRIVATE_VALUE_LENGTH) for end in "ir"]
    kes = [[ke(addke3.id, addke3.public(each))] for each in private]
    second, _ = scenario.exchange(sa, Exchange.IKE_INTERMEDIATE, 2, *kes)
    sa.additional_key_exchange(addke3.shared(private[0], addke3.public(private[1])))

    # The PPK: "PPK Confirmation" is the first 8 octets of prf(PPK, Ni | Nr | SPIi | SPIr).
    ppk = sa.value("PPK", 32)
    confirmation = prf(ppk, sa.ni + sa.nr + sa.spi_i + sa.spi_r)[:8]
    named = PPK_ID_FIXED + PPK_ID.encode() + confirmation
    scenario.exchange(
        sa, Exchange.IKE_INTERMEDIATE, 3, [notify(Notify.PPK_IDENTITY_KEY, named)], [ppk_identity()]
    )
    sa.intermediate_ppk(ppk)

    child = child_of_auth(sa, aes_cbc(256), integ, "10.61.0.0/24", "10.62.0.0/24")
    auths = [auth_payloads(sa, child, PSK, response=each) for each in (False, True)]
    scenario.exchange(sa, Exchange.IKE_AUTH, 4, *auths)
    scenario.again(second, "retransmission, with the keys of then")
    scenario.echo(child)

    # A CHILD_SA with group 14 and, in IKE_FOLLOWUP_KE, ML-KEM-768.
    privates = [sa.value(f"child private value {end}", PRIVATE_VALUE_LENGTH) for end in "ir"]
    publics = [group.public(each) for each in privates]
    nonces = [sa.value(f"child N{end}", 32) for end in "ir"]
    child_secret = sa.value("child ADDKE1 shared secret", 32)
    networks = ("10.61.0.0/24", "10.62.0.0/24")
    ts = [(TrafficSelector.of_network(network),) for network in networks]
    pfs = ChildSa(
        sa,
        sa.value("child ESP SPI i", 4),
        sa.value("child ESP SPI r", 4),
        aes_cbc(256),
        integ,
        *ts,
        *nonces,
        g_ir=group.shared(privates[0], publics[1]),
        additional=child_secret,
    )
    link = notify(Notify.ADDITIONAL_KEY_EXCHANGE, sa.value("child link", 8))
    create = [
        [
            sa_payload(
                esp_proposal(
                    spi, pfs.encr.transform(), integ.id, dh=group.id, additional=[ADDKE1]
                )
            ),
            nonce(nonces[response]),
            ke(group.id, publics[response]),
            traffic_selectors(pfs.ts_i, of_initiator=True),
            traffic_selectors(pfs.ts_r, of_initiator=False),
            *([link] if response else []),
        ]
        for response, spi in ((False, pfs.spi_i), (True, pfs.spi_r))
    ]
    scenario.exchange(sa, Exchange.CREATE_CHILD_SA, 5, *create)
    follow = [
        [ml_kem(sa, "child ADDKE1", response), *([] if response else [link])]
        for response in (False, True)
    ]
    scenario.exchange(sa, Exchange.IKE_FOLLOWUP_KE, 6, *follow)
    scenario.echo(pfs)

    # The IKE SA rekeyed in the same manner.
    new_secret = sa.value("rekey ADDKE1 shared secret", 32)
    new_suite = Suite(aes_cbc(256), prf, integ, group, (ADDKE1,))
    new = IkeSa(
        seed, "IKE SA 2", new_suite, *identities, rekeyed_from=sa, additional=new_secret
    )
    link = notify(Notify.ADDITIONAL_KEY_EXCHANGE, sa.value("rekey link", 8))
    rekey = [
        [
            sa_payload(new_suite.proposal(new.spi_r if response else new.spi_i)),
            nonce(new.nr if response else new.ni),
            ke(group.id, new.public_r if response else new.public_i),
            *([link] if response else []),
        ]
        for response in (False, True)
    ]
    scenario.exchange(sa, Exchange.CREATE_CHILD_SA, 7, *rekey)
    follow = [
        [ml_kem(sa, "rekey ADDKE1", response), *([] if response else [link])]
        for response in (False, True)
    ]
    scenario.exchange(sa, Exchange.IKE_FOLLOWUP_KE, 8, *follow)
    scenario.exchange(sa, Exchange.INFORMATIONAL, 9, [delete(Protocol.IKE)], [])
    scenario.exchange(new, Exchange.INFORMATIONAL, 0, [], [])

    capture.add_sa(sa, INITIATOR, RESPONDER)
    capture.add_sa(new, INITIATOR, RESPONDER)
    key_file = add_keys(capture, [sa], [Psk(sa.initiator.text, sa.responder.text, PSK)])
    key_file.comment("What follows: the additional key exchanges, the PPK, the CHILD_SA's g^ir")
    key_file.line("SHARED_SECRET", sa.spi_i.hex(), sa.spi_r.hex(), shared.hex(), "1")
    key_file.line("DH_PRIVATE", sa.spi_i.hex(), sa.spi_r.hex(), private[1].hex(), "3")
    key_file.line("PPK", PPK_ID, f"0x{ppk.hex()}")
    key_file.line("SHARED_SECRET", sa.spi_i.hex(), sa.spi_r.hex(), pfs.g_ir.hex())
    key_file.line("SHARED_SECRET", sa.spi_i.hex(), sa.spi_r.hex(), child_secret.hex(), "1")
    key_file.comment("The rekeyed IKE SA")
    key_file.line("SHARED_SECRET", new.spi_i.hex(), new.spi_r.hex(), new.g_ir.hex())
    key_file.line("SHARED_SECRET", new.spi_i.hex(), new.spi_r.hex(), new_secret.hex(), "1")
    return capture
