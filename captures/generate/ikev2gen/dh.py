# Diffie-Hellman over the MODP groups 2, 5 and 14 (RFC 2409, RFC 3526).
# SPDX-License-Identifier: GPL-2.0-or-later

from dataclasses import dataclass

from .registry import Dh

_MODP_1024 = """
    FFFFFFFF FFFFFFFF C90FDAA2 2168C234 C4C6628B 80DC1CD1 29024E08 8A67CC74
    020BBEA6 3B139B22 514A0879 8E3404DD EF9519B3 CD3A431B 302B0A6D F25F1437
    4FE1356D 6D51C245 E485B576 625E7EC6 F44C42E9 A637ED6B 0BFF5CB6 F406B7ED
    EE386BFB 5A899FA5 AE9F2411 7C4B1FE6 49286651 ECE65381 FFFFFFFF FFFFFFFF
"""
_MODP_1536 = """
    FFFFFFFF FFFFFFFF C90FDAA2 2168C234 C4C6628B 80DC1CD1 29024E08 8A67CC74
    020BBEA6 3B139B22 514A0879 8E3404DD EF9519B3 CD3A431B 302B0A6D F25F1437
    4FE1356D 6D51C245 E485B576 625E7EC6 F44C42E9 A637ED6B 0BFF5CB6 F406B7ED
    EE386BFB 5A899FA5 AE9F2411 7C4B1FE6 49286651 ECE45B3D C2007CB8 A163BF05
    98DA4836 1C55D39A 69163FA8 FD24CF5F 83655D23 DCA3AD96 1C62F356 208552BB
    9ED52907 7096966D 670C354E 4ABC9804 F1746C08 CA237327 FFFFFFFF FFFFFFFF
"""
_MODP_2048 = """
    FFFFFFFF FFFFFFFF C90FDAA2 2168C234 C4C6628B 80DC1CD1 29024E08 8A67CC74
    020BBEA6 3B139B22 514A0879 8E3404DD EF9519B3 CD3A431B 302B0A6D F25F1437
    4FE1356D 6D51C245 E485B576 625E7EC6 F44C42E9 A637ED6B 0BFF5CB6 F406B7ED
    EE386BFB 5A899FA5 AE9F2411 7C4B1FE6 49286651 ECE45B3D C2007CB8 A163BF05
    98DA4836 1C55D39A 69163FA8 FD24CF5F 83655D23 DCA3AD96 1C62F356 208552BB
    9ED52907 7096966D 670C354E 4ABC9804 F1746C08 CA18217C 32905E46 2E36CE3B
    E39E772C 180E8603 9B2783A2 EC07A28F B5C55DF0 6F4C52C9 DE2BCBF6 95581718
    3995497C EA956AE5 15D22618 98FA0510 15728E5A 8AACAA68 FFFFFFFF FFFFFFFF
"""


@dataclass(frozen=True)
class ModpGroup:
    """A MODP group with generator 2. Values are as long as the prime (RFC 7296, section 3.4)."""

    id: Dh
    prime: int

    @property
    def length(self) -> int:
        return (self.prime.bit_length() + 7) // 8

    def public(self, private: bytes) -> bytes:
        return self._power(2, private)

    def shared(self, private: bytes, peer_public: bytes) -> bytes:
        """g^ir, "padded with zeros if necessary to make it the length of the modulus" (2.14)."""
        return self._power(int.from_bytes(peer_public, "big"), private)

    def _power(self, base: int, private: bytes) -> bytes:
        value = pow(base, int.from_bytes(private, "big"), self.prime)
        return value.to_bytes(self.length, "big")


def _group(group_id: Dh, prime: str) -> ModpGroup:
    return ModpGroup(group_id, int("".join(prime.split()), 16))


GROUPS = {
    Dh.MODP_1024: _group(Dh.MODP_1024, _MODP_1024),
    Dh.MODP_1536: _group(Dh.MODP_1536, _MODP_1536),
    Dh.MODP_2048: _group(Dh.MODP_2048, _MODP_2048),
}
