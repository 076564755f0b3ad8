# A self-signed X.509 certificate that is the same on each run.
# SPDX-License-Identifier: GPL-2.0-or-later
"""Ed25519 signatures are deterministic (RFC 8032), so a fixed key gives fixed octets."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID


def ed25519_key(private: bytes) -> Ed25519PrivateKey:
    """The key of 32 private octets."""
    return Ed25519PrivateKey.from_private_bytes(private)


def self_signed(
    key: Ed25519PrivateKey, common_name: str, not_before: datetime, not_after: datetime
) -> bytes:
    """DER of a certificate for a DNS name, with serial number 1."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(not_before)
        .not_valid_after(not_after)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(common_name)]), critical=False)
        .sign(key, None)
    )
    return certificate.public_bytes(Encoding.DER)


@dataclass(frozen=True)
class Name:
    """A distinguished name of three attributes."""

    common_name: str
    organization: str
    country: str

    def x509(self) -> x509.Name:
        return x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, self.country),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, self.organization),
                x509.NameAttribute(NameOID.COMMON_NAME, self.common_name),
            ]
        )


def issued(
    ca_key: Ed25519PrivateKey,
    ca_name: str,
    key: object,
    subject: Name,
    not_before: datetime,
    not_after: datetime,
) -> bytes:
    """DER of a certificate for the public half of `key`, of whatever kind, by the CA."""
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject.x509())
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, ca_name)]))
        .public_key(key.public_key())  # type: ignore[attr-defined]
        .serial_number(2)
        .not_valid_before(not_before)
        .not_valid_after(not_after)
        .sign(ca_key, None)
    )
    return certificate.public_bytes(Encoding.DER)


def key_hash(key: Ed25519PrivateKey) -> bytes:
    """SHA-1 of the SubjectPublicKeyInfo, as CERTREQ names a CA (RFC 7296, section 3.7)."""
    info = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha1(info).digest()
