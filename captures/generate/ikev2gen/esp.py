# ESP packets (RFC 4303; AES-GCM by RFC 4106).
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
) -> bytes:
    """One packet without extended sequence numbers."""
    head = spi + struct.pack("!I", sequence)
    # "the Pad Length and Next Header fields must be right aligned within a 4-byte word" (2.4).
    alignment = max(encr.block_length, 4)
    pad_length = -(len(inner) + 2) % alignment
    pad = bytes(range(1, pad_length + 1))
    plaintext = inner + pad + bytes([pad_length, next_header])
    octets = head + iv + encr.encrypt(encr_key, iv, plaintext, head)
    return octets + (integ.icv(integ_key, octets) if integ else b"")
