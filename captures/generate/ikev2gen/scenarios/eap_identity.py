# eap-identity: a responder with a certificate, an initiator that authenticates by EAP.
# SPDX-License-Identifier: GPL-2.0-or-later

from datetime import datetime

from .. import auth as auth_data
from ..algorithms import INTEGS, PRFS, aes_cbc
from ..capture import Capture
from ..certificate import ed25519_key, key_hash, self_signed
from ..dh import GROUPS
from ..eap import eap
from ..ike_sa import IkeSa
from ..key_sets import add_keys
from ..mschapv2 import MsChapV2
from ..packet import Endpoint
from ..payload import Payload
from ..payloads import Identity, cert, certreq, configuration, notify
from ..registry import (
    AuthMethod,
    CertEncoding,
    CfgAttribute,
    CfgType,
    Dh,
    EapCode,
    EapType,
    Exchange,
    HashAlgorithm,
    Integ,
    Notify,
    Prf,
)
from ..seed import Seed
from ..suite import Suite
from .common import (
    ORIGIN,
    Clock,
    add_exchange,
    child_of_auth,
    child_proposal,
    init_exchange,
    own_id,
)

ABOUT = """
A remote-access client: AES-CBC-128 with HMAC-SHA2-256-128, PRF HMAC-SHA2-256, group 14. The
responder authenticates with an X.509 certificate (Ed25519, AUTH method 14, RFC 7427 and RFC 8420).
The initiator sends no AUTH in its first IKE_AUTH message and is asked by EAP: Identity
(`alice@example.org`), then EAP-MSCHAPv2 with the password `open sesame`. Then both ends send AUTH
made with the MSK of the EAP method (RFC 7296, section 2.16), and the CHILD_SA is set up.

A PSK plays no part. `keys.txt` holds the MSK as EAP_MSK; without it the second pair of AUTH
payloads cannot be verified.
"""

USER = "alice@example.org"
PASSWORD = "open sesame"
INITIATOR = Endpoint("192.0.2.77", "02:00:00:00:01:77")
RESPONDER = Endpoint("198.51.100.3", "02:00:00:00:02:03")
NOT_BEFORE = datetime(2024, 1, 1)
NOT_AFTER = datetime(2034, 1, 1)


def build() -> Capture:
    capture = Capture("eap-identity", "EAP with a responder's certificate", ABOUT, ORIGIN)
    integ = INTEGS[Integ.AUTH_HMAC_SHA2_256_128]
    suite = Suite(aes_cbc(128), PRFS[Prf.PRF_HMAC_SHA2_256], integ, GROUPS[Dh.MODP_2048])
    sa = IkeSa(
        Seed(capture.name),
        "IKE SA",
        suite,
        Identity.of_email(USER),
        Identity.of_fqdn("vpn.example.com"),
    )
    key = ed25519_key(sa.value("responder's Ed25519 key", 32))
    certificate = self_signed(key, sa.responder.text, NOT_BEFORE, NOT_AFTER)
    ms_chap = MsChapV2(
        USER, PASSWORD, sa.value("MS-CHAP challenge", 16), sa.value("MS-CHAP peer challenge", 16)
    )
    hashes = b"".join(
        each.to_bytes(2, "big") for each in (HashAlgorithm.SHA2_256, HashAlgorithm.IDENTITY)
    )
    init = init_exchange(
        sa, INITIATOR, RESPONDER, more=[notify(Notify.SIGNATURE_HASH_ALGORITHMS, hashes)]
    )
    child = child_of_auth(sa, aes_cbc(128), integ, "0.0.0.0/0", "0.0.0.0/0")

    signature = sa.auth(
        False,
        AuthMethod.DIGITAL_SIGNATURE,
        auth_data.ed25519_auth(key, sa.signed_octets(by_initiator=False)),
        secret="certificate",
    )
    address = bytes([10, 99, 0, 7])

    def mschapv2(code: EapCode, identifier: int, packet: bytes) -> Payload:
        return eap(code, identifier, EapType.MSCHAPV2, packet)

    exchanges: list[list[Payload]] = [
        [
            own_id(sa, response=False),
            certreq(CertEncoding.X509_SIGNATURE, [key_hash(key)]),
            configuration(CfgType.CFG_REQUEST, [(CfgAttribute.INTERNAL_IP4_ADDRESS, b"")]),
            *child_proposal(child, response=False),
        ],
        [
            own_id(sa, response=True),
            cert(CertEncoding.X509_SIGNATURE, certificate),
            signature,
            eap(EapCode.REQUEST, 1, EapType.IDENTITY),
        ],
        [eap(EapCode.RESPONSE, 1, EapType.IDENTITY, USER.encode())],
        [mschapv2(EapCode.REQUEST, 2, ms_chap.challenge_packet(2, "vpn"))],
        [mschapv2(EapCode.RESPONSE, 2, ms_chap.response_packet(2))],
        [mschapv2(EapCode.REQUEST, 3, ms_chap.success_packet(2, "Welcome"))],
        [mschapv2(EapCode.RESPONSE, 3, ms_chap.success_response_packet())],
        [eap(EapCode.SUCCESS, 3)],
        [sa.shared_key_auth(True, ms_chap.msk, secret="EAP_MSK")],
        [
            sa.shared_key_auth(False, ms_chap.msk, secret="EAP_MSK"),
            configuration(CfgType.CFG_REPLY, [(CfgAttribute.INTERNAL_IP4_ADDRESS, address)]),
            *child_proposal(child, response=True),
        ],
    ]
    auth = [
        sa.seal(Exchange.IKE_AUTH, 1 + number // 2, payloads, number % 2 == 0, number % 2 == 1)
        for number, payloads in enumerate(exchanges)
    ]
    clock = Clock("2024-03-07 06:30:00.000000")
    times = [clock.after(6.5) for _ in init + auth]
    add_exchange(capture, times, INITIATOR, RESPONDER, init + auth)

    capture.add_sa(sa, INITIATOR, RESPONDER)
    key_file = add_keys(capture, [sa])
    key_file.comment("The MSK of EAP-MSCHAPv2, which verifies the last two AUTH payloads")
    key_file.secret("EAP_MSK", sa, ms_chap.msk)
    return capture
