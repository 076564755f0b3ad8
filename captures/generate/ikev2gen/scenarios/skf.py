# skf and skf-out-of-order: IKE_AUTH in fragments (RFC 7383).
# SPDX-License-Identifier: GPL-2.0-or-later

from collections.abc import Sequence

from ..algorithms import INTEGS, PRFS, aes_cbc
from ..capture import Capture
from ..dh import GROUPS
from ..ike_sa import IkeSa
from ..key_sets import Psk, add_keys
from ..message import Message
from ..packet import Endpoint
from ..payload import Payload, chain
from ..payloads import Identity, notify
from ..registry import Dh, Exchange, Integ, Notify, Prf
from ..seed import Seed
from ..suite import Suite
from .common import ORIGIN, Clock, auth_payloads, child_of_auth, init_exchange

ABOUT = """
AES-CBC-128 with HMAC-SHA2-256-128, PRF HMAC-SHA2-256, group 14. Both ends announce
IKEV2_FRAGMENTATION_SUPPORTED, and IKE_AUTH goes in three SKF payloads each way, each encrypted and
authenticated on its own.
"""
IN_ORDER = "\nThe fragments arrive in order.\n"
OUT_OF_ORDER = """
The fragments are those of `skf`, but they arrive out of order: 2, 3, 1 of the request; 3, 1, 1
again and 2 of the response. A message is complete with the last fragment that arrives, whatever its
number. In `facts.json`, `reassembled` still stands at fragment 3.
"""

FRAGMENTS = 3
PSK = "in three pieces"
INITIATOR = Endpoint("192.0.2.10", "02:00:00:00:01:10")
RESPONDER = Endpoint("198.51.100.20", "02:00:00:00:02:20")


def fragments(sa: IkeSa, payloads: Sequence[Payload], response: bool) -> list[Message]:
    chunk_length = -(-len(chain(payloads)) // FRAGMENTS)
    return sa.seal_fragments(Exchange.IKE_AUTH, 1, payloads, not response, response, chunk_length)


def _build(
    name: str, title: str, about: str, request_order: Sequence[int], response_order: Sequence[int]
) -> Capture:
    capture = Capture(name, title, about, ORIGIN)
    integ = INTEGS[Integ.AUTH_HMAC_SHA2_256_128]
    suite = Suite(aes_cbc(128), PRFS[Prf.PRF_HMAC_SHA2_256], integ, GROUPS[Dh.MODP_2048])
    sa = IkeSa(
        Seed("skf"),
        "IKE SA",
        suite,
        Identity.of_fqdn("left.example.net"),
        Identity.of_fqdn("right.example.net"),
    )
    supported = [notify(Notify.IKEV2_FRAGMENTATION_SUPPORTED)]
    request, response = init_exchange(sa, INITIATOR, RESPONDER, more=supported)
    child = child_of_auth(sa, aes_cbc(128), integ, "10.30.0.0/24", "10.40.0.0/24")
    asked = fragments(sa, auth_payloads(sa, child, PSK, response=False), response=False)
    answered = fragments(sa, auth_payloads(sa, child, PSK, response=True), response=True)

    clock = Clock("2024-03-08 21:00:00.000000")
    capture.ike(clock.after(0), INITIATOR, RESPONDER, request)
    capture.ike(clock.after(4.4), RESPONDER, INITIATOR, response)
    for number in request_order:
        capture.ike(clock.after(0.3), INITIATOR, RESPONDER, asked[number - 1])
    for number in response_order:
        capture.ike(clock.after(0.7), RESPONDER, INITIATOR, answered[number - 1])

    capture.add_sa(sa, INITIATOR, RESPONDER)
    add_keys(capture, [sa], [Psk(sa.initiator.text, sa.responder.text, PSK)])
    return capture


def build() -> Capture:
    return _build("skf", "IKE fragmentation", ABOUT + IN_ORDER, (1, 2, 3), (1, 2, 3))


def build_out_of_order() -> Capture:
    title = "IKE fragmentation, fragments out of order"
    return _build("skf-out-of-order", title, ABOUT + OUT_OF_ORDER, (2, 3, 1), (3, 1, 1, 2))
