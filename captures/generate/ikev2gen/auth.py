# What AUTH payloads and NAT detection notifies carry (RFC 7296, sections 2.15 and 2.23).
# SPDX-License-Identifier: GPL-2.0-or-later

import hashlib
import ipaddress

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from .algorithms import Prf
from .payloads import Identity

KEY_PAD = b"Key Pad for IKEv2"

# AlgorithmIdentifier of id-Ed25519 (RFC 8420, appendix A.1).
ED25519_ALGORITHM = bytes.fromhex("300506032b6570")


def signed_octets(
    prf: Prf, own_init_message: bytes, peer_nonce: bytes, sk_p: bytes, own_identity: Identity
) -> bytes:
    """InitiatorSignedOctets or ResponderSignedOctets (2.15): RealMessage | Nonce of the other
    end | prf(SK_p, RestOfIDPayload)."""
    return own_init_message + peer_nonce + prf(sk_p, own_identity.body())


def shared_key_auth(prf: Prf, secret: bytes, octets: bytes) -> bytes:
    """AUTH = prf(prf(Shared Secret, "Key Pad for IKEv2"), <SignedOctets>) (2.15); the secret is
    a PSK or the MSK of an EAP method (2.16)."""
    return prf(prf(secret, KEY_PAD), octets)


def ed25519_auth(private_key: Ed25519PrivateKey, octets: bytes) -> bytes:
    """Authentication data of method 14 (RFC 7427, section 3): length of the AlgorithmIdentifier,
    the AlgorithmIdentifier, the signature over the octets themselves (RFC 8420, section 2)."""
    return bytes([len(ED25519_ALGORITHM)]) + ED25519_ALGORITHM + private_key.sign(octets)


def nat_detection_hash(spi_i: bytes, spi_r: bytes, address: str, port: int) -> bytes:
    """SHA-1(SPIi | SPIr | address | port), "the SPIs ... in the order they appear in the header"
    (2.23)."""
    packed = ipaddress.ip_address(address).packed
    return hashlib.sha1(spi_i + spi_r + packed + port.to_bytes(2, "big")).digest()
