# cisco-ios-psk: the four messages of SA ID = 1 in the Cisco IOS transcripts.
# SPDX-License-Identifier: GPL-2.0-or-later

from ..capture import Capture
from ..ike_sa import IkeSa
from ..key_sets import add_alternatives, add_keys
from ..message import Message
from ..registry import Exchange
from ..seed import Seed
from . import cisco
from .cisco import DAY, ROUTER_1, ROUTER_2

ABOUT = """
Two Cisco IOS 15.1 routers set up a site-to-site tunnel with a pre-shared key: IKE_SA_INIT and
IKE_AUTH between 10.0.0.1 (Router 1, initiator) and 10.0.0.2 (Router 2). 3DES and AES-CBC-128 are
offered, AES-CBC-128 with HMAC-SHA1-96, PRF HMAC-SHA1 and group 2 are chosen; the CHILD_SA is ESP
with 3DES and HMAC-SHA1-96.

The frames stand for the messages whose `debug crypto ikev2 packet` output Cisco published: every
length, payload, transform, notify, SPI of the IKE SA and time is that of the transcripts.
"""

ORIGIN = """
The transcripts give no octets of keys, nonces, hashes or ESP SPIs, no year and no software
version. Those are made up:

- nonces, private values, IVs, padding, the five CA key hashes and Router 2's ESP SPI come from the
  generator's seed; Router 1's ESP SPI is the one SPI that its debug prints (0x9506D414);
- AUTH, NAT detection hashes and all keys are computed from those, with the PSK `cisco`;
- the 17-octet vendor ID is taken for `FLEXVPN-SUPPORTED`, the 257 octets of the application
  version for the first lines of `show version`;
- the 16-octet vendor ID CISCO-GRANITE has no public definition: here it is the beginning of
  SHA-1("CISCO-GRANITE" | SPIi | SPIr);
- the certificate request's encoding is 12, which Cisco routers are seen to send;
- the year is 2013; times lie between the sender's stamp and the receiver's.
"""


def four_messages(sa: IkeSa, values: Seed) -> list[Message]:
    """IKE_SA_INIT and IKE_AUTH of SA ID = 1."""
    request = cisco.init_payloads(
        sa,
        cisco.configured_proposal(),
        cisco.public_value(sa, response=False),
        ROUTER_1,
        ROUTER_2,
        response=False,
    )
    response = cisco.init_payloads(
        sa,
        cisco.SUITE.proposal(),
        cisco.public_value(sa, response=True),
        ROUTER_2,
        ROUTER_1,
        response=True,
        more=cisco.certificate_request(values),
    )
    init = [sa.init(request, response=False), sa.init(response, response=True)]
    esp = cisco.child(sa, spi_i=bytes.fromhex("9506D414"))
    auth_request = cisco.auth_payloads(sa, esp, response=False, initial_contact=True)
    auth_response = cisco.auth_payloads(sa, esp, response=True)
    return [
        *init,
        sa.seal(Exchange.IKE_AUTH, 1, auth_request, by_initiator=True, response=False),
        sa.seal(Exchange.IKE_AUTH, 1, auth_response, by_initiator=False, response=True),
    ]


TIMES = ("19:30:34.812100", "19:30:34.822600", "19:30:34.832400", "19:30:34.833700")


def build() -> Capture:
    capture = Capture(
        "cisco-ios-psk", "Cisco IOS 15.1, site-to-site with a pre-shared key", ABOUT, ORIGIN
    )
    values = cisco.seed()
    sa = cisco.first_sa(values)
    ends = (ROUTER_1, ROUTER_2)
    for number, (time, message) in enumerate(zip(TIMES, four_messages(sa, values))):
        source, destination = ends if number % 2 == 0 else reversed(ends)
        capture.ike(f"{DAY} {time}", source, destination, message)
    capture.add_sa(sa, ROUTER_1, ROUTER_2)
    add_keys(capture, [sa], [cisco.PSK])
    add_alternatives(capture, [sa], [cisco.PSK], with_traffic=[sa])
    return capture
