# wrong-psk: the two ends were given different PSKs.
# SPDX-License-Identifier: GPL-2.0-or-later

from ..algorithms import INTEGS, PRFS, aes_cbc
from ..capture import Capture
from ..dh import GROUPS
from ..ike_sa import IkeSa
from ..key_sets import Psk, add_keys
from ..packet import Endpoint
from ..payloads import (
    Identity,
    TrafficSelector,
    identification,
    notify,
    traffic_selectors,
)
from ..registry import Dh, Exchange, Integ, Notify, Prf
from ..sa import esp_proposal, sa as sa_payload
from ..seed import Seed
from ..suite import Suite
from .common import ORIGIN, Clock, add_exchange, init_exchange, own_id

ABOUT = """
AES-CBC-256 with HMAC-SHA2-256-128, PRF HMAC-SHA2-256, group 14. The responder's PSK is the one in
`keys.txt`, the initiator's has an l in place of an I. The initiator's AUTH so does not verify, and
the responder answers IKE_AUTH with AUTHENTICATION_FAILED (RFC 7296, section 2.21.2). No CHILD_SA
comes to be.
"""

RESPONDER_PSK = "IPsec2024"
INITIATOR_PSK = "lPsec2024"
INITIATOR = Endpoint("192.0.2.31", "02:00:00:00:01:31")
RESPONDER = Endpoint("198.51.100.32", "02:00:00:00:02:32")


def build() -> Capture:
    capture = Capture("wrong-psk", "Different PSKs at the two ends", ABOUT, ORIGIN)
    integ = INTEGS[Integ.AUTH_HMAC_SHA2_256_128]
    suite = Suite(aes_cbc(256), PRFS[Prf.PRF_HMAC_SHA2_256], integ, GROUPS[Dh.MODP_2048])
    sa = IkeSa(
        Seed(capture.name),
        "IKE SA",
        suite,
        Identity.of_address(INITIATOR.address),
        Identity.of_address(RESPONDER.address),
    )
    init = init_exchange(sa, INITIATOR, RESPONDER)
    selectors = [TrafficSelector.of_network(net) for net in ("10.50.0.0/24", "10.60.0.0/24")]
    request = [
        own_id(sa, response=False),
        identification(sa.responder, of_initiator=False),
        sa.shared_key_auth(True, INITIATOR_PSK.encode(), verified=False),
        sa_payload(esp_proposal(sa.value("ESP SPI i", 4), aes_cbc(256).transform(), integ.id)),
        traffic_selectors(selectors[:1], of_initiator=True),
        traffic_selectors(selectors[1:], of_initiator=False),
    ]
    refusal = [notify(Notify.AUTHENTICATION_FAILED)]
    auth = [
        sa.seal(Exchange.IKE_AUTH, 1, request, by_initiator=True, response=False),
        sa.seal(Exchange.IKE_AUTH, 1, refusal, by_initiator=False, response=True),
    ]
    clock = Clock("2024-03-09 10:10:10.000000")
    times = [clock.after(5.5) for _ in init + auth]
    add_exchange(capture, times, INITIATOR, RESPONDER, init + auth)

    capture.add_sa(sa, INITIATOR, RESPONDER)
    add_keys(capture, [sa], [Psk(sa.initiator.text, sa.responder.text, RESPONDER_PSK)])
    return capture
