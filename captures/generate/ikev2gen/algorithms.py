# The transforms as functions: PRF, integrity and encryption, over hashlib and cryptography.
# SPDX-License-Identifier: GPL-2.0-or-later

import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.aead import AESCCM, AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.ciphers.algorithms import AES, Camellia

from . import registry
from .sa import Transform
from .triple_des import TripleDES


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
    implicit_iv: bool = False

    @property
    def aead(self) -> bool:
        return self.icv_length > 0

    def transform(self) -> Transform:
        return Transform(registry.TransformType.ENCR, self.id, self.key_bits)

    def encrypt(self, key: bytes, iv: bytes, plaintext: bytes, aad: bytes = b"") -> bytes:
        """The ciphertext; with an AEAD followed by its ICV (RFC 5282, section 4; RFC 4106, 4309
        and 7634)."""
        if self.id == registry.Encr.ENCR_NULL:
            return plaintext
        secret, salt = key[: len(key) - self.salt_length], key[len(key) - self.salt_length :]
        if self.aead:
            return self._seal(secret, salt + iv, iv, plaintext, aad)
        if self.id == registry.Encr.ENCR_AES_CTR:
            # "The counter block": nonce, IV, and a counter that begins with one (RFC 3686).
            cipher = Cipher(AES(secret), modes.CTR(salt + iv + bytes([0, 0, 0, 1])))
        else:
            cipher = Cipher(_BLOCK_CIPHERS.get(self.id, AES)(secret), modes.CBC(iv))
        encryptor = cipher.encryptor()
        return encryptor.update(plaintext) + encryptor.finalize()

    def _seal(
        self, secret: bytes, nonce: bytes, iv: bytes, plaintext: bytes, aad: bytes
    ) -> bytes:
        if self.id == registry.Encr.ENCR_NULL_AUTH_AES_GMAC:
            # The IV is authenticated too (RFC 4543, erratum 1821).
            return plaintext + AESGCM(secret).encrypt(nonce, b"", aad + iv + plaintext)
        if self.id in _CCM:
            return AESCCM(secret, self.icv_length).encrypt(nonce, plaintext, aad)
        if self.id in _CHACHA20_POLY1305:
            return ChaCha20Poly1305(secret).encrypt(nonce, plaintext, aad)
        # A shorter ICV of GCM is the start of the longest one.
        return AESGCM(secret).encrypt(nonce, plaintext, aad)[: len(plaintext) + self.icv_length]


_BLOCK_CIPHERS = {
    registry.Encr.ENCR_3DES: TripleDES,
    registry.Encr.ENCR_CAMELLIA_CBC: Camellia,
}
_CCM = (
    registry.Encr.ENCR_AES_CCM_8,
    registry.Encr.ENCR_AES_CCM_12,
    registry.Encr.ENCR_AES_CCM_16,
)
_CHACHA20_POLY1305 = (
    registry.Encr.ENCR_CHACHA20_POLY1305,
    registry.Encr.ENCR_CHACHA20_POLY1305_IIV,
)


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
NULL = Encr(registry.Encr.ENCR_NULL, None, 0, 0, 1)


def aes_cbc(key_bits: int) -> Encr:
    return Encr(registry.Encr.ENCR_AES_CBC, key_bits, key_bits // 8, 16, 16)


def camellia_cbc(key_bits: int) -> Encr:
    """RFC 5529."""
    return Encr(registry.Encr.ENCR_CAMELLIA_CBC, key_bits, key_bits // 8, 16, 16)


def aes_ctr(key_bits: int) -> Encr:
    """RFC 3686: 4 octets of nonce end the key."""
    return Encr(registry.Encr.ENCR_AES_CTR, key_bits, key_bits // 8 + 4, 8, 1, salt_length=4)


def aead(
    encr: registry.Encr,
    key_bits: int | None,
    icv_length: int = 16,
    salt_length: int = 4,
    implicit_iv: bool = False,
) -> Encr:
    """An AEAD cipher: the salt ends the key, the IV has 8 octets, or none with an implicit one (RFC
    8750). `key_bits` is None where the key always has 256 bits."""
    return Encr(
        encr,
        key_bits,
        (key_bits or 256) // 8 + salt_length,
        0 if implicit_iv else 8,
        1,
        salt_length=salt_length,
        icv_length=icv_length,
        implicit_iv=implicit_iv,
    )


def aes_gcm_16(key_bits: int) -> Encr:
    """AES-GCM with a 16-octet ICV (RFC 5282)."""
    return aead(registry.Encr.ENCR_AES_GCM_16, key_bits)
