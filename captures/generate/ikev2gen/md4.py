# The MD4 hash (RFC 1320), which MS-CHAP needs and OpenSSL 3 no longer offers by default.
# SPDX-License-Identifier: GPL-2.0-or-later

import struct
from collections.abc import Callable

MASK = 0xFFFFFFFF

# Of each round: the added constant, the order in which it reads the block, its rotations.
_ROUNDS = (
    (0x00000000, (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), (3, 7, 11, 19)),
    (0x5A827999, (0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15), (3, 5, 9, 13)),
    (0x6ED9EBA1, (0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15), (3, 9, 11, 15)),
)
_FUNCTIONS: tuple[Callable[[int, int, int], int], ...] = (
    lambda x, y, z: (x & y) | (~x & z),
    lambda x, y, z: (x & y) | (x & z) | (y & z),
    lambda x, y, z: x ^ y ^ z,
)


def _rotate(value: int, count: int) -> int:
    value &= MASK
    return (value << count | value >> (32 - count)) & MASK


def md4(data: bytes) -> bytes:
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + struct.pack("<Q", 8 * len(data))
    state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476]
    for start in range(0, len(padded), 64):
        block = struct.unpack_from("<16I", padded, start)
        a, b, c, d = state
        for (constant, order, rotations), function in zip(_ROUNDS, _FUNCTIONS):
            for step, index in enumerate(order):
                mixed = _rotate(
                    a + function(b, c, d) + block[index] + constant, rotations[step % 4]
                )
                a, b, c, d = d, mixed, b, c
        state = [(old + new) & MASK for old, new in zip(state, (a, b, c, d))]
    return struct.pack("<4I", *state)
