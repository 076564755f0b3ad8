# MS-CHAP version 2 (RFC 2759), its keys (RFC 3079) and its EAP packets.
# SPDX-License-Identifier: GPL-2.0-or-later
"""EAP-MSCHAPv2 (draft-kamath-pppext-eap-mschapv2) carries the RFC 2759 packets with their own
code, identifier and length in front."""

import hashlib
import struct
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, modes

from .md4 import md4
from .triple_des import TripleDES

MSK_LENGTH = 64
MASTER_KEY_LENGTH = 16

CHALLENGE = 1
RESPONSE = 2
SUCCESS = 3

# The magic constants of RFC 2759, section 8.7, and RFC 3079, section 3.4.
_SIGNING = b"Magic server to client signing constant"
_ITERATION = b"Pad to make it do more than one iteration"
_MASTER = b"This is the MPPE Master Key"
_CLIENT_SENDS = (
    b"On the client side, this is the send key; on the server side, it is the receive key."
)
_CLIENT_RECEIVES = (
    b"On the client side, this is the receive key; on the server side, it is the send key."
)
_PAD_1 = bytes(40)
_PAD_2 = b"\xf2" * 40


def _sha1(*parts: bytes) -> bytes:
    return hashlib.sha1(b"".join(parts)).digest()


def _des(key: bytes, block: bytes) -> bytes:
    """DES with a key of 56 bits, spread over octets whose lowest bit is parity and ignored."""
    bits = int.from_bytes(key, "big")
    spread = bytes((bits >> shift & 0x7F) << 1 for shift in range(49, -1, -7))
    encryptor = Cipher(TripleDES(spread), modes.ECB()).encryptor()
    return encryptor.update(block) + encryptor.finalize()


@dataclass(frozen=True)
class MsChapV2:
    """One authentication of `user` by `password` with the two 16-octet challenges."""

    user: str
    password: str
    authenticator_challenge: bytes
    peer_challenge: bytes

    @property
    def _password_hash(self) -> bytes:
        return md4(self.password.encode("utf-16-le"))

    @property
    def _challenge_hash(self) -> bytes:
        return _sha1(self.peer_challenge, self.authenticator_challenge, self.user.encode())[:8]

    @property
    def nt_response(self) -> bytes:
        """GenerateNTResponse (8.1), 24 octets."""
        key = self._password_hash + bytes(5)
        return b"".join(_des(key[at : at + 7], self._challenge_hash) for at in (0, 7, 14))

    @property
    def authenticator_response(self) -> str:
        """GenerateAuthenticatorResponse (8.7)."""
        inner = _sha1(md4(self._password_hash), self.nt_response, _SIGNING)
        return "S=" + _sha1(inner, self._challenge_hash, _ITERATION).hex().upper()

    @property
    def _master_key(self) -> bytes:
        """GetMasterKey (RFC 3079, section 3.4)."""
        key = _sha1(md4(self._password_hash), self.nt_response, _MASTER)
        return key[:MASTER_KEY_LENGTH]

    def _start_key(self, magic: bytes) -> bytes:
        key = _sha1(self._master_key, _PAD_1, magic, _PAD_2)
        return key[:MASTER_KEY_LENGTH]

    @property
    def msk(self) -> bytes:
        """The server's receive key, its send key, and zeros up to 64 octets."""
        keys = self._start_key(_CLIENT_SENDS) + self._start_key(_CLIENT_RECEIVES)
        return keys.ljust(MSK_LENGTH, b"\0")

    def challenge_packet(self, identifier: int, server_name: str) -> bytes:
        value = self.authenticator_challenge
        return _packet(CHALLENGE, identifier, bytes([len(value)]) + value + server_name.encode())

    def response_packet(self, identifier: int) -> bytes:
        value = self.peer_challenge + bytes(8) + self.nt_response + b"\0"
        return _packet(RESPONSE, identifier, bytes([len(value)]) + value + self.user.encode())

    def success_packet(self, identifier: int, message: str) -> bytes:
        text = f"{self.authenticator_response} M={message}"
        return _packet(SUCCESS, identifier, text.encode())

    @staticmethod
    def success_response_packet() -> bytes:
        return bytes([SUCCESS])


def _packet(code: int, identifier: int, data: bytes) -> bytes:
    return struct.pack("!BBH", code, identifier, 4 + len(data)) + data
