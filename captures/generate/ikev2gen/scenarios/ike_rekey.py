# ike-rekey: new CHILD_SAs, and a rekey of the IKE SA in which the ends change roles.
# SPDX-License-Identifier: GPL-2.0-or-later

from ..algorithms import INTEGS, PRFS, aes_cbc
from ..capture import Capture
from ..child_sa import ChildSa
from ..dh import GROUPS
from ..ike_sa import PRIVATE_VALUE_LENGTH, IkeSa
from ..key_sets import Psk, add_keys
from ..keyfile import KeyFile
from ..message import Message
from ..packet import IPV4, Endpoint, icmp_echo
from ..payload import Payload
from ..payloads import Identity, delete, ke, nonce, notify
from ..registry import Dh, Exchange, Integ, Notify, Prf, Protocol
from ..sa import sa as sa_payload
from ..seed import Seed
from ..suite import Suite
from .common import (
    ORIGIN,
    Clock,
    add_exchange,
    auth_payloads,
    child_of_auth,
    child_proposal,
    init_exchange,
)

ABOUT = """
AES-CBC-256 with HMAC-SHA2-256-128, PRF HMAC-SHA2-256, group 14. After IKE_AUTH:

- the initiator rekeys the CHILD_SA with a Diffie-Hellman exchange of its own (RFC 7296, sections
  1.3.3 and 2.17) and deletes the old one; an echo request goes through the new one;
- the responder rekeys the IKE SA (1.3.2 and 2.18). It is the initiator of the new IKE SA, so there
  the Initiator flag is on the other end's messages, and Message IDs begin at 0 again;
- the responder deletes the old IKE SA, and the ends check each other's liveness on the new one.

The CHILD_SA moves to the new IKE SA (2.8) and keeps its keys; `facts.json` lists it under the IKE
SA that made it.
"""

PSK = "change places"
INITIATOR = Endpoint("192.0.2.41", "02:00:00:00:01:41")
RESPONDER = Endpoint("198.51.100.42", "02:00:00:00:02:42")
HOSTS = ("10.70.0.1", "10.80.0.1")
GROUP = GROUPS[Dh.MODP_2048]


class ChildRekey:
    """A CREATE_CHILD_SA exchange that the initiator of `sa` begins to replace `old`."""

    def __init__(self, sa: IkeSa, old: ChildSa) -> None:
        self._sa = sa
        self._old = old
        private = [sa.value(f"rekey private value {end}", PRIVATE_VALUE_LENGTH) for end in "ir"]
        self._public = [GROUP.public(each) for each in private]
        self._nonces = [sa.value(f"rekey N{end}", 32) for end in "ir"]
        self.new = ChildSa(
            sa,
            sa.value("rekey ESP SPI i", 4),
            sa.value("rekey ESP SPI r", 4),
            old.encr,
            old.integ,
            old.ts_i,
            old.ts_r,
            self._nonces[0],
            self._nonces[1],
            g_ir=GROUP.shared(private[0], self._public[1]),
        )

    def payloads(self, response: bool) -> list[Payload]:
        proposal, *selectors = child_proposal(self.new, response, dh=GROUP.id)
        rekeyed = notify(Notify.REKEY_SA, protocol=Protocol.ESP, spi=self._old.spi_i)
        return [
            *([] if response else [rekeyed]),
            proposal,
            nonce(self._nonces[response]),
            ke(GROUP.id, self._public[response]),
            *selectors,
        ]


def exchange(
    sa: IkeSa,
    kind: Exchange,
    message_id: int,
    request: list[Payload],
    response: list[Payload],
    by_initiator: bool,
) -> list[Message]:
    """Request and response of an exchange that the IKE SA's initiator or responder begins."""
    return [
        sa.seal(kind, message_id, request, by_initiator, response=False),
        sa.seal(kind, message_id, response, not by_initiator, response=True),
    ]


def ike_rekey_payloads(new: IkeSa, response: bool) -> list[Payload]:
    return [
        sa_payload(new.suite.proposal(new.spi_r if response else new.spi_i)),
        nonce(new.nr if response else new.ni),
        ke(GROUP.id, new.public_r if response else new.public_i),
    ]


def build() -> Capture:
    capture = Capture("ike-rekey", "Rekeys of a CHILD_SA and of the IKE SA", ABOUT, ORIGIN)
    seed = Seed(capture.name)
    integ = INTEGS[Integ.AUTH_HMAC_SHA2_256_128]
    suite = Suite(aes_cbc(256), PRFS[Prf.PRF_HMAC_SHA2_256], integ, GROUP)
    left = Identity.of_fqdn("left.example.org")
    right = Identity.of_fqdn("right.example.org")
    old = IkeSa(seed, "IKE SA 1", suite, left, right)
    new = IkeSa(seed, "IKE SA 2", suite, right, left, rekeyed_from=old)

    from_left, from_right = (INITIATOR, RESPONDER), (RESPONDER, INITIATOR)
    clock = Clock("2024-03-10 03:00:00.000000")

    def add(ends: tuple[Endpoint, Endpoint], messages: list[Message], wait: float) -> None:
        add_exchange(capture, [clock.after(wait), clock.after(4.5)], *ends, messages)

    add(from_left, init_exchange(old, *from_left), 0)
    child = child_of_auth(old, aes_cbc(256), integ, "10.70.0.0/24", "10.80.0.0/24")
    request = auth_payloads(old, child, PSK, response=False)
    response = auth_payloads(old, child, PSK, response=True)
    add(from_left, exchange(old, Exchange.IKE_AUTH, 1, request, response, True), 3.5)

    rekey = ChildRekey(old, child)
    request, response = rekey.payloads(response=False), rekey.payloads(response=True)
    add(from_left, exchange(old, Exchange.CREATE_CHILD_SA, 2, request, response, True), 60_000)
    echo = rekey.new.packet(True, 1, IPV4, icmp_echo(*HOSTS, 1, bytes(24)))
    capture.esp(clock.after(0.9), *from_left, echo)
    request = [delete(Protocol.ESP, [child.spi_i])]
    response = [delete(Protocol.ESP, [child.spi_r])]
    add(from_left, exchange(old, Exchange.INFORMATIONAL, 3, request, response, True), 0.8)

    request, response = (ike_rekey_payloads(new, each) for each in (False, True))
    add(from_right, exchange(old, Exchange.CREATE_CHILD_SA, 0, request, response, False), 60_000)
    request = [delete(Protocol.IKE)]
    add(from_right, exchange(old, Exchange.INFORMATIONAL, 1, request, [], False), 1.2)
    add(from_right, exchange(new, Exchange.INFORMATIONAL, 0, [], [], True), 30_000)
    add(from_left, exchange(new, Exchange.INFORMATIONAL, 0, [], [], False), 30_000)

    capture.add_sa(old, *from_left)
    capture.add_sa(new, *from_right)
    add_keys(capture, [old, new], [Psk(left.text, right.text, PSK)])
    chain = KeyFile("SKEYSEED of the first IKE SA, whose SK_d the rekey's SKEYSEED needs (2.18)")
    chain.secret("SKEYSEED", old, old.skeyseed)
    chain.comment("g^ir of the rekey, under the SPIs of the IKE SA that it makes")
    chain.secret("SHARED_SECRET", new, new.g_ir)
    capture.add_key_file("keys-chain.txt", "the second IKE SA only by its g^ir", chain)
    with_child = KeyFile("SKEYSEED of the first IKE SA")
    with_child.secret("SKEYSEED", old, old.skeyseed)
    with_child.comment("g^ir of the rekeyed CHILD_SA, under the SPIs of the IKE SA that rekeyed it")
    with_child.secret("SHARED_SECRET", old, rekey.new.g_ir)
    capture.add_key_file("keys-child.txt", "what opens the ESP packet", with_child)
    return capture
