# tcp-encap: IKE and ESP in a TCP stream.
# SPDX-License-Identifier: GPL-2.0-or-later

from ..algorithms import INTEGS, PRFS, aes_cbc
from ..capture import NAT_T_PORT, Capture
from ..dh import GROUPS
from ..ike_sa import IkeSa
from ..key_sets import Psk, add_keys
from ..packet import IPV4, Endpoint, icmp_echo
from ..payload import Payload
from ..payloads import Identity, delete
from ..registry import Dh, Exchange, Integ, Prf, Protocol
from ..seed import Seed
from ..suite import Suite
from ..tcp import Connection, Part, esp, ike, nat_keepalive, prefix
from .common import ORIGIN, Clock, auth_payloads, child_of_auth, init_exchange

ABOUT = """
TCP encapsulation (RFC 9329) on port 4500, as it is used where UDP does not pass. AES-CBC-256 with
HMAC-SHA2-256-128, PRF HMAC-SHA2-256, group 14. The originator of the connection sends the stream
prefix "IKETCP" in front of its first message. After it each message has a 16-bit Length field in
front, which counts itself; IKE messages also have the non-ESP marker, ESP packets do not.

How the stream is cut into segments is none of its business: IKE_SA_INIT and IKE_AUTH come in two
and in three segments, one cut goes through a Length field; two echo requests and the beginning of
a liveness check share a segment; so do a NAT-keepalive, which does not belong into TCP but has to
be put up with, and the deletion of the CHILD_SA.
"""

PSK = "through the firewall"
ORIGINATOR = Endpoint("192.0.2.77", "02:00:00:00:01:77", port=51000)
RESPONDER = Endpoint("198.51.100.77", "02:00:00:00:02:77", port=NAT_T_PORT)
HOSTS = ("10.70.0.1", "10.80.0.1")


def build() -> Capture:
    capture = Capture("tcp-encap", "IKE and ESP in TCP", ABOUT, ORIGIN)
    integ = INTEGS[Integ.AUTH_HMAC_SHA2_256_128]
    suite = Suite(aes_cbc(256), PRFS[Prf.PRF_HMAC_SHA2_256], integ, GROUPS[Dh.MODP_2048])
    sa = IkeSa(
        Seed(capture.name),
        "IKE SA",
        suite,
        Identity.of_fqdn("roamer.example.net"),
        Identity.of_fqdn("gate.example.net"),
    )
    child = child_of_auth(sa, aes_cbc(256), integ, "10.70.0.0/24", "10.80.0.0/24")
    clock = Clock("2024-03-11 07:30:00.000000")
    connection = Connection(capture, ORIGINATOR, RESPONDER, isn=(0x10000000, 0x20000000))

    def times(*milliseconds: float) -> list[str]:
        return [clock.after(each) for each in milliseconds]

    connection.open(times(0, 11.0, 0.2))
    request, response = (ike(each) for each in init_exchange(sa, ORIGINATOR, RESPONDER))
    connection.send(times(0.3, 0.1), True, [prefix(), request], cuts=[300])
    connection.send(times(12.5, 0.1), False, [response], cuts=[1])

    def message(
        exchange: Exchange,
        message_id: int,
        payloads: list[Payload],
        by_initiator: bool,
        response: bool,
    ) -> Part:
        return ike(sa.seal(exchange, message_id, payloads, by_initiator, response))

    payloads = auth_payloads(sa, child, PSK, response=False)
    auth = message(Exchange.IKE_AUTH, 1, payloads, True, False)
    connection.send(times(9.0, 0.1, 0.1), True, [auth], cuts=[100, 200])
    payloads = auth_payloads(sa, child, PSK, response=True)
    connection.send(times(13.0), False, [message(Exchange.IKE_AUTH, 1, payloads, False, True)])

    data = bytes(range(32))
    echoes = [
        esp(child.packet(True, number, IPV4, icmp_echo(*HOSTS, number, data))) for number in (1, 2)
    ]
    liveness = message(Exchange.INFORMATIONAL, 2, [], True, False)
    cut = sum(len(each.octets) for each in echoes) + 40
    connection.send(times(500.0, 0.1), True, [*echoes, liveness], cuts=[cut])
    replies = [
        esp(child.packet(False, number, IPV4, icmp_echo(*HOSTS[::-1], number, data, reply=True)))
        for number in (1, 2)
    ]
    alive = message(Exchange.INFORMATIONAL, 2, [], False, True)
    connection.send(times(12.0), False, [*replies, alive])

    deletions = [
        message(Exchange.INFORMATIONAL, 3, [delete(Protocol.ESP, [child.spi_i])], True, False),
        message(Exchange.INFORMATIONAL, 3, [delete(Protocol.ESP, [child.spi_r])], False, True),
        message(Exchange.INFORMATIONAL, 4, [delete(Protocol.IKE)], True, False),
        message(Exchange.INFORMATIONAL, 4, [], False, True),
    ]
    connection.send(times(20_000.0), True, [nat_keepalive(), deletions[0]])
    for number, deletion in enumerate(deletions[1:]):
        connection.send(times(11.5), number % 2 == 1, [deletion])
    connection.close(times(0.4, 11.2, 0.1))

    capture.add_sa(sa, ORIGINATOR, RESPONDER)
    add_keys(capture, [sa], [Psk(sa.initiator.text, sa.responder.text, PSK)])
    return capture
