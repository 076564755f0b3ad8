# 3des-md5-psk: the oldest algorithms, over IPv6, with a g^ir that begins with a zero octet.
# SPDX-License-Identifier: GPL-2.0-or-later

from itertools import count

from ..algorithms import INTEGS, PRFS, TRIPLE_DES
from ..capture import Capture
from ..dh import GROUPS
from ..ike_sa import PRIVATE_VALUE_LENGTH, IkeSa
from ..key_sets import Psk, add_keys
from ..packet import IPV6, UDP, Endpoint, ipv6, udp
from ..payloads import Identity
from ..registry import Dh, Exchange, Integ, Prf
from ..seed import Seed
from ..suite import Suite
from .common import ORIGIN, Clock, add_exchange, auth_payloads, child_of_auth, init_exchange

ABOUT = """
3DES with HMAC-MD5-96, PRF HMAC-MD5 and group 2, between two IPv6 addresses that are also the
identities, and one ESP packet (3DES and HMAC-MD5-96, a UDP datagram over IPv6 inside). The
nonces have 16 octets, the fewest that RFC 7296 allows. The shared secret g^ir begins with a zero
octet, which belongs to it: "padded with zeros if necessary to make it the length of the modulus"
(RFC 7296, section 2.14).
"""

PSK = "sixteen octets.."
INITIATOR = Endpoint("2001:db8:1::1", "02:00:00:00:01:01")
RESPONDER = Endpoint("2001:db8:2::1", "02:00:00:00:02:01")
HOSTS = (
    Endpoint("2001:db8:a::10", "", port=50000),
    Endpoint("2001:db8:b::20", "", port=7),
)


def private_value_for_leading_zero(sa: IkeSa) -> bytes:
    """The first private value of the initiator that makes g^ir begin with a zero octet."""
    for number in count():
        private = sa.value(f"private value i, try {number}", PRIVATE_VALUE_LENGTH)
        if sa.suite.group.shared(private, sa.public_r)[0] == 0:
            return private
    raise AssertionError("count() does not end")


def build() -> Capture:
    capture = Capture("3des-md5-psk", "3DES and MD5 with a PSK over IPv6", ABOUT, ORIGIN)
    integ = INTEGS[Integ.AUTH_HMAC_MD5_96]
    suite = Suite(TRIPLE_DES, PRFS[Prf.PRF_HMAC_MD5], integ, GROUPS[Dh.MODP_1024])
    sa = IkeSa(
        Seed(capture.name),
        "IKE SA",
        suite,
        Identity.of_address(INITIATOR.address),
        Identity.of_address(RESPONDER.address),
        nonce_length=16,
    )
    sa.private_i = private_value_for_leading_zero(sa)
    clock = Clock("2024-03-05 12:00:00.000000")

    init = init_exchange(sa, INITIATOR, RESPONDER)
    add_exchange(capture, [clock.after(0), clock.after(2.9)], INITIATOR, RESPONDER, init)

    child = child_of_auth(sa, TRIPLE_DES, integ, "2001:db8:a::/64", "2001:db8:b::/64")
    request = auth_payloads(sa, child, PSK, response=False)
    response = auth_payloads(sa, child, PSK, response=True)
    auth = [
        sa.seal(Exchange.IKE_AUTH, 1, request, by_initiator=True, response=False),
        sa.seal(Exchange.IKE_AUTH, 1, response, by_initiator=False, response=True),
    ]
    add_exchange(capture, [clock.after(6.6), clock.after(3.0)], INITIATOR, RESPONDER, auth)

    datagram = udp(*HOSTS, b"echo over ESP over IPv6")
    inner = ipv6(HOSTS[0].packed(), HOSTS[1].packed(), UDP, datagram)
    capture.esp(clock.after(500), INITIATOR, RESPONDER, child.packet(True, 1, IPV6, inner))

    capture.add_sa(sa, INITIATOR, RESPONDER)
    add_keys(capture, [sa], [Psk(sa.initiator.text, sa.responder.text, PSK)])
    return capture
