# followup-ke: key exchanges in IKE_FOLLOWUP_KE, PPKs in CREATE_CHILD_SA, crossing CHILD_SA rekeys.
# SPDX-License-Identifier: GPL-2.0-or-later

from collections.abc import Sequence
from dataclasses import replace

from ..algorithms import INTEGS, PRFS, aes_cbc
from ..capture import NAT_T_PORT, Capture
from ..child_sa import ChildSa
from ..dh import GROUPS
from ..ike_sa import PRIVATE_VALUE_LENGTH, IkeSa
from ..key_schedule import ChildKeys
from ..key_sets import Psk, add_keys
from ..packet import IPV4, Endpoint, icmp_echo
from ..payload import Payload
from ..payloads import Identity, TrafficSelector, delete, ke, nonce, notify, traffic_selectors
from ..registry import Dh, Exchange, Integ, Notify, Prf, Protocol, TransformType
from ..sa import Transform, esp_proposal, sa as sa_payload
from ..seed import Seed
from ..suite import Suite
from .common import ORIGIN, Clock, add_exchange, auth_payloads, child_of_auth, init_exchange
from .ppk import PPK_ID, PPK_ID_FIXED, ppk_identity

ABOUT = """
AES-CBC-256 with HMAC-SHA2-256-128, PRF HMAC-SHA2-256, group 14, on port 4500. After IKE_AUTH:

- a CHILD_SA with groups 14, 5 and 2: the last two in IKE_FOLLOWUP_KE exchanges (RFC 9370). The
  response of the first of these is sent again;
- rekeys of the first CHILD_SA by both ends at once, both of which are answered; ESP through both,
  until the one with the lowest nonce is deleted (RFC 7296, section 2.8.1);
- another address of the initiator (MOBIKE, RFC 4555), and ESP from there;
- a CHILD_SA whose CREATE_CHILD_SA agrees on a PPK (RFC 9867). Its keys are octets without meaning,
  which an `esp_sa` row of `keys.txt` gives;
- a rekey of the IKE SA, again with groups 5 and 2 in IKE_FOLLOWUP_KE;
- a rekey of that IKE SA that agrees on a PPK: the SKEYSEED in `keys.txt` is of no formula either.

`keys.txt` has private values of either side for all Diffie-Hellman exchanges, and no g^ir.
"""

PSK = "one after the other"
INITIATOR = Endpoint("192.0.2.81", "02:00:00:00:01:81", NAT_T_PORT)
ELSEWHERE = replace(INITIATOR, address="203.0.113.81")
RESPONDER = Endpoint("198.51.100.82", "02:00:00:00:02:82", NAT_T_PORT)
HOSTS = ("10.81.0.1", "10.82.0.1")
NETWORKS = tuple((TrafficSelector.of_network(each),) for each in ("10.81.0.0/24", "10.82.0.0/24"))
MAIN = GROUPS[Dh.MODP_2048]
# ADDKE1 and ADDKE3: the numbers of a key file's lines are those of the transform types.
FOLLOW = {1: GROUPS[Dh.MODP_1536], 3: GROUPS[Dh.MODP_1024]}
ADDKE = (
    Transform(TransformType.ADDKE1, Dh.MODP_1536),
    Transform(TransformType.ADDKE3, Dh.MODP_1024),
)


class Scenario:
    def __init__(self) -> None:
        title = "IKE_FOLLOWUP_KE, a PPK in CREATE_CHILD_SA, crossing rekeys, MOBIKE"
        self.capture = Capture("followup-ke", title, ABOUT, ORIGIN)
        self.clock = Clock("2024-04-07 15:00:00.000000")
        self.initiator = INITIATOR
        self.lines: list[tuple[str, ...]] = []

    def send(self, message, from_initiator: bool) -> None:  # type: ignore[no-untyped-def]
        ends = (self.initiator, RESPONDER) if from_initiator else (RESPONDER, self.initiator)
        self.capture.ike(self.clock.after(6.5), *ends, message)

    def exchange(
        self,
        sa: IkeSa,
        kind: Exchange,
        message_id: int,
        request: Sequence[Payload],
        response: Sequence[Payload],
    ) -> list:  # type: ignore[type-arg]
        """One that the IKE SA's original initiator begins, which is the left host in all of them."""
        messages = [
            sa.seal(kind, message_id, payloads, not is_response, is_response)
            for is_response, payloads in ((False, request), (True, response))
        ]
        for message, from_initiator in zip(messages, (True, False), strict=True):
            self.send(message, from_initiator)
        return messages

    def echo(self, child: ChildSa, by_requester: bool = True, from_initiator: bool = True) -> None:
        hosts = HOSTS if from_initiator else HOSTS[::-1]
        packet = child.packet(by_requester, 1, IPV4, icmp_echo(*hosts, 1, bytes(24)))
        ends = (self.initiator, RESPONDER) if from_initiator else (RESPONDER, self.initiator)
        self.capture.esp_in_udp(self.clock.after(30), *ends, packet)

    def private_values(self, sa: IkeSa, label: str) -> list[bytes]:
        return [sa.value(f"{label} private value {end}", PRIVATE_VALUE_LENGTH) for end in "ir"]

    def follow_up(self, sa: IkeSa, label: str, message_id: int, again: bool = False) -> bytes:
        """The IKE_FOLLOWUP_KE exchanges of FOLLOW, of which the first has been linked by
        `link(sa, label, 0)`. Returns SK(1) | ... | SK(n)."""
        secrets = b""
        for number, (exchange, group) in enumerate(FOLLOW.items()):
            private = self.private_values(sa, f"{label} ADDKE{exchange}")
            public = [group.public(each) for each in private]
            last = number + 1 == len(FOLLOW)
            request = [ke(group.id, public[0]), link(sa, label, number)]
            response = [ke(group.id, public[1]), *([] if last else [link(sa, label, number + 1)])]
            kind = Exchange.IKE_FOLLOWUP_KE
            messages = self.exchange(sa, kind, message_id + number, request, response)
            if again and not last:
                for message, from_initiator in zip(messages, (True, False), strict=True):
                    self.send(message, from_initiator)
            secrets += group.shared(private[0], public[1])
            # The value of one side, then of the other.
            self.lines.append(("DH_PRIVATE", label, private[number].hex(), str(exchange)))
        return secrets


def link(sa: IkeSa, label: str, number: int) -> Payload:
    return notify(Notify.ADDITIONAL_KEY_EXCHANGE, sa.value(f"{label} link {number}", 8))


def child_sa(sa: IkeSa, label: str, integ, **more) -> ChildSa:  # type: ignore[no-untyped-def]
    return ChildSa(
        sa,
        sa.value(f"{label} ESP SPI i", 4),
        sa.value(f"{label} ESP SPI r", 4),
        aes_cbc(256),
        integ,
        *NETWORKS,
        sa.value(f"{label} Ni", 32),
        sa.value(f"{label} Nr", 32),
        **more,
    )


def child_payloads(
    child: ChildSa, response: bool, more: Sequence[Payload] = (), **proposal: object
) -> list[Payload]:
    spi = child.spi_r if response else child.spi_i
    integ = child.integ.id if child.integ else None
    offer = esp_proposal(spi, child.encr.transform(), integ, **proposal)  # type: ignore[arg-type]
    return [
        sa_payload(offer),
        nonce(child.nr if response else child.ni),
        *more,
        traffic_selectors(child.ts_i, of_initiator=True),
        traffic_selectors(child.ts_r, of_initiator=False),
    ]


def rekey_payloads(new: IkeSa, response: bool, more: Sequence[Payload] = ()) -> list[Payload]:
    return [
        sa_payload(new.suite.proposal(new.spi_r if response else new.spi_i)),
        nonce(new.nr if response else new.ni),
        ke(MAIN.id, new.public_r if response else new.public_i),
        *more,
    ]


def offered_ppk(suite: Suite, ppk: bytes, spis: bytes, nonces: bytes) -> Payload:
    """"PPK Confirmation" is the first 8 octets of prf(PPK, Ni | Nr | SPIi | SPIr); Nr is not known
    yet, and these octets stand for it."""
    confirmation = suite.prf(ppk, nonces + spis)[:8]
    return notify(Notify.PPK_IDENTITY_KEY, PPK_ID_FIXED + PPK_ID.encode() + confirmation)


def build() -> Capture:
    scenario = Scenario()
    capture = scenario.capture
    seed = Seed(capture.name)
    integ = INTEGS[Integ.AUTH_HMAC_SHA2_256_128]
    prf = PRFS[Prf.PRF_HMAC_SHA2_256]
    suite = Suite(aes_cbc(256), prf, integ, MAIN)
    identities = (Identity.of_fqdn("gamma.example.org"), Identity.of_fqdn("delta.example.org"))
    sa = IkeSa(seed, "IKE SA 1", suite, *identities)
    add_exchange(
        capture,
        [scenario.clock.after(6.5) for _ in range(2)],
        INITIATOR,
        RESPONDER,
        init_exchange(sa, INITIATOR, RESPONDER, more=[notify(Notify.USE_PPK_INT)]),
    )
    first = child_of_auth(sa, aes_cbc(256), integ, "10.81.0.0/24", "10.82.0.0/24")
    mobike = notify(Notify.MOBIKE_SUPPORTED)
    auths = [[*auth_payloads(sa, first, PSK, response=each), mobike] for each in (False, True)]
    scenario.exchange(sa, Exchange.IKE_AUTH, 1, *auths)

    # A CHILD_SA with three key exchanges.
    private = scenario.private_values(sa, "child")
    public = [MAIN.public(each) for each in private]
    pfs = child_sa(sa, "child", integ, g_ir=MAIN.shared(private[0], public[1]))
    create = [
        child_payloads(pfs, each, [ke(MAIN.id, public[each])], dh=MAIN.id, additional=ADDKE)
        for each in (False, True)
    ]
    create[1].append(link(sa, "child", 0))
    scenario.exchange(sa, Exchange.CREATE_CHILD_SA, 2, *create)
    pfs.additional = scenario.follow_up(sa, "child", 3, again=True)
    scenario.lines.append(("DH_PRIVATE", "child", private[1].hex(), "0"))
    scenario.echo(pfs)

    # Rekeys of the first CHILD_SA that cross each other.
    # In the order in which their responses make them.
    by_right, by_left = (child_sa(sa, f"rekey by the {side}", integ) for side in ("right", "left"))
    rekeyed = [notify(Notify.REKEY_SA, b"", Protocol.ESP, spi) for spi in (first.spi_i, first.spi_r)]
    ts = [
        traffic_selectors(NETWORKS[1], of_initiator=True),
        traffic_selectors(NETWORKS[0], of_initiator=False),
    ]
    by_right.ts_i, by_right.ts_r = NETWORKS[1], NETWORKS[0]
    kind = Exchange.CREATE_CHILD_SA
    left_request = [rekeyed[0], *child_payloads(by_left, False)]
    right_request = [rekeyed[1], *child_payloads(by_right, False)[:2], *ts]
    right_response = [*child_payloads(by_right, True)[:2], *ts]
    scenario.send(sa.seal(kind, 5, left_request, True, False), True)
    scenario.send(sa.seal(kind, 0, right_request, False, False), False)
    scenario.send(sa.seal(kind, 0, right_response, True, True), True)
    scenario.send(sa.seal(kind, 5, child_payloads(by_left, True), False, True), False)
    scenario.echo(by_left)
    scenario.echo(by_right, by_requester=True, from_initiator=False)
    lowest = min(by_left.ni, by_left.nr, by_right.ni, by_right.nr)
    left_loses = lowest in (by_left.ni, by_left.nr)
    # Each end deletes what it asked for or the old one; SPIs are those it receives with.
    mine, theirs = (by_left.spi_i, by_left.spi_r) if left_loses else (first.spi_i, first.spi_r)
    informational = Exchange.INFORMATIONAL
    scenario.exchange(
        sa, informational, 6, [delete(Protocol.ESP, [mine])], [delete(Protocol.ESP, [theirs])]
    )
    kept = by_right if left_loses else by_left
    scenario.echo(kept, by_requester=not left_loses)

    # MOBIKE
    scenario.initiator = ELSEWHERE
    scenario.exchange(sa, informational, 7, [notify(Notify.UPDATE_SA_ADDRESSES)], [])
    scenario.echo(pfs, by_requester=False, from_initiator=False)

    # A CHILD_SA with a PPK.
    ppk = sa.value("PPK", 32)
    mixed = child_sa(sa, "PPK", integ)
    mixed.keys = ChildKeys(*(sa.value(f"ESP key {number}", 32) for number in range(4)))
    request, response = (child_payloads(mixed, each) for each in (False, True))
    request.append(offered_ppk(suite, ppk, sa.spi_i + sa.spi_r, mixed.ni))
    response.append(ppk_identity())
    scenario.exchange(sa, kind, 8, request, response)
    scenario.echo(mixed)

    # The IKE SA rekeyed with three key exchanges, and again with a PPK.
    second = IkeSa(
        seed, "IKE SA 2", replace(suite, additional=ADDKE), *identities, rekeyed_from=sa
    )
    request, response = (rekey_payloads(second, each) for each in (False, True))
    response.append(link(sa, "rekey", 0))
    scenario.exchange(sa, kind, 9, request, response)
    second.additional = scenario.follow_up(sa, "rekey", 10)
    scenario.exchange(sa, informational, 12, [delete(Protocol.IKE)], [])
    third = IkeSa(seed, "IKE SA 3", suite, *identities, rekeyed_from=second)
    third.skeyseed = third.value("SKEYSEED", 32)
    request, response = (rekey_payloads(third, each) for each in (False, True))
    request.append(offered_ppk(suite, ppk, third.spi_i, third.ni))
    response.append(ppk_identity())
    scenario.exchange(second, kind, 0, request, response)
    scenario.exchange(second, informational, 1, [delete(Protocol.IKE)], [])
    scenario.exchange(third, informational, 0, [], [])

    for each in (sa, second, third):
        capture.add_sa(each, INITIATOR if each is sa else ELSEWHERE, RESPONDER)
    key_file = add_keys(capture, [sa], [Psk(sa.initiator.text, sa.responder.text, PSK)])
    key_file.comment("Private values: of the CHILD_SA's exchanges, then of the IKE SA's rekey")
    for keyword, label, value, exchange in scenario.lines:
        of = sa if label == "child" else second
        key_file.line(keyword, of.spi_i.hex(), of.spi_r.hex(), value, exchange)
    key_file.secret("DH_PRIVATE", second, second.private_i)
    key_file.comment("What the PPKs made")
    own = mixed.keys
    key_file.line(
        f'"IPv4","*","*","0x{mixed.spi_r.hex()}","AES-CBC [RFC3602]","0x{own.encr_i.hex()}",'
        f'"HMAC-SHA-256-128 [RFC4868]","0x{own.integ_i.hex()}"'
    )
    key_file.secret("SKEYSEED", third, third.skeyseed)
    key_file.line("PPK", PPK_ID, f"0x{ppk.hex()}")
    return capture
