# The exchanges that most scenarios share, in the order of payloads of RFC 7296, section 1.2.
# SPDX-License-Identifier: GPL-2.0-or-later

from collections.abc import Sequence

from ..algorithms import Encr, Integ
from ..capture import Capture
from ..child_sa import ChildSa
from ..ike_sa import IkeSa
from ..message import Message
from ..packet import Endpoint
from ..payload import Payload
from ..payloads import TrafficSelector, identification, ke, nonce, traffic_selectors
from ..sa import esp_proposal, sa as sa_payload

ORIGIN = """
All of it is made up: SPIs, nonces, private values, IVs and padding come from the generator's seed,
keys, AUTH and hashes are computed from those. Addresses and names are of the ranges that RFC 5737,
RFC 3849 and RFC 2606 set aside for documentation.
"""


class Clock:
    """Times of one day, each a given number of milliseconds after the one before."""

    def __init__(self, start: str) -> None:
        self._day, time = start.split(" ")
        hours, minutes, seconds = time.split(":")
        self._microseconds = (int(hours) * 60 + int(minutes)) * 60_000_000
        self._microseconds += int(float(seconds) * 1_000_000)

    def after(self, milliseconds: float) -> str:
        self._microseconds += int(milliseconds * 1000)
        seconds, microseconds = divmod(self._microseconds, 1_000_000)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{self._day} {hours:02}:{minutes:02}:{seconds:02}.{microseconds:06}"


def init_payloads(
    sa: IkeSa,
    response: bool,
    source: Endpoint,
    destination: Endpoint,
    more: Sequence[Payload] = (),
) -> list[Payload]:
    """SA, KE, Nonce, both NAT detection notifies over the addresses that the sender sees, `more`."""
    return [
        sa_payload(sa.suite.proposal()),
        ke(sa.suite.group.id, sa.public_r if response else sa.public_i),
        nonce(sa.nr if response else sa.ni),
        sa.nat_detection(source.address, source.port, True, response),
        sa.nat_detection(destination.address, destination.port, False, response),
        *more,
    ]


def init_exchange(
    sa: IkeSa, initiator: Endpoint, responder: Endpoint, more: Sequence[Payload] = ()
) -> list[Message]:
    """Request and response, `more` in both."""
    request = init_payloads(sa, False, initiator, responder, more)
    response = init_payloads(sa, True, responder, initiator, more)
    return [sa.init(request, response=False), sa.init(response, response=True)]


def child_proposal(child: ChildSa, response: bool, dh: int | None = None) -> list[Payload]:
    """SA, TSi and TSr of the exchange that makes `child`."""
    spi = child.spi_r if response else child.spi_i
    integ = child.integ.id if child.integ else None
    return [
        sa_payload(esp_proposal(spi, child.encr.transform(), integ, esn=child.esn, dh=dh)),
        traffic_selectors(child.ts_i, of_initiator=True),
        traffic_selectors(child.ts_r, of_initiator=False),
    ]


def own_id(sa: IkeSa, response: bool) -> Payload:
    return identification(sa.responder if response else sa.initiator, of_initiator=not response)


def auth_payloads(sa: IkeSa, child: ChildSa, psk: str, response: bool) -> list[Payload]:
    """What IKE_AUTH with a PSK holds; the initiator also names whom it wants to speak to."""
    return [
        own_id(sa, response),
        *([] if response else [identification(sa.responder, of_initiator=False)]),
        sa.shared_key_auth(not response, psk.encode()),
        *child_proposal(child, response),
    ]


def child_of_auth(
    sa: IkeSa, encr: Encr, integ: Integ | None, network_i: str, network_r: str
) -> ChildSa:
    """The CHILD_SA that IKE_AUTH makes, keyed with the nonces of IKE_SA_INIT (2.17)."""
    return ChildSa(
        sa,
        sa.value("ESP SPI i", 4),
        sa.value("ESP SPI r", 4),
        encr,
        integ,
        (TrafficSelector.of_network(network_i),),
        (TrafficSelector.of_network(network_r),),
        sa.ni,
        sa.nr,
    )


def add_exchange(
    capture: Capture,
    times: Sequence[str],
    initiator: Endpoint,
    responder: Endpoint,
    messages: Sequence[Message],
) -> None:
    """Adds messages that go back and forth, the first from `initiator` (of the exchange)."""
    ends = (initiator, responder)
    for number, (time, message) in enumerate(zip(times, messages, strict=True)):
        source, destination = ends if number % 2 == 0 else reversed(ends)
        capture.ike(time, source, destination, message)
