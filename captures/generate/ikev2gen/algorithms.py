# The transforms as functions: PRF, integrity and encryption, over hashlib and cryptography.
# SPDX-License-Identifier: GPL-2.0-or-later

import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES, TripleDES

from . import registry
from .sa import Transform


@dataclass(frozen=True)
class Prf:
    """A pseudorandom function whose key may have any length (RFC 7296, section 2.13)."""

    id: registry.Prf
    hash: str
    length: int

    def __call__(self, key: bytes, data: bytes) -> bytes:
        return hmac.new(key, data, self.hash).digest()

    def plus(self, key: bytes, seed: bytes, length: int) -> bytes:
        """prf+ (2.13): T1 = prf(K, S | 0x01), Tn = prf(K, Tn-1 | S | n)."""
        octets = block = b""
        counter = 1
        while len(octets) < length:
            block = self(key, block + seed + bytes([counter]))
            octets += block
            counter += 1
        return octets[:length]


@dataclass(frozen=True)
class Integ:
    """HMAC truncated to `icv_length` octets (RFC 2403, 2404, 4868)."""

    id: registry.Integ
    hash: str
    key_length: int
    icv_length: int

    def icv(self, key: bytes, data: bytes) -> bytes:
        return hmac.new(key, data, self.hash).digest()[: self.icv_length]


@dataclass(frozen=True)
class Encr:
    """An encryption algorithm; lengths in octets, `key_length` with the salt of an AEAD cipher."""

    id: registry.Encr
    key_bits: int | None
    key_length: int
    iv_length: int
    block_length: int
    salt_length: int = 0
    icv_length: int = 0

    @property
    def aead(self) -> bool:
        return self.icv_length > 0

    def transform(self) -> Transform:
        return Transform(registry.TransformType.ENCR, self.id, self.key_bits)

    def encrypt(self, key: bytes, iv: bytes, plaintext: bytes, aad: bytes = b"") -> bytes:
        """The ciphertext; with AES-GCM followed by its ICV (RFC 5282, section 4; RFC 4106)."""
        if self.aead:
            secret, salt = key[: -self.salt_length], key[-self.salt_length :]
            return AESGCM(secret).encrypt(salt + iv, plaintext, aad)
        algorithm = TripleDES(key) if self.id == registry.Encr.ENCR_3DES else AES(key)
        encryptor = Cipher(algorithm, modes.CBC(iv)).encryptor()
        return encryptor.update(plaintext) + encryptor.finalize()


_PRFS = (
    Prf(registry.Prf.PRF_HMAC_MD5, "md5", 16),
    Prf(registry.Prf.PRF_HMAC_SHA1, "sha1", 20),
    Prf(registry.Prf.PRF_HMAC_SHA2_256, "sha256", 32),
    Prf(registry.Prf.PRF_HMAC_SHA2_384, "sha384", 48),
    Prf(registry.Prf.PRF_HMAC_SHA2_512, "sha512", 64),
)
PRFS = {prf.id: prf for prf in _PRFS}

_INTEGS = (
    Integ(registry.Integ.AUTH_HMAC_MD5_96, "md5", 16, 12),
    Integ(registry.Integ.AUTH_HMAC_SHA1_96, "sha1", 20, 12),
    Integ(registry.Integ.AUTH_HMAC_SHA2_256_128, "sha256", 32, 16),
    Integ(registry.Integ.AUTH_HMAC_SHA2_384_192, "sha384", 48, 24),
    Integ(registry.Integ.AUTH_HMAC_SHA2_512_256, "sha512", 64, 32),
)
INTEGS = {integ.id: integ for integ in _INTEGS}

TRIPLE_DES = Encr(registry.Encr.ENCR_3DES, None, 24, 8, 8)


def aes_cbc(key_bits: int) -> Encr:
    return Encr(registry.Encr.ENCR_AES_CBC, key_bits, key_bits // 8, 16, 16)


def aes_gcm_16(key_bits: int) -> Encr:
    """AES-GCM with a 16-octet ICV: 4 octets of salt end the key, the IV has 8 (RFC 5282)."""
    return Encr(
        registry.Encr.ENCR_AES_GCM_16,
        key_bits,
        key_bits // 8 + 4,
        8,
        1,
        salt_length=4,
        icv_length=16,
    )
