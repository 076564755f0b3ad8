# The payloads of RFC 7296, section 3, other than SA and SK; EAP contents are in eap.py.
# SPDX-License-Identifier: GPL-2.0-or-later

import ipaddress
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509

from .payload import Facts, Payload
from .registry import (
    AuthMethod,
    CertEncoding,
    CfgAttribute,
    CfgType,
    IdType,
    Notify,
    PayloadType,
    Protocol,
    TsType,
    name_of,
)


def ke(group: int, public: bytes) -> Payload:
    """Key Exchange (3.4)."""
    return Payload(
        PayloadType.KE,
        struct.pack("!HH", group, 0) + public,
        {"group": int(group), "data": public.hex()},
    )


def nonce(value: bytes) -> Payload:
    """Nonce (3.9)."""
    return Payload(PayloadType.NONCE, value, {"data": value.hex()})


@dataclass(frozen=True)
class Identity:
    """An identity as ID payloads carry it; `text` is how a key file writes it."""

    type: int
    data: bytes
    text: str

    def body(self) -> bytes:
        """ID Type | RESERVED | Identification Data: IDi' or IDr' of RFC 7296, section 2.15."""
        return struct.pack("!B3x", self.type) + self.data

    @staticmethod
    def of_address(address: str) -> "Identity":
        packed = ipaddress.ip_address(address).packed
        id_type = IdType.ID_IPV4_ADDR if len(packed) == 4 else IdType.ID_IPV6_ADDR
        return Identity(id_type, packed, address)

    @staticmethod
    def of_fqdn(name: str) -> "Identity":
        return Identity(IdType.ID_FQDN, name.encode(), name)

    @staticmethod
    def of_email(address: str) -> "Identity":
        return Identity(IdType.ID_RFC822_ADDR, address.encode(), address)

    @staticmethod
    def of_name(name: x509.Name) -> "Identity":
        """A distinguished name; `text` is in the form of RFC 4514."""
        return Identity(IdType.ID_DER_ASN1_DN, name.public_bytes(), name.rfc4514_string())

    @staticmethod
    def null() -> "Identity":
        """Nobody (RFC 7619, section 2.2)."""
        return Identity(IdType.ID_NULL, b"", "")


def identification(identity: Identity, of_initiator: bool) -> Payload:
    """Identification (3.5), IDi or IDr."""
    return Payload(
        PayloadType.IDi if of_initiator else PayloadType.IDr,
        identity.body(),
        {
            "id_type": int(identity.type),
            "id_type_name": name_of(IdType, identity.type),
            "data": identity.data.hex(),
            "text": identity.text,
        },
    )


def cert(encoding: int, data: bytes) -> Payload:
    """Certificate (3.6)."""
    return Payload(
        PayloadType.CERT,
        bytes([encoding]) + data,
        {
            "encoding": int(encoding),
            "encoding_name": name_of(CertEncoding, encoding),
            "data": data.hex(),
        },
    )


def certreq(encoding: int, key_hashes: Sequence[bytes]) -> Payload:
    """Certificate Request (3.7): SHA-1 hashes, each of a trusted CA's SubjectPublicKeyInfo."""
    return Payload(
        PayloadType.CERTREQ,
        bytes([encoding]) + b"".join(key_hashes),
        {
            "encoding": int(encoding),
            "encoding_name": name_of(CertEncoding, encoding),
            "hashes": [key_hash.hex() for key_hash in key_hashes],
        },
    )


def auth(method: int, data: bytes) -> Payload:
    """Authentication (3.8)."""
    return Payload(
        PayloadType.AUTH,
        struct.pack("!B3x", method) + data,
        {"method": int(method), "method_name": name_of(AuthMethod, method), "data": data.hex()},
    )


def notify(
    notify_type: int, data: bytes = b"", protocol: int = Protocol.NONE, spi: bytes = b""
) -> Payload:
    """Notify (3.10)."""
    return Payload(
        PayloadType.N,
        struct.pack("!BBH", protocol, len(spi), notify_type) + spi + data,
        {
            "protocol": int(protocol),
            "spi": spi.hex(),
            "notify_type": int(notify_type),
            "notify_name": name_of(Notify, notify_type),
            "data": data.hex(),
        },
    )


def delete(protocol: int, spis: Sequence[bytes] = ()) -> Payload:
    """Delete (3.11); an IKE SA is deleted without SPIs."""
    return Payload(
        PayloadType.D,
        struct.pack("!BBH", protocol, len(spis[0]) if spis else 0, len(spis)) + b"".join(spis),
        {"protocol": int(protocol), "spis": [spi.hex() for spi in spis]},
    )


def vendor_id(data: bytes) -> Payload:
    """Vendor ID (3.12)."""
    return Payload(PayloadType.V, data, {"data": data.hex()})


@dataclass(frozen=True)
class TrafficSelector:
    """One traffic selector (3.13.1): a range of addresses and of ports."""

    first: str
    last: str
    protocol: int = 0
    first_port: int = 0
    last_port: int = 65535

    def octets(self) -> bytes:
        first = ipaddress.ip_address(self.first).packed
        last = ipaddress.ip_address(self.last).packed
        ts_type = TsType.TS_IPV4_ADDR_RANGE if len(first) == 4 else TsType.TS_IPV6_ADDR_RANGE
        length = 8 + len(first) + len(last)
        ports = (self.first_port, self.last_port)
        return struct.pack("!BBHHH", ts_type, self.protocol, length, *ports) + first + last

    def facts(self) -> Facts:
        octets = self.octets()
        return {
            "ts_type": octets[0],
            "ts_type_name": name_of(TsType, octets[0]),
            "protocol": self.protocol,
            "length": len(octets),
            "first_port": self.first_port,
            "last_port": self.last_port,
            "first": self.first,
            "last": self.last,
        }

    @staticmethod
    def of_network(network: str) -> "TrafficSelector":
        parsed = ipaddress.ip_network(network)
        return TrafficSelector(str(parsed[0]), str(parsed[-1]))


def traffic_selectors(selectors: Sequence[TrafficSelector], of_initiator: bool) -> Payload:
    """Traffic Selector (3.13), TSi or TSr."""
    return Payload(
        PayloadType.TSi if of_initiator else PayloadType.TSr,
        struct.pack("!B3x", len(selectors)) + b"".join(ts.octets() for ts in selectors),
        {"selectors": [ts.facts() for ts in selectors]},
    )


def configuration(cfg_type: int, attributes: Sequence[tuple[int, bytes]]) -> Payload:
    """Configuration (3.15): attribute types with their values."""
    body = struct.pack("!B3x", cfg_type)
    for attribute, value in attributes:
        body += struct.pack("!HH", attribute, len(value)) + value
    return Payload(
        PayloadType.CP,
        body,
        {
            "cfg_type": int(cfg_type),
            "cfg_type_name": name_of(CfgType, cfg_type),
            "attributes": [
                {
                    "type": int(attribute),
                    "name": name_of(CfgAttribute, attribute),
                    "length": len(value),
                    "value": value.hex(),
                }
                for attribute, value in attributes
            ],
        },
    )
