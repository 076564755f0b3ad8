# cisco-ios-rekey: all messages of the Cisco IOS transcripts, with the IKE SA that is rekeyed.
# SPDX-License-Identifier: GPL-2.0-or-later

from ..capture import Capture
from ..dh import GROUPS
from ..ike_sa import NO_SPI, PRIVATE_VALUE_LENGTH, IkeSa
from ..key_sets import add_alternatives, add_keys
from ..message import Header, Message, clear_message
from ..payload import Payload
from ..payloads import ke, nonce
from ..registry import Dh, Exchange, Flag
from ..sa import sa as sa_payload
from . import cisco, cisco_ios_psk
from .cisco import DAY, ROUTER_1, ROUTER_2

ABOUT = """
The eight messages of the Cisco IOS 15.1 transcripts, and before the last four the IKE SA that
carries them. Router 2 began an IKE SA of its own while Router 1's was being set up; one minute
later it rekeys that one: group 5 first, which Router 1 refuses with INVALID_KE_PAYLOAD, then group
2. The messages of the two IKE SAs interleave.

## What carries the rekey

The transcripts print the rekey as SA ID = 2 with the SPIs 0C33DB40DBAAADE6 / F14E2BBA78024DE3.
These are the SPIs of the IKE SA that carries the exchange, not of the one it makes:

- Router 1 prints both in state READY, before it has looked at the request and long before it
  activates the new SA (EV_ACTIVATE_NEW_SA);
- the rekey's first request has Message ID 2 and the Initiator flag, so its sender, Router 2, began
  this IKE SA and has sent IKE_SA_INIT (0) and IKE_AUTH (1) on it. On SA ID = 1 it is the responder,
  and its first request would have Message ID 0 and no Initiator flag.

The transcripts show no IKE_SA_INIT and no IKE_AUTH of that IKE SA, yet a reader needs them to know
the algorithms and to derive keys. Frames 3 to 5 and 8 to 10 supply them. They follow what the
transcripts show of the same routers: Router 2 offers its proposal `default`, group 5 first, and is
refused, as in the rekey; Router 1 accepts its own AES-CBC-128, SHA-1 and group 2.
"""

ORIGIN = (
    """
As in `cisco-ios-psk`, whose four messages are here octet by octet. Also made up: frames 3 to 5 and
8 to 10 as a whole, marked "not in the transcripts", and the SPIs, nonces and public values of the
rekey. Where frames 11 and 12 have lines of the completed transcripts only (their payloads, the
INVALID_KE_PAYLOAD), these are inferred there from lengths.
"""
    + cisco_ios_psk.ORIGIN
)

ADDED = "not in the transcripts"


def group_5_attempt(sa: IkeSa) -> Payload:
    """The key exchange payload that Router 1 refuses."""
    private = sa.value("private value i, group 5", PRIVATE_VALUE_LENGTH)
    return ke(Dh.MODP_1536, GROUPS[Dh.MODP_1536].public(private))


def second_init(sa: IkeSa) -> list[Message]:
    """IKE_SA_INIT of Router 2: refused, and once more. SPIr of a refusal is 0 (RFC 7296, 2.6)."""

    def request(key_exchange: Payload) -> list[Payload]:
        return cisco.init_payloads(
            sa, cisco.default_proposal(), key_exchange, ROUTER_2, ROUTER_1, response=False
        )

    refused = Header(sa.spi_i, NO_SPI, Exchange.IKE_SA_INIT, Flag.RESPONSE, 0)
    response = cisco.init_payloads(
        sa,
        cisco.SUITE.proposal(),
        cisco.public_value(sa, response=True),
        ROUTER_1,
        ROUTER_2,
        response=True,
    )
    return [
        sa.init(request(group_5_attempt(sa)), response=False),
        clear_message(refused, [cisco.invalid_ke_payload(Dh.MODP_1024)]),
        sa.init(request(cisco.public_value(sa, response=False)), response=False),
        sa.init(response, response=True),
    ]


def second_auth(sa: IkeSa) -> list[Message]:
    """IKE_AUTH of Router 2, without INITIAL_CONTACT: it has an IKE SA with Router 1."""
    esp = cisco.child(sa)
    request = cisco.auth_payloads(sa, esp, response=False)
    response = cisco.auth_payloads(sa, esp, response=True)
    return [
        sa.seal(Exchange.IKE_AUTH, 1, request, by_initiator=True, response=False),
        sa.seal(Exchange.IKE_AUTH, 1, response, by_initiator=False, response=True),
    ]


def rekey(old: IkeSa, new: IkeSa) -> list[Message]:
    """The two CREATE_CHILD_SA exchanges of Router 2 (RFC 7296, section 1.3.2)."""
    attempt_spi = new.value("SPIi, group 5", 8)
    attempt_nonce = new.value("Ni, group 5", cisco.NONCE_LENGTH)
    attempt = [
        sa_payload(cisco.default_proposal(attempt_spi)),
        nonce(attempt_nonce),
        group_5_attempt(new),
        cisco.set_window_size(),
    ]
    request = [
        sa_payload(cisco.default_proposal(new.spi_i)),
        nonce(new.ni),
        cisco.public_value(new, response=False),
        cisco.set_window_size(),
    ]
    response = [
        sa_payload(cisco.SUITE.proposal(new.spi_r)),
        nonce(new.nr),
        cisco.public_value(new, response=True),
        cisco.set_window_size(),
    ]
    refusal = [cisco.invalid_ke_payload(Dh.MODP_1024)]
    kind = Exchange.CREATE_CHILD_SA
    return [
        old.seal(kind, 2, attempt, by_initiator=True, response=False),
        old.seal(kind, 2, refusal, by_initiator=False, response=True),
        old.seal(kind, 3, request, by_initiator=True, response=False),
        old.seal(kind, 3, response, by_initiator=False, response=True),
    ]


INIT_TIMES = ("19:30:34.824100", "19:30:34.825300", "19:30:34.826900", "19:30:34.835900")
AUTH_TIMES = ("19:30:34.845100", "19:30:34.847200")
REKEY_TIMES = ("19:31:35.869600", "19:31:35.871500", "19:31:35.873400", "19:31:35.882100")


def build() -> Capture:
    capture = Capture("cisco-ios-rekey", "Cisco IOS 15.1, rekey of an IKE SA", ABOUT, ORIGIN)
    values = cisco.seed()
    first = cisco.first_sa(values)
    second = IkeSa(
        values,
        "IKE SA 2",
        cisco.SUITE,
        cisco.ID_2,
        cisco.ID_1,
        spi_i=bytes.fromhex("0C33DB40DBAAADE6"),
        spi_r=bytes.fromhex("F14E2BBA78024DE3"),
        nonce_length=cisco.NONCE_LENGTH,
    )
    third = IkeSa(
        values,
        "IKE SA 3",
        cisco.SUITE,
        cisco.ID_2,
        cisco.ID_1,
        nonce_length=cisco.NONCE_LENGTH,
        rekeyed_from=second,
    )

    from_1, from_2 = (ROUTER_1, ROUTER_2), (ROUTER_2, ROUTER_1)
    four = cisco_ios_psk.four_messages(first, values)
    added = [*second_init(second), *second_auth(second)]
    frames = [
        *zip(cisco_ios_psk.TIMES, (from_1, from_2) * 2, four, (None,) * 4),
        *zip(INIT_TIMES + AUTH_TIMES, (from_2, from_1) * 3, added, (ADDED,) * 6),
        *zip(REKEY_TIMES, (from_2, from_1) * 2, rekey(second, third), (None,) * 4),
    ]
    for time, (source, destination), message, note in sorted(frames, key=lambda frame: frame[0]):
        capture.ike(f"{DAY} {time}", source, destination, message, note)

    capture.add_sa(first, ROUTER_1, ROUTER_2)
    capture.add_sa(second, ROUTER_2, ROUTER_1)
    capture.add_sa(third, ROUTER_2, ROUTER_1)
    sas = [first, second, third]
    add_keys(capture, sas, [cisco.PSK])
    add_alternatives(capture, sas, [cisco.PSK], with_traffic=[first, second])
    return capture
