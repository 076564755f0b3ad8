# auth-rsa, auth-ecdsa, auth-pss, auth-ed25519, auth-null: authentication without a PSK.
# SPDX-License-Identifier: GPL-2.0-or-later

from collections.abc import Callable
from datetime import datetime

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .. import signatures
from ..algorithms import INTEGS, PRFS, aes_cbc
from ..auth import ed25519_auth, shared_key_auth
from ..capture import Capture
from ..certificate import Name, ed25519_key, issued, self_signed
from ..dh import GROUPS
from ..ike_sa import IkeSa
from ..key_sets import add_keys
from ..message import Message
from ..packet import Endpoint
from ..payload import Payload
from ..payloads import Identity, cert, notify
from ..registry import AuthMethod, CertEncoding, Dh, Exchange, HashAlgorithm, Integ, Notify, Prf
from ..seed import Seed
from ..suite import Suite
from .common import ORIGIN, Clock, add_exchange, child_of_auth, child_proposal, init_exchange, own_id

INITIATOR = Endpoint("192.0.2.41", "02:00:00:00:01:41")
RESPONDER = Endpoint("198.51.100.42", "02:00:00:00:02:42")
NOT_BEFORE = datetime(2024, 1, 1)
NOT_AFTER = datetime(2034, 1, 1)
COMMON = """
AES-CBC-256 with HMAC-SHA2-256-128, PRF HMAC-SHA2-256, group 14. `keys.txt` opens the messages and
says nothing about authentication.
"""

# The CERT payloads and the AUTH payload of one side.
Proof = Callable[[IkeSa, bool], list[Payload]]


def _subject(sa: IkeSa, by_initiator: bool) -> Name:
    identity = sa.initiator if by_initiator else sa.responder
    return Name(identity.text, "Example Networks", "DE")


def _label(by_initiator: bool, what: str) -> str:
    return f"{'initiator' if by_initiator else 'responder'}'s {what}"


def _certificates(sa: IkeSa, by_initiator: bool, key: object) -> list[Payload]:
    """The side's own certificate, then that of the CA: "the first certificate MUST contain the
    public key" (RFC 7296, section 3.6)."""
    ca_key = ed25519_key(sa.value("CA key", 32))
    ca = self_signed(ca_key, "Example CA", NOT_BEFORE, NOT_AFTER)
    own = issued(ca_key, "Example CA", key, _subject(sa, by_initiator), NOT_BEFORE, NOT_AFTER)
    return [cert(CertEncoding.X509_SIGNATURE, each) for each in (own, ca)]


def _rsa_key(sa: IkeSa, by_initiator: bool) -> signatures.rsa.RSAPrivateKey:
    return signatures.rsa_key(sa.value(_label(by_initiator, "RSA primes"), 256))


def _rsa(sa: IkeSa, by_initiator: bool) -> list[Payload]:
    key = _rsa_key(sa, by_initiator)
    data = signatures.rsa_sha1(key, sa.signed_octets(by_initiator))
    return [
        *_certificates(sa, by_initiator, key),
        sa.auth(by_initiator, AuthMethod.RSA_SIGNATURE, data, secret="certificate"),
    ]


def _pss(sa: IkeSa, by_initiator: bool) -> list[Payload]:
    key = _rsa_key(sa, by_initiator)
    salt = sa.value(_label(by_initiator, "PSS salt"), 32)
    data = signatures.rsa_pss_sha256(key, sa.signed_octets(by_initiator), salt)
    return [
        *_certificates(sa, by_initiator, key),
        sa.auth(by_initiator, AuthMethod.DIGITAL_SIGNATURE, data, secret="certificate"),
    ]


def _ecdsa(sa: IkeSa, by_initiator: bool) -> list[Payload]:
    """The responder's signature is of other octets: its AUTH is wrong."""
    key = signatures.ECDSA_256.key(sa.value(_label(by_initiator, "ECDSA key"), 32))
    octets = sa.signed_octets(by_initiator) if by_initiator else sa.signed_octets(True)
    data = signatures.ECDSA_256.sign(
        key, octets, sa.value(_label(by_initiator, "ECDSA k"), 32)
    )
    return [
        *_certificates(sa, by_initiator, key),
        sa.auth(
            by_initiator, AuthMethod.ECDSA_256, data, secret="certificate", verified=by_initiator
        ),
    ]


def _ed25519(sa: IkeSa, by_initiator: bool) -> list[Payload]:
    """The initiator sends its raw public key (RFC 7670), the responder sends no CERT."""
    key = ed25519_key(sa.value(_label(by_initiator, "Ed25519 key"), 32))
    raw = cert(CertEncoding.RAW_PUBLIC_KEY, signatures.public_key_info(key))
    data = ed25519_auth(key, sa.signed_octets(by_initiator))
    secret = "raw public key" if by_initiator else "certificates.pem"
    return [
        *([raw] if by_initiator else []),
        sa.auth(by_initiator, AuthMethod.DIGITAL_SIGNATURE, data, secret=secret),
    ]


def _null(sa: IkeSa, by_initiator: bool) -> list[Payload]:
    secret = sa.keys.sk_pi if by_initiator else sa.keys.sk_pr
    data = shared_key_auth(sa.suite.prf, secret, sa.signed_octets(by_initiator))
    return [sa.auth(by_initiator, AuthMethod.NULL_AUTH, data, secret="SK_p")]


def _capture(
    name: str, title: str, about: str, proof: Proof, anonymous: bool = False, chunk: int | None = None
) -> Capture:
    capture = Capture(name, title, about + COMMON, ORIGIN)
    integ = INTEGS[Integ.AUTH_HMAC_SHA2_256_128]
    suite = Suite(aes_cbc(256), PRFS[Prf.PRF_HMAC_SHA2_256], integ, GROUPS[Dh.MODP_2048])
    identities = (Identity.of_fqdn("branch.example.org"), Identity.of_fqdn("hub.example.org"))
    if anonymous:
        identities = (Identity.null(), Identity.of_fqdn("hub.example.org"))
    sa = IkeSa(Seed(capture.name), "IKE SA", suite, *identities)
    hashes = b"".join(
        each.to_bytes(2, "big") for each in (HashAlgorithm.SHA2_256, HashAlgorithm.IDENTITY)
    )
    more = [notify(Notify.SIGNATURE_HASH_ALGORITHMS, hashes)]
    if chunk:
        more.append(notify(Notify.IKEV2_FRAGMENTATION_SUPPORTED))
    init = init_exchange(sa, INITIATOR, RESPONDER, more=more)
    child = child_of_auth(sa, aes_cbc(256), integ, "10.41.0.0/24", "10.42.0.0/24")
    clock = Clock("2024-04-02 11:00:00.000000")
    add_exchange(capture, [clock.after(4.5) for _ in init], INITIATOR, RESPONDER, init)
    for response in (False, True):
        ends = (RESPONDER, INITIATOR) if response else (INITIATOR, RESPONDER)
        payloads = [
            own_id(sa, response),
            *proof(sa, not response),
            *child_proposal(child, response),
        ]
        for message in _sealed(sa, payloads, response, chunk):
            capture.ike(clock.after(4.5), *ends, message)
    capture.add_sa(sa, INITIATOR, RESPONDER)
    add_keys(capture, [sa])
    return capture


def _sealed(
    sa: IkeSa, payloads: list[Payload], response: bool, chunk: int | None
) -> list[Message]:
    ends = (Exchange.IKE_AUTH, 1, payloads, not response, response)
    return sa.seal_fragments(*ends, chunk) if chunk else [sa.seal(*ends)]


def build_rsa() -> Capture:
    about = """
Both sides sign by RSA (AUTH method 1, PKCS #1 with SHA-1) and send two certificates: their own,
then the CA's. IKE_AUTH comes in fragments (RFC 7383).
"""
    return _capture("auth-rsa", "RSA signatures and certificates", about, _rsa, chunk=500)


def build_pss() -> Capture:
    about = """
Both sides sign by RSASSA-PSS with SHA-256 (AUTH method 14, RFC 7427).
"""
    return _capture("auth-pss", "RSASSA-PSS signatures", about, _pss)


def build_ecdsa() -> Capture:
    about = """
Both sides sign by ECDSA with SHA-256 on P-256 (AUTH method 9, RFC 4754). The responder signs other
octets than its own, so its AUTH is wrong.
"""
    return _capture("auth-ecdsa", "ECDSA signatures, one of them wrong", about, _ecdsa)


def build_ed25519() -> Capture:
    about = """
Both sides sign by Ed25519 (AUTH method 14, RFC 8420). The initiator sends its raw public key
(RFC 7670); the responder sends no CERT, and its public key is in `certificates.pem`.
"""
    capture = _capture("auth-ed25519", "Ed25519 signatures and raw public keys", about, _ed25519)
    sa = capture.sas[0][0]
    key = ed25519_key(sa.value(_label(False, "Ed25519 key"), 32))
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    capture.add_file("certificates.pem", "the responder's public key", pem)
    return capture


def build_null() -> Capture:
    about = """
NULL authentication (AUTH method 13, RFC 7619) by both sides: AUTH is made with SK_pi and SK_pr. The
initiator is anonymous, its identity ID_NULL.
"""
    return _capture("auth-null", "NULL authentication", about, _null, anonymous=True)
