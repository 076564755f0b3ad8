# aes256-sha512-psk: from IKE_SA_INIT to the deletion of the IKE SA.
# SPDX-License-Identifier: GPL-2.0-or-later

from ..algorithms import INTEGS, PRFS, aes_cbc
from ..capture import Capture
from ..dh import GROUPS
from ..ike_sa import IkeSa
from ..key_sets import Psk, add_keys
from ..message import Message
from ..packet import IPV4, Endpoint, icmp_echo
from ..payload import Payload
from ..payloads import Identity, delete
from ..registry import Dh, Exchange, Integ, Prf, Protocol
from ..seed import Seed
from ..suite import Suite
from .common import ORIGIN, Clock, add_exchange, auth_payloads, child_of_auth, init_exchange

ABOUT = """
AES-CBC-256 with HMAC-SHA2-512-256, PRF HMAC-SHA2-512, group 14, for IKE and (without PRF and
group) for ESP. A whole life: IKE_SA_INIT, IKE_AUTH, an echo request and its reply in ESP, a
liveness check whose request is sent twice (the second is a retransmission, octet by octet the
same), the deletion of the CHILD_SA (RFC 7296, section 1.4.1: each end names the SPI that it
receives with) and that of the IKE SA.
"""

PSK = "0123456789abcdef"
INITIATOR = Endpoint("192.0.2.1", "02:00:00:00:01:01")
RESPONDER = Endpoint("198.51.100.2", "02:00:00:00:02:02")
HOSTS = ("10.10.0.1", "10.20.0.1")


def informational(sa: IkeSa, message_id: int, payloads: list[Payload], response: bool) -> Message:
    """A message of an exchange that the initiator of the IKE SA begins."""
    return sa.seal(Exchange.INFORMATIONAL, message_id, payloads, not response, response)


def build() -> Capture:
    capture = Capture("aes256-sha512-psk", "AES-CBC-256 and SHA2-512 with a PSK", ABOUT, ORIGIN)
    integ = INTEGS[Integ.AUTH_HMAC_SHA2_512_256]
    suite = Suite(aes_cbc(256), PRFS[Prf.PRF_HMAC_SHA2_512], integ, GROUPS[Dh.MODP_2048])
    sa = IkeSa(
        Seed(capture.name),
        "IKE SA",
        suite,
        Identity.of_email("gateway@example.org"),
        Identity.of_fqdn("vpn.example.com"),
        nonce_length=64,
    )
    clock = Clock("2024-03-06 17:45:10.250000")
    ends = (INITIATOR, RESPONDER)

    init = init_exchange(sa, *ends)
    add_exchange(capture, [clock.after(0), clock.after(7.7)], *ends, init)

    child = child_of_auth(sa, aes_cbc(256), integ, "10.10.0.0/16", "10.20.0.0/16")
    request = auth_payloads(sa, child, PSK, response=False)
    response = auth_payloads(sa, child, PSK, response=True)
    auth = [
        sa.seal(Exchange.IKE_AUTH, 1, request, by_initiator=True, response=False),
        sa.seal(Exchange.IKE_AUTH, 1, response, by_initiator=False, response=True),
    ]
    add_exchange(capture, [clock.after(9.4), clock.after(8.2)], *ends, auth)

    data = bytes(range(16))
    echo = child.packet(True, 1, IPV4, icmp_echo(*HOSTS, 1, data))
    reply = child.packet(False, 1, IPV4, icmp_echo(HOSTS[1], HOSTS[0], 1, data, reply=True))
    capture.esp(clock.after(250), INITIATOR, RESPONDER, echo)
    capture.esp(clock.after(1.1), RESPONDER, INITIATOR, reply)

    liveness = informational(sa, 2, [], response=False)
    capture.ike(clock.after(30_000), *ends, liveness)
    capture.ike(clock.after(1_000), *ends, liveness, note="retransmission")
    capture.ike(clock.after(2.0), RESPONDER, INITIATOR, informational(sa, 2, [], response=True))

    deletions = [
        informational(sa, 3, [delete(Protocol.ESP, [child.spi_i])], response=False),
        informational(sa, 3, [delete(Protocol.ESP, [child.spi_r])], response=True),
        informational(sa, 4, [delete(Protocol.IKE)], response=False),
        informational(sa, 4, [], response=True),
    ]
    times = [clock.after(each) for each in (12_000, 2.2, 0.4, 2.1)]
    add_exchange(capture, times, *ends, deletions)

    capture.add_sa(sa, *ends)
    add_keys(capture, [sa], [Psk(sa.initiator.text, sa.responder.text, PSK)])
    return capture
