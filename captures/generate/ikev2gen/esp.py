# ESP packets (RFC 4303; AEAD ciphers by RFC 4106, 4309, 4543, 7634 and 8750).
# SPDX-License-Identifier: GPL-2.0-or-later

import struct

from .algorithms import Encr, Integ


def esp_packet(
    encr: Encr,
    integ: Integ | None,
    encr_key: bytes,
    integ_key: bytes,
    spi: bytes,
    sequence: int,
    next_header: int,
    inner: bytes,
    iv: bytes,
    esn: bool = False,
) -> bytes:
    """One packet. Of an Extended Sequence Number (2.2.1) the low-order 32 bits are sent, and the
    others are authenticated all the same."""
    high, low = struct.pack("!I", sequence >> 32), struct.pack("!I", sequence & 0xFFFFFFFF)
    head = spi + low
    associated = spi + (high if esn else b"") + low
    # "the Pad Length and Next Header fields must be right aligned within a 4-byte word" (2.4).
    alignment = max(encr.block_length, 4)
    pad_length = -(len(inner) + 2) % alignment
    pad = bytes(range(1, pad_length + 1))
    plaintext = inner + pad + bytes([pad_length, next_header])
    # RFC 8750, section 4.
    used_iv = (high if esn else bytes(4)) + low if encr.implicit_iv else iv
    octets = head + iv + encr.encrypt(encr_key, used_iv, plaintext, associated)
    return octets + (integ.icv(integ_key, octets + (high if esn else b"")) if integ else b"")
