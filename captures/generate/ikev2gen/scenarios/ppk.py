# ppk: a post-quantum preshared key.
# SPDX-License-Identifier: GPL-2.0-or-later

from ..algorithms import INTEGS, PRFS, aes_cbc
from ..auth import shared_key_auth
from ..capture import Capture
from ..dh import GROUPS
from ..ike_sa import IkeSa
from ..key_sets import Psk, add_keys
from ..packet import IPV4, Endpoint, icmp_echo
from ..payload import Payload
from ..payloads import Identity, notify
from ..registry import Dh, Exchange, Integ, Notify, Prf
from ..seed import Seed
from ..suite import Suite
from .common import ORIGIN, Clock, add_exchange, auth_payloads, child_of_auth, init_exchange

ABOUT = """
AES-CBC-256 with HMAC-SHA2-256-128, PRF HMAC-SHA2-256, group 14. Both sides send USE_PPK, the
initiator names a PPK by PPK_IDENTITY and the responder confirms it (RFC 8784). AUTH and the keys of
the CHILD_SA depend on the PPK; the encryption of IKE_AUTH does not. NO_PPK_AUTH holds what AUTH would
be without it.
"""

PSK = "a preshared key"
PPK_ID = "ppk-7@example.org"
PPK_ID_FIXED = b"\x02"
INITIATOR = Endpoint("192.0.2.51", "02:00:00:00:01:51")
RESPONDER = Endpoint("198.51.100.52", "02:00:00:00:02:52")
HOSTS = ("10.51.0.1", "10.52.0.1")


def ppk_identity() -> Payload:
    """PPK_ID type "PPK_ID_FIXED", then the identity (RFC 8784, section 5.1)."""
    return notify(Notify.PPK_IDENTITY, PPK_ID_FIXED + PPK_ID.encode())


def build() -> Capture:
    capture = Capture("ppk", "A post-quantum preshared key", ABOUT, ORIGIN)
    integ = INTEGS[Integ.AUTH_HMAC_SHA2_256_128]
    suite = Suite(aes_cbc(256), PRFS[Prf.PRF_HMAC_SHA2_256], integ, GROUPS[Dh.MODP_2048])
    identities = (Identity.of_fqdn("spoke.example.org"), Identity.of_fqdn("hub.example.org"))
    sa = IkeSa(Seed(capture.name), "IKE SA", suite, *identities)
    ppk = sa.value("PPK", 32)
    init = init_exchange(sa, INITIATOR, RESPONDER, more=[notify(Notify.USE_PPK)])
    without = shared_key_auth(suite.prf, PSK.encode(), sa.signed_octets(by_initiator=True))
    sa.mix_ppk(ppk)
    child = child_of_auth(sa, aes_cbc(256), integ, "10.51.0.0/24", "10.52.0.0/24")
    request = [
        *auth_payloads(sa, child, PSK, response=False),
        ppk_identity(),
        notify(Notify.NO_PPK_AUTH, without),
    ]
    response = [*auth_payloads(sa, child, PSK, response=True), ppk_identity()]
    auth = [
        sa.seal(Exchange.IKE_AUTH, 1, request, by_initiator=True, response=False),
        sa.seal(Exchange.IKE_AUTH, 1, response, by_initiator=False, response=True),
    ]
    clock = Clock("2024-04-03 12:00:00.000000")
    times = [clock.after(5.5) for _ in init + auth]
    add_exchange(capture, times, INITIATOR, RESPONDER, init + auth)
    echo = child.packet(True, 1, IPV4, icmp_echo(*HOSTS, 1, bytes(24)))
    capture.esp(clock.after(40), INITIATOR, RESPONDER, echo)
    reply = child.packet(False, 1, IPV4, icmp_echo(HOSTS[1], HOSTS[0], 1, bytes(24), reply=True))
    capture.esp(clock.after(1.5), RESPONDER, INITIATOR, reply)

    capture.add_sa(sa, INITIATOR, RESPONDER)
    key_file = add_keys(capture, [sa], [Psk(sa.initiator.text, sa.responder.text, PSK)])
    key_file.comment("AUTH and the CHILD_SA's keys need this one as well")
    key_file.line("PPK", PPK_ID, f"0x{ppk.hex()}")
    return capture
