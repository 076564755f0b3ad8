# session-resumption: an IKE SA that a ticket makes anew.
# SPDX-License-Identifier: GPL-2.0-or-later

from .. import key_schedule
from ..algorithms import INTEGS, PRFS, aes_cbc
from ..capture import Capture
from ..dh import GROUPS
from ..ike_sa import NO_SPI, IkeSa
from ..key_sets import Psk, add_keys
from ..message import Header, clear_message
from ..packet import Endpoint
from ..payloads import Identity, delete, nonce, notify
from ..registry import AuthMethod, Dh, Exchange, Flag, Integ, Notify, Prf, Protocol
from ..seed import Seed
from ..suite import Suite
from .common import ORIGIN, Clock, add_exchange, init_exchange, own_id

ABOUT = """
AES-CBC-256 with HMAC-SHA2-256-128, PRF HMAC-SHA2-256, group 14. The first IKE SA is childless
(RFC 6023): IKE_AUTH has no SA payload. The responder gives the initiator a ticket, and the IKE SA is
deleted. IKE_SESSION_RESUME (RFC 5723) makes another one of it: its keys come of the first one's SK_d
and of new nonces, so that `keys.txt` needs nothing for it.
"""

PSK = "see you again"
TICKET_LIFETIME = (86400).to_bytes(4, "big")
INITIATOR = Endpoint("192.0.2.71", "02:00:00:00:01:71")
RESPONDER = Endpoint("198.51.100.72", "02:00:00:00:02:72")


def build() -> Capture:
    capture = Capture("session-resumption", "A resumed IKE SA", ABOUT, ORIGIN)
    seed = Seed(capture.name)
    integ = INTEGS[Integ.AUTH_HMAC_SHA2_256_128]
    suite = Suite(aes_cbc(256), PRFS[Prf.PRF_HMAC_SHA2_256], integ, GROUPS[Dh.MODP_2048])
    identities = (Identity.of_fqdn("roamer.example.org"), Identity.of_fqdn("hub.example.org"))
    old = IkeSa(seed, "IKE SA 1", suite, *identities)
    new = IkeSa(seed, "IKE SA 2", suite, *identities)
    clock = Clock("2024-04-05 14:00:00.000000")

    def add(*messages) -> None:  # type: ignore[no-untyped-def]
        times = [clock.after(7.5) for _ in messages]
        add_exchange(capture, times, INITIATOR, RESPONDER, messages)

    def exchange(sa: IkeSa, kind: Exchange, message_id: int, *payloads) -> None:  # type: ignore[no-untyped-def]
        add(
            *(
                sa.seal(kind, message_id, each, not response, response)
                for response, each in zip((False, True), payloads, strict=True)
            )
        )

    add(*init_exchange(old, INITIATOR, RESPONDER))
    ticket = old.value("ticket", 48)
    exchange(
        old,
        Exchange.IKE_AUTH,
        1,
        [own_id(old, False), old.shared_key_auth(True, PSK.encode()), notify(Notify.TICKET_REQUEST)],
        [
            own_id(old, True),
            old.shared_key_auth(False, PSK.encode()),
            notify(Notify.TICKET_LT_OPAQUE, TICKET_LIFETIME + ticket),
        ],
    )
    exchange(old, Exchange.INFORMATIONAL, 2, [delete(Protocol.IKE)], [])

    new.skeyseed = key_schedule.skeyseed_of_resumption(
        suite.prf, old.keys.sk_d, new.ni, new.nr
    )
    request = Header(new.spi_i, NO_SPI, Exchange.IKE_SESSION_RESUME, Flag.INITIATOR, 0)
    response = Header(new.spi_i, new.spi_r, Exchange.IKE_SESSION_RESUME, Flag.RESPONSE, 0)
    resume = [
        clear_message(request, [nonce(new.ni), notify(Notify.TICKET_OPAQUE, ticket)]),
        clear_message(response, [nonce(new.nr)]),
    ]
    new.init_request, new.init_response = (each.octets for each in resume)
    add(*resume)
    # "AUTH = prf(SK_px, <message octets>)" (RFC 5723, section 5.2).
    auths = [
        [
            own_id(new, not by_initiator),
            new.auth(
                by_initiator,
                AuthMethod.SHARED_KEY_MIC,
                suite.prf(sk_p, new.signed_octets(by_initiator)),
                secret="resumption",
            ),
        ]
        for by_initiator, sk_p in ((True, new.keys.sk_pi), (False, new.keys.sk_pr))
    ]
    exchange(new, Exchange.IKE_AUTH, 1, *auths)
    exchange(new, Exchange.INFORMATIONAL, 2, [], [])

    for sa in (old, new):
        capture.add_sa(sa, INITIATOR, RESPONDER)
    add_keys(capture, [old], [Psk(old.initiator.text, old.responder.text, PSK)])
    return capture
