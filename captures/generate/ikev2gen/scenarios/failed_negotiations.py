# failed-negotiations: what a negotiation can fail of, one after the other.
# SPDX-License-Identifier: GPL-2.0-or-later

from collections.abc import Sequence

from ..algorithms import INTEGS, PRFS, aes_cbc
from ..capture import Capture
from ..child_sa import ChildSa
from ..dh import GROUPS
from ..eap import eap
from ..ike_sa import NO_SPI, IkeSa
from ..key_sets import Psk, add_keys
from ..message import Header, Message, clear_message
from ..packet import Endpoint
from ..payload import Payload
from ..payloads import Identity, TrafficSelector, delete, ke, notify, traffic_selectors
from ..registry import (
    Dh,
    EapCode,
    EapType,
    Exchange,
    Flag,
    Integ,
    Notify,
    Prf,
    Protocol,
)
from ..sa import esp_proposal, sa as sa_payload
from ..seed import Seed
from ..suite import Suite
from .common import ORIGIN, Clock, auth_payloads, child_of_auth, init_payloads, own_id

ABOUT = """
Negotiations of several pairs of hosts, most of which fail, each of something else: no proposal
chosen (and later the refusing side's own offer, which tells why), COOKIE and INVALID_KE_PAYLOAD
rounds, the first of which end well and the second of which do not, no reply, half-open,
TS_UNACCEPTABLE, narrowed traffic selectors, an unsupported critical payload, INVALID_SYNTAX, an EAP
failure, a lost fragment, an initiator that does not accept the responder's AUTH, and an IKE SA that
the responder deletes. `verdicts` in `facts.json` says what each comes to.
"""

PSK = "failing forward"
OTHER_PSK = "falling forward"
UNKNOWN_PAYLOAD = 200
FRAGMENTS = 3


class Negotiation:
    """One pair of hosts. Messages are sent in the order of the calls."""

    def __init__(
        self, capture: Capture, clock: Clock, label: str, suite: Suite, ends: tuple[Endpoint, Endpoint]
    ) -> None:
        self.capture = capture
        self.clock = clock
        self.initiator, self.responder = ends
        self.sa = IkeSa(
            Seed(capture.name),
            label,
            suite,
            Identity.of_address(self.initiator.address),
            Identity.of_address(self.responder.address),
        )

    def send(self, message: Message, response: bool, after: float = 5.0) -> int:
        """Returns the number of the frame."""
        ends = (self.responder, self.initiator) if response else (self.initiator, self.responder)
        self.capture.ike(self.clock.after(after), *ends, message)
        return len(self.capture.frames)

    def init_request(self, first: Sequence[Payload] = (), group: int | None = None) -> Message:
        payloads = init_payloads(self.sa, False, self.initiator, self.responder)
        if group is not None:
            private = self.sa.value(f"private value of group {group}", 32)
            payloads[1] = ke(group, GROUPS[group].public(private))
        return self.sa.init([*first, *payloads], response=False)

    def init_response(self) -> Message:
        return self.sa.init(
            init_payloads(self.sa, True, self.responder, self.initiator), response=True
        )

    def refusal(self, payload: Payload) -> Message:
        """An answer to IKE_SA_INIT without an SPI of the responder (RFC 7296, section 2.6)."""
        header = Header(self.sa.spi_i, NO_SPI, Exchange.IKE_SA_INIT, Flag.RESPONSE, 0)
        return clear_message(header, [payload])

    def auth(self, payloads: Sequence[Payload], response: bool, message_id: int = 1) -> Message:
        return self.sa.seal(Exchange.IKE_AUTH, message_id, payloads, not response, response)

    def init(self) -> None:
        self.send(self.init_request(), response=False)
        self.send(self.init_response(), response=True)

    def child(self, network: str = "10.70.0.0/16") -> ChildSa:
        integ = INTEGS[Integ.AUTH_HMAC_SHA2_256_128]
        return child_of_auth(self.sa, aes_cbc(256), integ, network, "10.80.0.0/16")

    def offer(self) -> list[Payload]:
        """SA, TSi and TSr for a CHILD_SA that does not come to be."""
        spi = self.sa.value("ESP SPI i", 4)
        integ = Integ.AUTH_HMAC_SHA2_256_128
        networks = [TrafficSelector.of_network(net) for net in ("10.70.0.0/16", "10.80.0.0/16")]
        return [
            sa_payload(esp_proposal(spi, aes_cbc(256).transform(), integ)),
            traffic_selectors(networks[:1], of_initiator=True),
            traffic_selectors(networks[1:], of_initiator=False),
        ]

    def identified(self, response: bool, psk: str = PSK) -> list[Payload]:
        return [own_id(self.sa, response), self.sa.shared_key_auth(not response, psk.encode())]

    def open_with_keys(self) -> None:
        self.capture.add_sa(self.sa, self.initiator, self.responder)


def build() -> Capture:
    capture = Capture("failed-negotiations", "Negotiations that fail", ABOUT, ORIGIN)
    clock = Clock("2024-03-11 09:00:00.000000")
    strong = Suite(
        aes_cbc(256),
        PRFS[Prf.PRF_HMAC_SHA2_256],
        INTEGS[Integ.AUTH_HMAC_SHA2_256_128],
        GROUPS[Dh.MODP_2048],
    )
    weak = Suite(
        aes_cbc(128),
        PRFS[Prf.PRF_HMAC_SHA2_256],
        INTEGS[Integ.AUTH_HMAC_SHA2_256_128],
        GROUPS[Dh.MODP_1024],
    )
    made: list[Negotiation] = []

    def begin(label: str, suite: Suite = strong, same: Negotiation | None = None) -> Negotiation:
        clock.after(2000)
        number = len(made) + 1
        ends = (
            Endpoint(f"192.0.2.{100 + number}", f"02:00:00:00:01:{number:02x}"),
            Endpoint(f"198.51.100.{100 + number}", f"02:00:00:00:02:{number:02x}"),
        )
        if same:
            ends = (same.responder, same.initiator)
        made.append(Negotiation(capture, clock, label, suite, ends))
        return made[-1]

    refused = begin("no proposal", weak)
    refused.send(refused.init_request(), response=False)
    frame = refused.send(refused.refusal(notify(Notify.NO_PROPOSAL_CHOSEN)), response=True)
    capture.expect(refused.sa, "failed", "NO_PROPOSAL_CHOSEN", frame, "NO_PROPOSAL_CHOSEN")

    reverse = begin("no proposal either", strong, same=refused)
    reverse.send(reverse.init_request(), response=False)
    frame = reverse.send(reverse.refusal(notify(Notify.NO_PROPOSAL_CHOSEN)), response=True)
    capture.expect(reverse.sa, "failed", "NO_PROPOSAL_CHOSEN", frame, "NO_PROPOSAL_CHOSEN")

    wrong_group = notify(Notify.INVALID_KE_PAYLOAD, int(Dh.MODP_2048).to_bytes(2, "big"))

    rounds = begin("COOKIE and another group")
    cookie = notify(Notify.COOKIE, rounds.sa.value("COOKIE", 16))
    rounds.send(rounds.init_request(group=Dh.MODP_1536), response=False)
    rounds.send(rounds.refusal(cookie), response=True)
    rounds.send(rounds.init_request([cookie], group=Dh.MODP_1536), response=False)
    rounds.send(rounds.refusal(wrong_group), response=True)
    rounds.send(rounds.init_request([cookie]), response=False)
    rounds.send(rounds.init_response(), response=True)
    asked = rounds.child("10.0.0.0/8")
    narrowed = [TrafficSelector.of_network("10.70.5.0/24")]
    rounds.send(rounds.auth(auth_payloads(rounds.sa, asked, PSK, False), False), response=False)
    asked.ts_i = narrowed
    frame = rounds.send(
        rounds.auth(auth_payloads(rounds.sa, asked, PSK, True), True), response=True
    )
    rounds.open_with_keys()
    capture.expect(rounds.sa, "established", "TS_NARROWED", frame, "INVALID_KE_PAYLOAD")

    stubborn = begin("wrong group, once")
    stubborn.send(stubborn.init_request(group=Dh.MODP_1536), response=False)
    frame = stubborn.send(stubborn.refusal(wrong_group), response=True)
    capture.expect(stubborn.sa, "failed", "INVALID_KE_PAYLOAD", frame, "INVALID_KE_PAYLOAD")

    shy = begin("COOKIE that nobody brings back")
    shy.send(shy.init_request(), response=False)
    asks = notify(Notify.COOKIE, shy.sa.value("COOKIE", 16))
    frame = shy.send(shy.refusal(asks), response=True)
    capture.expect(shy.sa, "failed", "COOKIE_UNANSWERED", frame, "COOKIE_UNANSWERED")

    silent = begin("no reply")
    request = silent.init_request()
    for wait in (5, 1000, 2000):
        frame = silent.send(request, response=False, after=wait)
    capture.expect(silent.sa, "failed", "NO_REPLY", frame, "NO_REPLY", "NO_RESPONSE")

    critical = begin("critical payload")
    unknown = Payload(UNKNOWN_PAYLOAD, bytes(8), critical=True)
    critical.send(critical.init_request([unknown]), response=False)
    unsupported = notify(Notify.UNSUPPORTED_CRITICAL_PAYLOAD, bytes([UNKNOWN_PAYLOAD]))
    frame = critical.send(critical.refusal(unsupported), response=True)
    cause = "UNSUPPORTED_CRITICAL_PAYLOAD"
    capture.expect(critical.sa, "failed", cause, frame, cause)

    half = begin("half-open")
    half.init()
    frame = len(capture.frames)
    capture.expect(half.sa, "open", "HALF_OPEN", frame)

    unheard = begin("IKE_AUTH without reply")
    unheard.init()
    request = unheard.auth([*unheard.identified(False), *unheard.offer()], response=False)
    for wait in (5, 1000):
        frame = unheard.send(request, response=False, after=wait)
    unheard.open_with_keys()
    capture.expect(unheard.sa, "failed", "NO_REPLY", frame, "NO_REPLY", "NO_RESPONSE")

    def answered(label: str, answer: Notify, identified: bool) -> tuple[Negotiation, int]:
        it = begin(label)
        it.init()
        it.send(it.auth([*it.identified(False), *it.offer()], False), response=False)
        proof = it.identified(True) if identified else []
        last = it.send(it.auth([*proof, notify(answer)], True), response=True)
        it.open_with_keys()
        return it, last

    it, frame = answered("traffic selectors", Notify.TS_UNACCEPTABLE, True)
    capture.expect(it.sa, "partial", "TS_UNACCEPTABLE", frame, "TS_UNACCEPTABLE")
    it, frame = answered("ESP proposal", Notify.NO_PROPOSAL_CHOSEN, True)
    capture.expect(it.sa, "partial", "NO_PROPOSAL_CHOSEN", frame, "NO_PROPOSAL_CHOSEN")
    it, frame = answered("syntax", Notify.INVALID_SYNTAX, False)
    capture.expect(it.sa, "failed", "INVALID_SYNTAX", frame, "INVALID_SYNTAX")

    user = begin("EAP")
    user.init()
    user.send(user.auth([own_id(user.sa, False), *user.offer()], False), response=False)
    ask = eap(EapCode.REQUEST, 1, EapType.IDENTITY)
    user.send(user.auth([*user.identified(True), ask], True), response=True)
    name = eap(EapCode.RESPONSE, 1, EapType.IDENTITY, b"mallory")
    user.send(user.auth([name], False, 2), response=False)
    frame = user.send(user.auth([eap(EapCode.FAILURE, 1)], True, 2), response=True)
    user.open_with_keys()
    capture.expect(user.sa, "failed", "EAP_FAILURE", frame, "EAP_FAILURE")

    torn = begin("fragments")
    torn.init()
    payloads = [*torn.identified(False), *torn.offer()]
    length = -(-sum(4 + len(payload.body) for payload in payloads) // FRAGMENTS)
    pieces = torn.sa.seal_fragments(Exchange.IKE_AUTH, 1, payloads, True, False, length)
    del pieces[-1].facts["payloads"][0]["reassembled"]
    torn.send(pieces[0], response=False)
    frame = torn.send(pieces[2], response=False)
    torn.sa.auths = []  # nobody can read it
    torn.open_with_keys()
    capture.expect(
        torn.sa, "failed", "FRAGMENTS_LOST", frame, "FRAGMENTS_LOST", "NO_RESPONSE"
    )

    doubter = begin("responder's AUTH")
    doubter.init()
    child = doubter.child()
    doubter.send(
        doubter.auth(auth_payloads(doubter.sa, child, PSK, False), False), response=False
    )
    answer = auth_payloads(doubter.sa, child, PSK, True)
    answer[1] = doubter.sa.shared_key_auth(False, OTHER_PSK.encode(), verified=False)
    doubter.sa.auths = [doubter.sa.auths[0], doubter.sa.auths[2]]
    doubter.send(doubter.auth(answer, True), response=True)
    complaint = [notify(Notify.AUTHENTICATION_FAILED), delete(Protocol.IKE)]
    informational = Exchange.INFORMATIONAL
    frame = doubter.send(
        doubter.sa.seal(informational, 2, complaint, True, False), response=False
    )
    doubter.send(doubter.sa.seal(informational, 2, [], False, True), response=True)
    doubter.open_with_keys()
    capture.expect(
        doubter.sa,
        "failed",
        "AUTHENTICATION_FAILED",
        frame,
        "AUTHENTICATION_FAILED",
        "AUTH_WRONG",
    )

    dropped = begin("deleted")
    dropped.init()
    child = dropped.child()
    dropped.send(
        dropped.auth(auth_payloads(dropped.sa, child, PSK, False), False), response=False
    )
    frame = dropped.send(
        dropped.auth(auth_payloads(dropped.sa, child, PSK, True), True), response=True
    )
    goodbye = dropped.sa.seal(informational, 0, [delete(Protocol.IKE)], False, False)
    dropped.send(goodbye, response=True, after=3000)
    dropped.send(dropped.sa.seal(informational, 0, [], True, True), response=False)
    dropped.open_with_keys()
    capture.expect(dropped.sa, "established", "ESTABLISHED", frame)

    add_keys(
        capture,
        [sa for sa, _, _ in capture.sas],
        [Psk(sa.initiator.text, sa.responder.text, PSK) for sa, _, _ in capture.sas],
    )
    return capture
