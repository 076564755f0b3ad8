# many-child-sas: twenty CHILD_SAs at a time, each with other algorithms, and ESP through all.
# SPDX-License-Identifier: GPL-2.0-or-later

from dataclasses import dataclass, replace

from ..algorithms import (
    INTEGS,
    NULL,
    PRFS,
    TRIPLE_DES,
    aead,
    aes_cbc,
    aes_ctr,
    aes_gcm_16,
    camellia_cbc,
)
from ..algorithms import Encr as EncrAlgorithm
from ..capture import NAT_T_PORT, Capture
from ..child_sa import ChildSa
from ..dh import GROUPS
from ..ike_sa import PRIVATE_VALUE_LENGTH, IkeSa
from ..key_sets import Psk, add_keys
from ..packet import IPV4, UDP, Endpoint, icmp_echo, udp
from ..payload import Payload
from ..payloads import Identity, TrafficSelector, delete, ke, nonce, notify
from ..registry import Dh, Encr, Exchange, Integ, Notify, Prf, Protocol
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
from .ike_rekey import exchange, ike_rekey_payloads

ABOUT = """
IKE_AUTH makes one CHILD_SA and CREATE_CHILD_SA exchanges make nineteen more, begun by the left end
and the right end in turn, every third one with a key exchange of its own (RFC 7296, section 2.17).
All of them live on at the same time. Each has other algorithms: AES-CBC, 3DES, NULL, AES-CTR,
AES-GCM and AES-CCM with ICVs of 8, 12 and 16 octets, ChaCha20-Poly1305, Camellia, AES-GMAC (RFC
4543) and the implicit IV (RFC 8750); HMAC with MD5, SHA-1 and SHA-2; some with Extended Sequence
Numbers. Two are of transport mode, the others of tunnel mode. After the tenth the right end rekeys
the IKE SA; the CHILD_SAs move to the new one, under which the others are made.

Then a packet goes through each in both directions. The left end moves to another address behind a
NAT, tells so with UPDATE_SA_ADDRESSES (RFC 4555), and more packets go through some of the CHILD_SAs,
now in UDP.
"""

PSK = "twenty tunnels"
LEFT = Endpoint("192.0.2.51", "02:00:00:00:01:51")
RIGHT = Endpoint("198.51.100.52", "02:00:00:00:02:52")
MOVED = Endpoint("203.0.113.53", "02:00:00:00:03:53", port=40053)
GROUP = GROUPS[Dh.MODP_2048]


@dataclass(frozen=True)
class Kind:
    """What one CHILD_SA is like."""

    encr: EncrAlgorithm
    integ: Integ | None = None
    esn: bool = False
    transport: bool = False


KINDS = (
    Kind(aes_cbc(128), Integ.AUTH_HMAC_SHA1_96),
    Kind(aes_cbc(256), Integ.AUTH_HMAC_SHA2_256_128),
    Kind(TRIPLE_DES, Integ.AUTH_HMAC_MD5_96),
    Kind(NULL, Integ.AUTH_HMAC_SHA2_512_256),
    Kind(aes_ctr(128), Integ.AUTH_HMAC_SHA1_96),
    Kind(aes_ctr(256), Integ.AUTH_HMAC_SHA2_384_192),
    Kind(aead(Encr.ENCR_AES_GCM_8, 128, icv_length=8)),
    Kind(aead(Encr.ENCR_AES_GCM_12, 256, icv_length=12)),
    Kind(aes_gcm_16(128)),
    Kind(aes_gcm_16(256), esn=True),
    Kind(aead(Encr.ENCR_AES_CCM_8, 128, icv_length=8, salt_length=3)),
    Kind(aead(Encr.ENCR_AES_CCM_12, 256, icv_length=12, salt_length=3)),
    Kind(aead(Encr.ENCR_AES_CCM_16, 128, salt_length=3)),
    Kind(aead(Encr.ENCR_CHACHA20_POLY1305, None)),
    Kind(camellia_cbc(128), Integ.AUTH_HMAC_SHA2_256_128),
    Kind(aead(Encr.ENCR_NULL_AUTH_AES_GMAC, 128)),
    Kind(aes_cbc(128), Integ.AUTH_HMAC_SHA2_256_128, esn=True),
    Kind(aead(Encr.ENCR_AES_GCM_16_IIV, 128, implicit_iv=True)),
    Kind(aes_cbc(192), Integ.AUTH_HMAC_SHA2_256_128, transport=True),
    Kind(
        aead(Encr.ENCR_CHACHA20_POLY1305_IIV, None, implicit_iv=True), esn=True, transport=True
    ),
)
BEFORE_REKEY = 10
AFTER_MOVE = (0, 5, 8, 13)


def has_key_exchange(number: int) -> bool:
    return number % 3 == 2


def left_begins(number: int) -> bool:
    return number % 2 == 0


def networks(number: int) -> tuple[str, str]:
    """The networks behind the left and the right end that CHILD_SA `number` connects."""
    return f"10.{number + 1}.0.0/24", f"10.{number + 101}.0.0/24"


class NewChild:
    """A CREATE_CHILD_SA exchange under `sa` that makes CHILD_SA `number`."""

    def __init__(self, sa: IkeSa, number: int) -> None:
        self._sa = sa
        self._number = number
        kind = KINDS[number]
        label = f"child {number + 1}"
        self._nonces = [sa.value(f"{label} N{end}", 32) for end in "ir"]
        private = [sa.value(f"{label} private value {end}", PRIVATE_VALUE_LENGTH) for end in "ir"]
        self._public = [GROUP.public(each) for each in private]
        selectors = [self._selector(left=each) for each in (True, False)]
        if not left_begins(number):
            selectors.reverse()
        self.child = ChildSa(
            sa,
            sa.value(f"{label} SPI i", 4),
            sa.value(f"{label} SPI r", 4),
            kind.encr,
            INTEGS[kind.integ] if kind.integ else None,
            (selectors[0],),
            (selectors[1],),
            self._nonces[0],
            self._nonces[1],
            g_ir=GROUP.shared(private[0], self._public[1]) if has_key_exchange(number) else b"",
            transport=kind.transport,
            esn=kind.esn,
        )

    def _selector(self, left: bool) -> TrafficSelector:
        if KINDS[self._number].transport:
            return TrafficSelector.of_network((LEFT if left else RIGHT).address)
        return TrafficSelector.of_network(networks(self._number)[0 if left else 1])

    def payloads(self, response: bool) -> list[Payload]:
        group = GROUP.id if has_key_exchange(self._number) else None
        proposal, *selectors = child_proposal(self.child, response, dh=group)
        return [
            *([notify(Notify.USE_TRANSPORT_MODE)] if self.child.transport else []),
            proposal,
            nonce(self._nonces[response]),
            *([ke(group, self._public[response])] if group else []),
            *selectors,
        ]


class Scenario:
    """The two ends, and what goes between them."""

    def __init__(self, capture: Capture) -> None:
        self.capture = capture
        self.clock = Clock("2024-03-12 09:00:00.000000")
        self.left = LEFT
        self.right = RIGHT
        self.children: list[ChildSa] = []
        self._message_ids: dict[tuple[IkeSa, bool], int] = {}

    def exchange(
        self,
        sa: IkeSa,
        kind: Exchange,
        request: list[Payload],
        response: list[Payload],
        left_begins: bool,
    ) -> None:
        """An exchange under `sa`; each end counts its own requests (RFC 7296, section 2.2)."""
        by_initiator = left_begins == (sa.initiator.text == "left.example.org")
        message_id = self._message_ids.get((sa, by_initiator), 0)
        self._message_ids[sa, by_initiator] = message_id + 1
        messages = exchange(sa, kind, message_id, request, response, by_initiator)
        ends = (self.left, self.right) if left_begins else (self.right, self.left)
        times = [self.clock.after(25), self.clock.after(4.5)]
        add_exchange(self.capture, times, *ends, messages)

    def set_up(self, sa: IkeSa) -> None:
        """IKE_SA_INIT and IKE_AUTH with the first CHILD_SA."""
        times = [self.clock.after(0), self.clock.after(4.5)]
        add_exchange(
            self.capture, times, self.left, self.right, init_exchange(sa, self.left, self.right)
        )
        kind = KINDS[0]
        assert kind.integ is not None
        child = child_of_auth(sa, kind.encr, INTEGS[kind.integ], *networks(0))
        self.children.append(child)
        self._message_ids[sa, True] = 1
        request = auth_payloads(sa, child, PSK, response=False)
        response = auth_payloads(sa, child, PSK, response=True)
        mobike = notify(Notify.MOBIKE_SUPPORTED)
        self.exchange(sa, Exchange.IKE_AUTH, [*request, mobike], [*response, mobike], True)

    def new_child(self, sa: IkeSa, number: int) -> None:
        new = NewChild(sa, number)
        self.children.append(new.child)
        request, response = new.payloads(response=False), new.payloads(response=True)
        self.exchange(
            sa, Exchange.CREATE_CHILD_SA, request, response, left_begins=left_begins(number)
        )

    def rekey(self, old: IkeSa, new: IkeSa) -> None:
        request, response = (ike_rekey_payloads(new, each) for each in (False, True))
        self.exchange(old, Exchange.CREATE_CHILD_SA, request, response, left_begins=False)
        self.exchange(
            old, Exchange.INFORMATIONAL, [delete(Protocol.IKE)], [], left_begins=False
        )

    def move(self, sa: IkeSa) -> None:
        self.left, self.right = MOVED, replace(RIGHT, port=NAT_T_PORT)
        update = [notify(Notify.UPDATE_SA_ADDRESSES)]
        self.exchange(sa, Exchange.INFORMATIONAL, update, [], left_begins=True)

    def packet(self, number: int, from_left: bool, sequence: int) -> None:
        """An ESP packet through CHILD_SA `number`; `facts.json` tells what is inside."""
        child = self.children[number]
        next_header, inner = self._inner(number, from_left, sequence)
        by_initiator = from_left == left_begins(number)
        octets = child.packet(by_initiator, sequence, next_header, inner)
        ends = (self.left, self.right) if from_left else (self.right, self.left)
        in_udp = NAT_T_PORT in (ends[0].port, ends[1].port)
        send = self.capture.esp_in_udp if in_udp else self.capture.esp
        send(self.clock.after(2.5), *ends, octets)
        facts = self.capture.frame_facts[-1]["esp"]
        facts["next_header"] = next_header
        facts["inner"] = inner.hex()

    def _inner(self, number: int, from_left: bool, sequence: int) -> tuple[int, bytes]:
        if KINDS[number].transport:
            ends = (replace(self.left, port=5000), replace(self.right, port=5001))
            source, destination = ends if from_left else (ends[1], ends[0])
            return UDP, udp(source, destination, bytes(range(number, 3 * number)))
        hosts = [network.replace("0.0/24", "0.7") for network in networks(number)]
        source_host, destination_host = hosts if from_left else (hosts[1], hosts[0])
        data = bytes(range(8 + number))
        return IPV4, icmp_echo(
            source_host, destination_host, sequence, data, reply=not from_left
        )


def build() -> Capture:
    capture = Capture("many-child-sas", "ESP through twenty CHILD_SAs", ABOUT, ORIGIN)
    seed = Seed(capture.name)
    suite = Suite(
        aes_cbc(256),
        PRFS[Prf.PRF_HMAC_SHA2_256],
        INTEGS[Integ.AUTH_HMAC_SHA2_256_128],
        GROUP,
    )
    left = Identity.of_fqdn("left.example.org")
    right = Identity.of_fqdn("right.example.org")
    old = IkeSa(seed, "IKE SA 1", suite, left, right)
    new = IkeSa(seed, "IKE SA 2", suite, right, left, rekeyed_from=old)

    scenario = Scenario(capture)
    scenario.set_up(old)
    for number in range(1, BEFORE_REKEY):
        scenario.new_child(old, number)
    scenario.rekey(old, new)
    for number in range(BEFORE_REKEY, len(KINDS)):
        scenario.new_child(new, number)
    for number in range(len(KINDS)):
        scenario.packet(number, from_left=True, sequence=1)
        scenario.packet(number, from_left=False, sequence=1)
    scenario.move(new)
    for number in AFTER_MOVE:
        scenario.packet(number, from_left=True, sequence=2)
        scenario.packet(number, from_left=False, sequence=2)

    capture.add_sa(old, LEFT, RIGHT)
    capture.add_sa(new, RIGHT, LEFT)
    key_file = add_keys(capture, [old, new], [Psk(left.text, right.text, PSK)])
    key_file.comment("g^ir of the key exchanges that CHILD_SAs had")
    for child in scenario.children:
        if child.g_ir:
            key_file.secret("SHARED_SECRET", child.parent, child.g_ir)
    return capture
