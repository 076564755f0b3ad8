"""A certificate and what else X.509 signs, made with keys that are always the same.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.hazmat.primitives.serialization.pkcs7 import serialize_certificates
from cryptography.x509 import ocsp
from cryptography.x509.oid import NameOID

DATE, LATER = datetime(2024, 1, 1), datetime(2034, 1, 1)

_key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ca.example")])
_certificate = (
    x509.CertificateBuilder()
    .subject_name(_name)
    .issuer_name(_name)
    .public_key(_key.public_key())
    .serial_number(0x1234)
    .not_valid_before(DATE)
    .not_valid_after(LATER)
    .sign(_key, None)
)
_revoked = (
    x509.RevokedCertificateBuilder().serial_number(0x5678).revocation_date(DATE).build()
)
_crl = (
    x509.CertificateRevocationListBuilder()
    .issuer_name(_name)
    .last_update(DATE)
    .next_update(LATER)
    .add_revoked_certificate(_revoked)
    .sign(_key, None)
)
_ocsp = (
    ocsp.OCSPResponseBuilder()
    .add_response(
        cert=_certificate,
        issuer=_certificate,
        algorithm=SHA1(),
        cert_status=ocsp.OCSPCertStatus.GOOD,
        this_update=DATE,
        next_update=LATER,
        revocation_time=None,
        revocation_reason=None,
    )
    .responder_id(ocsp.OCSPResponderEncoding.NAME, _certificate)
    .sign(_key, None)
)

NAME = _name.public_bytes()
CERTIFICATE = _certificate.public_bytes(Encoding.DER)
REVOCATION_LIST = _crl.public_bytes(Encoding.DER)
CERTIFICATES = serialize_certificates([_certificate], Encoding.DER)
OCSP_RESPONSE = _ocsp.public_bytes(Encoding.DER)
PUBLIC_KEY = _key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def der(tag, *contents):
    """A DER value that is shorter than 64 KiB."""
    octets = b"".join(contents)
    if len(octets) < 0x80:
        return bytes([tag, len(octets)]) + octets
    return bytes([tag, 0x82]) + len(octets).to_bytes(2, "big") + octets


_SEQUENCE, _INTEGER, _BIT_STRING, _OID, _TIME = 0x30, 0x02, 0x03, 0x06, 0x18
_ALGORITHM = der(_SEQUENCE, der(_OID, b"\x2b\x65\x70"))

ATTRIBUTE_CERTIFICATE = der(
    _SEQUENCE,
    der(
        _SEQUENCE,
        der(_INTEGER, b"\x01"),  # version: v2
        der(_SEQUENCE, der(0xA1, der(0xA4, NAME))),  # holder: entityName
        der(0xA0, der(_SEQUENCE, der(0xA4, NAME))),  # issuer: v2Form
        _ALGORITHM,
        der(_INTEGER, b"\x2a"),
        der(_SEQUENCE, der(_TIME, b"20240101000000Z"), der(_TIME, b"20340101000000Z")),
        der(_SEQUENCE),
    ),
    _ALGORITHM,
    der(_BIT_STRING, bytes(65)),
)
"""RFC 5755, section 4.1, with a signature that is none."""
