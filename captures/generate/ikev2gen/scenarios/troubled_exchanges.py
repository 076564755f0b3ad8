# troubled-exchanges: what happens to an IKE SA between its beginning and its end.
# SPDX-License-Identifier: GPL-2.0-or-later

from dataclasses import replace

from ..algorithms import PRFS, aes_cbc, aes_gcm_16
from ..capture import NAT_T_PORT, Capture
from ..child_sa import ChildSa
from ..dh import GROUPS
from ..ike_sa import IkeSa
from ..key_sets import Psk, add_keys
from ..message import Header, Message, clear_message
from ..packet import Endpoint
from ..payload import Payload
from ..payloads import Identity, nonce, notify, traffic_selectors
from ..registry import Dh, Exchange, Flag, Integ, Notify, Prf, Protocol
from ..sa import esp_proposal, sa as sa_payload
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
One IKE SA (AES-GCM-16-256, PRF HMAC-SHA2-256, group 14) on port 4500. After IKE_AUTH: a liveness
check; a frame that is there twice; rekeys of the CHILD_SA by both ends that cross each other, one
of them refused with TEMPORARY_FAILURE; a CREATE_CHILD_SA whose proposal is refused; Message IDs
that are left out; a Message ID that is used again; two requests at once although the window is 1;
another source port, as when a NAT forgets its mapping; and a last liveness check that is never
answered, but for an unprotected INVALID_IKE_SPI.
"""

PSK = "troubled water"
INITIATOR = Endpoint("192.0.2.51", "02:00:00:00:01:51", NAT_T_PORT)
RESPONDER = Endpoint("198.51.100.52", "02:00:00:00:02:52", NAT_T_PORT)


def build() -> Capture:
    capture = Capture("troubled-exchanges", "Exchanges that go wrong", ABOUT, ORIGIN)
    suite = Suite(aes_gcm_16(256), PRFS[Prf.PRF_HMAC_SHA2_256], None, GROUPS[Dh.MODP_2048])
    sa = IkeSa(
        Seed(capture.name),
        "IKE SA",
        suite,
        Identity.of_fqdn("left.example.org"),
        Identity.of_fqdn("right.example.org"),
    )
    clock = Clock("2024-03-12 11:00:00.000000")
    port = INITIATOR.port

    def send(message: Message, by_initiator: bool, after: float = 5.0) -> None:
        ends = (replace(INITIATOR, port=port), RESPONDER)
        source, destination = ends if by_initiator else reversed(ends)
        capture.ike(clock.after(after), source, destination, message)

    def sealed(
        exchange: Exchange, message_id: int, payloads: list[Payload], by_initiator: bool, response: bool
    ) -> Message:
        return sa.seal(exchange, message_id, payloads, by_initiator, response)

    child = child_of_auth(sa, aes_gcm_16(256), None, "10.7.0.0/24", "10.8.0.0/24")
    init = init_exchange(sa, INITIATOR, RESPONDER)
    auth = [
        sealed(Exchange.IKE_AUTH, 1, auth_payloads(sa, child, PSK, False), True, False),
        sealed(Exchange.IKE_AUTH, 1, auth_payloads(sa, child, PSK, True), False, True),
    ]
    add_exchange(capture, [clock.after(5) for _ in init + auth], INITIATOR, RESPONDER, init + auth)
    verdict_frame = len(capture.frames)

    informational, create = Exchange.INFORMATIONAL, Exchange.CREATE_CHILD_SA
    send(sealed(informational, 2, [], True, False), True, after=5000)
    send(sealed(informational, 2, [], False, True), False)

    # Both ends rekey at the same time; the request of the initiator is captured twice.
    nonces = [sa.value(f"rekey nonce {side}", 32) for side in "ir"]
    new = ChildSa(
        sa,
        sa.value("rekey ESP SPI i", 4),
        sa.value("rekey ESP SPI r", 4),
        child.encr,
        child.integ,
        child.ts_i,
        child.ts_r,
        *nonces,
    )
    rekey_of = [notify(Notify.REKEY_SA, b"", Protocol.ESP, spi) for spi in (child.spi_i, child.spi_r)]
    proposal, *selectors = child_proposal(new, response=False)
    request = sealed(create, 3, [rekey_of[0], proposal, nonce(nonces[0]), *selectors], True, False)
    send(request, True, after=9000)
    send(request, True, after=0.02)
    other = sa_payload(esp_proposal(sa.value("crossing SPI", 4), child.encr.transform(), None))
    crossing = [rekey_of[1], other, nonce(sa.value("crossing nonce", 32)), *reversed_ts(child)]
    send(sealed(create, 0, crossing, False, False), False, after=2)
    send(sealed(create, 0, [notify(Notify.TEMPORARY_FAILURE)], True, True), True)
    proposal, *selectors = child_proposal(new, response=True)
    send(sealed(create, 3, [proposal, nonce(nonces[1]), *selectors], False, True), False)

    # A CHILD_SA that the responder does not want like this.
    integ = Integ.AUTH_HMAC_SHA2_256_128
    cbc = sa_payload(esp_proposal(sa.value("CBC SPI", 4), aes_cbc(128).transform(), integ))
    more = [cbc, nonce(sa.value("CBC nonce", 32)), *selectors]
    send(sealed(create, 4, more, True, False), True, after=1000)
    send(sealed(create, 4, [notify(Notify.NO_PROPOSAL_CHOSEN)], False, True), False)

    # Message IDs 5 and 6 are left out, and 7 is used twice.
    send(sealed(informational, 7, [], True, False), True, after=1000)
    send(sealed(informational, 7, [], False, True), False)
    again = [notify(Notify.SET_WINDOW_SIZE, (1).to_bytes(4, "big"))]
    send(sealed(informational, 7, again, True, False), True, after=1000)

    # Two requests at once, then another source port.
    send(sealed(informational, 8, [], True, False), True, after=1000)
    send(sealed(informational, 9, [], True, False), True)
    send(sealed(informational, 8, [], False, True), False)
    send(sealed(informational, 9, [], False, True), False)
    port = 40777
    send(sealed(informational, 10, [], True, False), True, after=60_000)
    send(sealed(informational, 10, [], False, True), False)

    last = sealed(informational, 11, [], True, False)
    for wait in (30_000, 4000, 7000):
        send(last, True, after=wait)
    header = Header(sa.spi_i, sa.spi_r, informational, Flag.RESPONSE, 12)
    send(clear_message(header, [notify(Notify.INVALID_IKE_SPI)]), False)

    capture.add_sa(sa, INITIATOR, RESPONDER)
    capture.expect(
        sa,
        "established",
        "ESTABLISHED",
        verdict_frame,
        "TEMPORARY_FAILURE",
        "NO_PROPOSAL_CHOSEN",
        "NO_RESPONSE",
        "EXCHANGE_REFUSED",
        "MESSAGE_ID_REUSED",
        "OUTSIDE_WINDOW",
        "UNPROTECTED_ERROR",
    )
    add_keys(capture, [sa], [Psk(sa.initiator.text, sa.responder.text, PSK)])
    return capture


def reversed_ts(child: ChildSa) -> list[Payload]:
    """TSi and TSr of a request by the responder of `child`."""
    return [
        traffic_selectors(child.ts_r, of_initiator=True),
        traffic_selectors(child.ts_i, of_initiator=False),
    ]
