# auth-signatures: DSS, ECDSA on P-384 and P-521, two authentications of one side, a full transcript.
# SPDX-License-Identifier: GPL-2.0-or-later

from .. import signatures
from ..algorithms import INTEGS, PRFS, aes_cbc
from ..capture import Capture
from ..certificate import Name, ed25519_key, issued
from ..dh import GROUPS
from ..eap import eap
from ..ike_sa import IkeSa
from ..key_sets import add_keys
from ..packet import Endpoint
from ..payload import Payload
from ..payloads import Identity, cert, identification, notify
from ..registry import (
    AuthMethod,
    CertEncoding,
    Dh,
    EapCode,
    EapType,
    Exchange,
    Integ,
    Notify,
    Prf,
)
from ..seed import Seed
from ..suite import Suite
from .auth_methods import NOT_AFTER, NOT_BEFORE
from .common import ORIGIN, Clock, add_exchange, child_of_auth, child_proposal, init_exchange, own_id

ABOUT = """
Five IKE SAs (AES-CBC-256 with HMAC-SHA2-256-128, PRF HMAC-SHA2-256, group 14), each of another pair
of hosts. In the first three both sides sign and send a certificate: DSS (AUTH method 3), ECDSA with
SHA-384 on P-384 (method 10), ECDSA with SHA-512 on P-521 (method 11); in the third the responder
signs other octets than its own, so that its AUTH is wrong.

In the fourth the initiator authenticates twice (RFC 4739): by a PSK as `device.example.org`, then by
EAP-Identity as `carol@example.org`, after which both sides send AUTH with the MSK.

In the fifth both sides send IKE_SA_INIT_FULL_TRANSCRIPT_AUTH
(draft-ietf-ipsecme-ikev2-downgrade-prevention), by which AUTH covers both messages of IKE_SA_INIT.
Their AUTH payloads are octets without meaning, and no reader may call them wrong.
"""

PSK = "first factor"


class Pair:
    """The IKE SA of one pair of hosts."""

    def __init__(self, capture: Capture, clock: Clock, number: int, label: str, initiator: str) -> None:
        self.capture = capture
        self.clock = clock
        self.ends = (
            Endpoint(f"192.0.2.{140 + number}", f"02:00:00:00:01:{number:02x}"),
            Endpoint(f"198.51.100.{140 + number}", f"02:00:00:00:02:{number:02x}"),
        )
        self.integ = INTEGS[Integ.AUTH_HMAC_SHA2_256_128]
        suite = Suite(aes_cbc(256), PRFS[Prf.PRF_HMAC_SHA2_256], self.integ, GROUPS[Dh.MODP_2048])
        identities = (Identity.of_fqdn(initiator), Identity.of_fqdn("hub.example.org"))
        self.sa = IkeSa(Seed(capture.name), label, suite, *identities)
        self.child = child_of_auth(
            self.sa, aes_cbc(256), self.integ, f"10.{number}.0.0/24", "10.90.0.0/24"
        )
        capture.add_sa(self.sa, *self.ends)

    def init(self, *more: Payload) -> None:
        self.add(init_exchange(self.sa, *self.ends, more=more))

    def auth(self, message_id: int, request: list[Payload], response: list[Payload]) -> None:
        self.add(
            [
                self.sa.seal(Exchange.IKE_AUTH, message_id, each, not is_response, is_response)
                for is_response, each in ((False, request), (True, response))
            ]
        )

    def add(self, messages: list) -> None:  # type: ignore[type-arg]
        add_exchange(self.capture, [self.clock.after(5.5) for _ in messages], *self.ends, messages)

    def proposal(self, response: bool) -> list[Payload]:
        return child_proposal(self.child, response)


def _certificate(sa: IkeSa, identity: Identity, key: object) -> Payload:
    ca_key = ed25519_key(sa.value("CA key", 32))
    subject = Name(identity.text, "Example Networks", "DE")
    own = issued(ca_key, "Example CA", key, subject, NOT_BEFORE, NOT_AFTER)
    return cert(CertEncoding.X509_SIGNATURE, own)


def _signed(pair: Pair, method: AuthMethod, by_initiator: bool, wrong: bool = False) -> list[Payload]:
    """CERT and AUTH of one side; if `wrong`, AUTH is of the other side's octets."""
    sa = pair.sa
    side = "initiator" if by_initiator else "responder"
    octets = sa.signed_octets(by_initiator != wrong)
    key_octets, k = (sa.value(f"{side}'s {what}", 148) for what in ("key", "k"))
    if method == AuthMethod.DSS:
        key: object = signatures.dsa_key(key_octets)
        data = signatures.dsa_sha1(key, octets, k)  # type: ignore[arg-type]
    else:
        ecdsa = signatures.ECDSA_384 if method == AuthMethod.ECDSA_384 else signatures.ECDSA_521
        key = ecdsa.key(key_octets)
        data = ecdsa.sign(key, octets, k)  # type: ignore[arg-type]
    identity = sa.initiator if by_initiator else sa.responder
    return [
        _certificate(sa, identity, key),
        sa.auth(by_initiator, method, data, secret="certificate", verified=not wrong),
    ]


def _sign(pair: Pair, method: AuthMethod, wrong_responder: bool = False) -> None:
    pair.init()
    request, response = (
        [
            own_id(pair.sa, response),
            *_signed(pair, method, not response, wrong=response and wrong_responder),
            *pair.proposal(response),
        ]
        for response in (False, True)
    )
    pair.auth(1, request, response)


def _authenticate_twice(pair: Pair) -> bytes:
    """Returns the MSK."""
    sa = pair.sa
    user = Identity.of_email("carol@example.org")
    msk = sa.value("MSK", 64)
    supported = notify(Notify.MULTIPLE_AUTH_SUPPORTED)
    pair.init(supported)
    first = [
        own_id(sa, False),
        sa.shared_key_auth(True, PSK.encode()),
        *pair.proposal(False),
        supported,
        notify(Notify.ANOTHER_AUTH_FOLLOWS),
    ]
    pair.auth(1, first, [own_id(sa, True), sa.shared_key_auth(False, PSK.encode())])
    ask = eap(EapCode.REQUEST, 1, EapType.IDENTITY)
    pair.auth(2, [identification(user, of_initiator=True)], [ask])
    answer = eap(EapCode.RESPONSE, 1, EapType.IDENTITY, user.text.encode())
    pair.auth(3, [answer], [eap(EapCode.SUCCESS, 1)])
    # AUTH covers the identity of its own round (RFC 4739, section 2.1).
    sa.initiator = user
    last, answer = (sa.shared_key_auth(each, msk, secret="EAP_MSK") for each in (True, False))
    pair.auth(4, [last], [answer, *pair.proposal(True)])
    return msk


def _full_transcript(pair: Pair) -> None:
    sa = pair.sa
    pair.init(notify(Notify.IKE_SA_INIT_FULL_TRANSCRIPT_AUTH))
    request, response = (
        [
            own_id(sa, response),
            sa.auth(
                not response,
                AuthMethod.SHARED_KEY_MIC,
                sa.value(f"AUTH {response}", 32),
                secret="full transcript",
            ),
            *pair.proposal(response),
        ]
        for response in (False, True)
    )
    pair.auth(1, request, response)


def build() -> Capture:
    title = "More signatures, two authentications, a full transcript"
    capture = Capture("auth-signatures", title, ABOUT, ORIGIN)
    clock = Clock("2024-04-06 09:00:00.000000")
    labels = ("DSS", "ECDSA 384", "ECDSA 521", "two authentications", "full transcript")
    pairs = [
        Pair(capture, clock, number, label, f"{name}.example.org")
        for number, (label, name) in enumerate(
            zip(labels, ("dss", "p384", "p521", "device", "transcript"), strict=True), start=1
        )
    ]
    dss, p384, p521, twice, transcript = pairs
    _sign(dss, AuthMethod.DSS)
    _sign(p384, AuthMethod.ECDSA_384)
    _sign(p521, AuthMethod.ECDSA_521, wrong_responder=True)
    device = twice.sa.initiator
    msk = _authenticate_twice(twice)
    _full_transcript(transcript)
    key_file = add_keys(capture, [pair.sa for pair in pairs])
    key_file.comment("Of the fourth: the PSK of the first round, the MSK of the second")
    key_file.psk_both_ways(device.text, twice.sa.responder.text, PSK)
    key_file.secret("EAP_MSK", twice.sa, msk)
    key_file.comment("Of the fifth")
    key_file.psk_both_ways(transcript.sa.initiator.text, transcript.sa.responder.text, PSK)
    return capture
