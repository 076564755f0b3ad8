# aes-gcm-psk: an AEAD cipher, an initiator behind a NAT, and ESP in UDP.
# SPDX-License-Identifier: GPL-2.0-or-later

from dataclasses import replace

from ..algorithms import PRFS, aes_gcm_16
from ..capture import NAT_T_PORT, Capture
from ..dh import GROUPS
from ..ike_sa import IkeSa
from ..key_sets import Psk, add_keys
from ..packet import IPV4, Endpoint, icmp_echo
from ..payloads import Identity
from ..registry import Dh, Exchange, Prf
from ..seed import Seed
from ..suite import Suite
from .common import ORIGIN, Clock, add_exchange, auth_payloads, child_of_auth, init_payloads

ABOUT = """
AES-GCM with a 16-octet ICV and 256-bit keys, PRF HMAC-SHA2-256, group 14. The initiator is
10.1.0.5 behind a NAT that shows it as 203.0.113.7; the capture is from the responder's side. Its
NAT_DETECTION_SOURCE_IP so does not match, and from IKE_AUTH on both ends use UDP port 4500 (RFC
7296, section 2.23): IKE behind the non-ESP marker, two ESP packets (an echo request and its reply,
AES-GCM too), a NAT keepalive, and a liveness check that the responder begins (Message ID 0 of its
own, no Initiator flag).
"""

PSK = "correct horse battery staple"
INSIDE = Endpoint("10.1.0.5", "02:00:00:00:01:05")
NAT = Endpoint("203.0.113.7", "02:00:00:00:01:01", port=40500, ttl=60)
RESPONDER = Endpoint("198.51.100.1", "02:00:00:00:02:01")
HOSTS = ("10.1.0.5", "10.2.0.9")


def build() -> Capture:
    capture = Capture("aes-gcm-psk", "AES-GCM with a PSK through a NAT", ABOUT, ORIGIN)
    suite = Suite(aes_gcm_16(256), PRFS[Prf.PRF_HMAC_SHA2_256], None, GROUPS[Dh.MODP_2048])
    sa = IkeSa(
        Seed(capture.name),
        "IKE SA",
        suite,
        Identity.of_fqdn("branch.example.net"),
        Identity.of_fqdn("hub.example.net"),
    )
    clock = Clock("2024-03-04 08:15:00.100000")

    # Each end hashes the addresses that it sees itself.
    init = [
        sa.init(init_payloads(sa, False, INSIDE, RESPONDER), response=False),
        sa.init(init_payloads(sa, True, RESPONDER, NAT), response=True),
    ]
    add_exchange(capture, [clock.after(0), clock.after(4.2)], NAT, RESPONDER, init)

    nat = replace(NAT, port=40501)
    responder = replace(RESPONDER, port=NAT_T_PORT)
    child = child_of_auth(sa, aes_gcm_16(256), None, "10.1.0.0/24", "10.2.0.0/24")
    request = auth_payloads(sa, child, PSK, response=False)
    response = auth_payloads(sa, child, PSK, response=True)
    auth = [
        sa.seal(Exchange.IKE_AUTH, 1, request, by_initiator=True, response=False),
        sa.seal(Exchange.IKE_AUTH, 1, response, by_initiator=False, response=True),
    ]
    add_exchange(capture, [clock.after(21.5), clock.after(5.1)], nat, responder, auth)

    data = bytes(range(32))
    echo = child.packet(True, 1, IPV4, icmp_echo(*HOSTS, 1, data))
    reply = child.packet(False, 1, IPV4, icmp_echo(HOSTS[1], HOSTS[0], 1, data, reply=True))
    capture.esp_in_udp(clock.after(903.7), nat, responder, echo)
    capture.esp_in_udp(clock.after(1.3), responder, nat, reply)
    capture.nat_keepalive(clock.after(20_000), nat, responder)

    liveness = [
        sa.seal(Exchange.INFORMATIONAL, 0, [], by_initiator=False, response=False),
        sa.seal(Exchange.INFORMATIONAL, 0, [], by_initiator=True, response=True),
    ]
    add_exchange(capture, [clock.after(9_000), clock.after(18.4)], responder, nat, liveness)

    capture.add_sa(sa, NAT, RESPONDER)
    add_keys(capture, [sa], [Psk(sa.initiator.text, sa.responder.text, PSK)])
    return capture
