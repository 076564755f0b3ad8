"""Encrypted messages of an IKE SA whose keys are known (RFC 7296, section 3.14; RFC 7383).

SPDX-License-Identifier: GPL-2.0-or-later
"""
import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SK, SKF = 46, 53
RESPONSE = 0x20


class Sealer:
    """What one side of an IKE SA with AES-CBC and HMAC-SHA2-256-128 sends. `ike_sa` is that of a
    facts.json; `flags` are those of a request."""

    def __init__(self, ike_sa, initiator):
        self.spis = bytes.fromhex(ike_sa["spi_i"] + ike_sa["spi_r"])
        self.flags = 0x08 if initiator else 0
        self._sk_e = bytes.fromhex(ike_sa["SK_ei" if initiator else "SK_er"])
        self._sk_a = bytes.fromhex(ike_sa["SK_ai" if initiator else "SK_ar"])

    def seal(self, exchange, flags, message_id, first, payloads, fragment=None, spis=None):
        """A message; with `fragment`, (number, total), that part of one."""
        spis = spis or self.spis
        outer = SKF if fragment else SK
        numbers = struct.pack("!HH", *fragment) if fragment else b""
        iv = hashlib.sha256(spis + struct.pack("!I", message_id) + numbers + payloads).digest()[:16]
        pad = -(len(payloads) + 1) % 16
        encryptor = Cipher(algorithms.AES(self._sk_e), modes.CBC(iv)).encryptor()
        ciphertext = encryptor.update(payloads + bytes(pad) + bytes([pad])) + encryptor.finalize()
        length = 4 + len(numbers) + len(iv) + len(ciphertext) + 16
        octets = spis + struct.pack("!4BII", outer, 0x20, exchange, flags, message_id, 28 + length)
        octets += struct.pack("!BBH", first, 0, length) + numbers + iv + ciphertext
        return octets + hmac.new(self._sk_a, octets, hashlib.sha256).digest()[:16]

    def request(self, exchange, message_id, first, payloads, **options):
        return self.seal(exchange, self.flags, message_id, first, payloads, **options)

    def response(self, exchange, message_id, first, payloads, **options):
        return self.seal(exchange, self.flags | RESPONSE, message_id, first, payloads, **options)
