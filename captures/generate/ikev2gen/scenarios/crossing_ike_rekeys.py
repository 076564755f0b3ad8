# crossing-ike-rekeys: both ends rekey the IKE SA at the same time.
# SPDX-License-Identifier: GPL-2.0-or-later

from ..algorithms import PRFS, aes_gcm_16
from ..capture import Capture
from ..certificate import Name
from ..dh import GROUPS
from ..ike_sa import IkeSa
from ..key_sets import add_keys
from ..message import Message
from ..packet import Endpoint
from ..payload import Payload
from ..payloads import Identity, delete, ke, nonce, notify
from ..registry import Dh, Exchange, Notify, Prf, Protocol
from ..sa import sa as sa_payload
from ..seed import Seed
from ..suite import Suite
from .common import ORIGIN, Clock, add_exchange, auth_payloads, child_of_auth, init_exchange

ABOUT = """
One IKE SA (AES-GCM-16-256, PRF HMAC-SHA2-256, group 14) between two ends that are named by
distinguished names. The responder's IKE_AUTH says that the authentication holds for an hour
(AUTH_LIFETIME, RFC 4478), and both ends have a window of 4. Then both rekey the IKE SA at the same
time, and both requests are answered (RFC 7296, section 2.8.2): of the two new IKE SAs the one with
the lowest of the four nonces is deleted by the end that asked for it, and the old IKE SA by the end
that asked for the other.
"""

PSK = "both at once"
LEFT = Endpoint("192.0.2.61", "02:00:00:00:01:61")
RIGHT = Endpoint("198.51.100.62", "02:00:00:00:02:62")


def rekey_payloads(new: IkeSa, response: bool) -> list[Payload]:
    return [
        sa_payload(new.suite.proposal(new.spi_r if response else new.spi_i)),
        nonce(new.nr if response else new.ni),
        ke(new.suite.group.id, new.public_r if response else new.public_i),
    ]


def build() -> Capture:
    title = "Rekeys of one IKE SA by both ends that cross each other"
    capture = Capture("crossing-ike-rekeys", title, ABOUT, ORIGIN)
    seed = Seed(capture.name)
    suite = Suite(aes_gcm_16(256), PRFS[Prf.PRF_HMAC_SHA2_256], None, GROUPS[Dh.MODP_2048])
    left = Identity.of_name(Name("left.example.org", "Example, Ltd", "AA").x509())
    right = Identity.of_name(Name("right.example.org", "Example, Ltd", "AA").x509())
    old = IkeSa(seed, "IKE SA 1", suite, left, right)
    by_left = IkeSa(seed, "IKE SA 2", suite, left, right, rekeyed_from=old)
    by_right = IkeSa(seed, "IKE SA 3", suite, right, left, rekeyed_from=old)
    clock = Clock("2024-03-14 06:00:00.000000")

    def send(message: Message, from_left: bool, after: float = 5.0) -> None:
        ends = (LEFT, RIGHT) if from_left else (RIGHT, LEFT)
        capture.ike(clock.after(after), *ends, message)

    def inform(sa: IkeSa, number: int, payloads: list[Payload], from_left: bool) -> None:
        """An INFORMATIONAL exchange of that end."""
        for response in (False, True):
            sender = from_left != response
            by_initiator = sender == (sa is not by_right)
            body = [] if response else payloads
            message = sa.seal(Exchange.INFORMATIONAL, number, body, by_initiator, response)
            send(message, sender, after=5 if response else 1000)

    child = child_of_auth(old, aes_gcm_16(256), None, "10.17.0.0/24", "10.18.0.0/24")
    init = init_exchange(old, LEFT, RIGHT)
    window = notify(Notify.SET_WINDOW_SIZE, (4).to_bytes(4, "big"))
    lifetime = notify(Notify.AUTH_LIFETIME, (3600).to_bytes(4, "big"))
    request = [*auth_payloads(old, child, PSK, False), window]
    response = [*auth_payloads(old, child, PSK, True), window, lifetime]
    auth = [
        old.seal(Exchange.IKE_AUTH, 1, request, True, False),
        old.seal(Exchange.IKE_AUTH, 1, response, False, True),
    ]
    add_exchange(capture, [clock.after(5) for _ in init + auth], LEFT, RIGHT, init + auth)
    established = len(capture.frames)

    create = Exchange.CREATE_CHILD_SA
    send(old.seal(create, 2, rekey_payloads(by_left, False), True, False), True, after=3_000_000)
    send(old.seal(create, 0, rekey_payloads(by_right, False), False, False), False, after=1)
    send(old.seal(create, 0, rekey_payloads(by_right, True), True, True), True)
    made_by_right = len(capture.frames)
    send(old.seal(create, 2, rekey_payloads(by_left, True), False, True), False, after=1)
    made_by_left = len(capture.frames)

    lowest = min(by_left.ni, by_left.nr, by_right.ni, by_right.nr)
    left_loses = lowest in (by_left.ni, by_left.nr)
    redundant, kept = (by_left, by_right) if left_loses else (by_right, by_left)
    inform(redundant, 0, [delete(Protocol.IKE)], from_left=left_loses)
    inform(old, 1 if left_loses else 3, [delete(Protocol.IKE)], from_left=not left_loses)
    inform(kept, 0, [], from_left=True)

    capture.add_sa(old, LEFT, RIGHT)
    capture.expect(old, "established", "ESTABLISHED", established)
    # In the order in which their responses make them.
    capture.add_sa(by_right, RIGHT, LEFT)
    capture.expect(by_right, "established", "REKEYED", made_by_right)
    capture.add_sa(by_left, LEFT, RIGHT)
    capture.expect(by_left, "established", "REKEYED", made_by_left)
    add_keys(capture, [old, by_right, by_left]).psk("*", "*", PSK)
    return capture
