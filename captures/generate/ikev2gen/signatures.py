# Signatures that AUTH payloads carry, the same on each run.
# SPDX-License-Identifier: GPL-2.0-or-later
"""RSASSA-PKCS1-v1_5 and Ed25519 are deterministic. RSASSA-PSS takes its salt, ECDSA its secret
number k, from the caller, which no library lets one choose: both are done here with integers."""

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

# RFC 7427, appendix A.4.3: RSASSA-PSS with SHA-256, MGF1 with SHA-256 and 32 octets of salt.
RSASSA_PSS_SHA256 = bytes.fromhex(
    "304606092a864886f70d01010a3039a00f300d06096086480165030402010500a11c301a06092a864886f70d010108"
    "300d06096086480165030402010500a203020120a303020101"
)

# FIPS 186-4, appendix D.1.2.
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
P384_ORDER = int(
    "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
    16,
)
P521_ORDER = int(
    f"01{'ff' * 32}fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409", 16
)


def _is_prime(number: int) -> bool:
    """Miller-Rabin with fixed bases, enough for numbers that nobody chose to deceive it."""
    bases = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
    if any(number % base == 0 for base in bases):
        return number in bases
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in bases:
        power = pow(base, odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


def _prime_from(octets: bytes, exponent: int) -> int:
    """The first prime above `octets` with its top two bits and lowest bit set, that fits e."""
    number = int.from_bytes(octets, "big") | 3 << (8 * len(octets) - 2) | 1
    while number % exponent == 1 or not _is_prime(number):
        number += 2
    return number


def rsa_key(octets: bytes) -> rsa.RSAPrivateKey:
    """The RSA key of which the halves of `octets` give the primes; e = 65537."""
    e = 65537
    half = len(octets) // 2
    p, q = (_prime_from(part, e) for part in (octets[:half], octets[half:]))
    d = pow(e, -1, (p - 1) * (q - 1))
    numbers = rsa.RSAPrivateNumbers(
        p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), rsa.RSAPublicNumbers(e, p * q)
    )
    return numbers.private_key()


def rsa_sha1(key: rsa.RSAPrivateKey, octets: bytes) -> bytes:
    """Method 1 with its default hash (RFC 7296, section 3.8)."""
    return key.sign(octets, padding.PKCS1v15(), SHA1())


def _mgf1_sha256(seed: bytes, length: int) -> bytes:
    blocks = range((length + 31) // 32)
    mask = b"".join(hashlib.sha256(seed + n.to_bytes(4, "big")).digest() for n in blocks)
    return mask[:length]


def rsa_pss_sha256(key: rsa.RSAPrivateKey, octets: bytes, salt: bytes) -> bytes:
    """Method 14 by RSASSA-PSS with SHA-256 (RFC 8017, sections 8.1.1 and 9.1.1)."""
    numbers = key.private_numbers()
    n = numbers.public_numbers.n
    length = (n.bit_length() + 7) // 8
    digest = hashlib.sha256(octets).digest()
    h = hashlib.sha256(bytes(8) + digest + salt).digest()
    block = bytes(length - len(salt) - len(h) - 2) + b"\x01" + salt
    mask = _mgf1_sha256(h, len(block))
    masked = bytearray(a ^ b for a, b in zip(block, mask, strict=True))
    masked[0] &= 0xFF >> (8 * length - (n.bit_length() - 1))
    encoded = int.from_bytes(bytes(masked) + h + b"\xbc", "big")
    signature = pow(encoded, numbers.d, n).to_bytes(length, "big")
    return bytes([len(RSASSA_PSS_SHA256)]) + RSASSA_PSS_SHA256 + signature


@dataclass(frozen=True)
class EcdsaMethod:
    """A curve and its hash, as an authentication method names them (RFC 4754, section 7)."""

    curve: ec.EllipticCurve
    order: int
    hash_name: str

    @property
    def length(self) -> int:
        """Octets of r and of s."""
        return (self.order.bit_length() + 7) // 8

    def key(self, octets: bytes) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(int.from_bytes(octets, "big") % self.order, self.curve)

    def sign(self, key: ec.EllipticCurvePrivateKey, octets: bytes, k_octets: bytes) -> bytes:
        """r | s, with the secret number that `k_octets` give."""
        n = self.order
        k = int.from_bytes(k_octets, "big") % n
        point = ec.derive_private_key(k, self.curve).public_key().public_numbers()
        r = point.x % n
        # No hash here is longer than its order.
        z = int.from_bytes(hashlib.new(self.hash_name, octets).digest(), "big")
        s = pow(k, -1, n) * (z + r * key.private_numbers().private_value) % n
        return r.to_bytes(self.length, "big") + s.to_bytes(self.length, "big")


ECDSA_256 = EcdsaMethod(ec.SECP256R1(), P256_ORDER, "sha256")
ECDSA_384 = EcdsaMethod(ec.SECP384R1(), P384_ORDER, "sha384")
ECDSA_521 = EcdsaMethod(ec.SECP521R1(), P521_ORDER, "sha512")


def dsa_key(octets: bytes) -> dsa.DSAPrivateKey:
    """A DSA key with a prime of 1024 bits and an order of 160, all from 148 octets or more: as
    SHA-1, the hash of method 3, asks for."""
    q = int.from_bytes(octets[:20], "big") | 1 << 159 | 1
    while not _is_prime(q):
        q += 2
    p = int.from_bytes(octets[20:148], "big") | 3 << 1022
    p += 1 - p % (2 * q)
    while not _is_prime(p):
        p += 2 * q
    g = pow(2, (p - 1) // q, p)
    x = int.from_bytes(hashlib.sha512(octets).digest(), "big") % (q - 1) + 1
    numbers = dsa.DSAPublicNumbers(pow(g, x, p), dsa.DSAParameterNumbers(p, q, g))
    return dsa.DSAPrivateNumbers(x, numbers).private_key()


def dsa_sha1(key: dsa.DSAPrivateKey, octets: bytes, k_octets: bytes) -> bytes:
    """Method 3 (RFC 7296, section 3.8), r | s of 20 octets each, with k from `k_octets`."""
    numbers = key.private_numbers()
    parameters = numbers.public_numbers.parameter_numbers
    p, q, g = parameters.p, parameters.q, parameters.g
    k = int.from_bytes(k_octets, "big") % (q - 1) + 1
    r = pow(g, k, p) % q
    z = int.from_bytes(hashlib.sha1(octets).digest(), "big")
    s = pow(k, -1, q) * (z + r * numbers.x) % q
    return r.to_bytes(20, "big") + s.to_bytes(20, "big")


def public_key_info(key: object) -> bytes:
    """DER of the SubjectPublicKeyInfo of a private key's public half (RFC 7670)."""
    public = key.public_key()  # type: ignore[attr-defined]
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
