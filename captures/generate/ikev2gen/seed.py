# Every value that an implementation would draw at random, the same on each run.
# SPDX-License-Identifier: GPL-2.0-or-later

import hashlib

DOMAIN = b"ikev2 captures, version 1"


class Seed:
    """Values of one scenario.

    value(label, length) is the first `length` octets of B(0) | B(1) | ..., where
    B(n) = SHA-256(DOMAIN | 00 | scenario | 00 | label | 00 | n as 4 octets, big endian),
    with scenario and label in UTF-8.
    """

    def __init__(self, scenario: str) -> None:
        self._prefix = DOMAIN + b"\0" + scenario.encode() + b"\0"

    def value(self, label: str, length: int) -> bytes:
        stem = self._prefix + label.encode() + b"\0"
        octets = b""
        counter = 0
        while len(octets) < length:
            octets += hashlib.sha256(stem + counter.to_bytes(4, "big")).digest()
            counter += 1
        return octets[:length]
