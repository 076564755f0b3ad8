# AUTH payloads and the MODP groups, against published values.
# SPDX-License-Identifier: GPL-2.0-or-later

import math
import struct

import pytest

from ikev2gen import auth
from ikev2gen.algorithms import PRFS
from ikev2gen.dh import GROUPS
from ikev2gen.payloads import Identity
from ikev2gen.registry import Dh, IdType, Notify, Prf

HEX = bytes.fromhex


def test_psk_auth_is_that_of_aosp(vectors):
    case = vectors("aosp-unit-psk-full-exchange.json")
    prf = PRFS[Prf.PRF_HMAC_SHA1]
    identity = Identity.of_address("10.80.80.13")
    assert HEX(case["ike_auth_plaintext"])[4:12] == identity.body()
    assert prf(HEX(case["SK_pi"]), identity.body()).hex() == case["MACedIDForI"]

    octets = auth.signed_octets(
        prf, HEX(case["ike_sa_init_request"]), HEX(case["Nr"]), HEX(case["SK_pi"]), identity
    )
    assert octets.hex() == case["InitiatorSignedOctets"]
    assert auth.shared_key_auth(prf, case["psk"].encode(), octets).hex() == case["AUTH"]


def test_an_id_payload_body_begins_with_its_type_and_three_zeros():
    identity = Identity.of_fqdn("a.example")
    assert identity.body() == bytes([IdType.ID_FQDN, 0, 0, 0]) + b"a.example"


@pytest.mark.parametrize("message", ["ike_sa_init_request", "ike_sa_init_response"])
def test_nat_detection_hashes_are_those_of_aosp(vectors, message):
    octets = HEX(vectors("aosp-unit-psk-full-exchange.json")[message])
    initiator, responder = (
        auth.nat_detection_hash(octets[:8], octets[8:16], address, 500)
        for address in ("10.80.80.13", "10.80.80.80")
    )
    source, destination = initiator, responder
    if message.endswith("response"):
        source, destination = responder, initiator
    head = struct.Struct("!HBBH")  # Payload Length, Protocol ID, SPI Size, Notify Message Type
    assert head.pack(28, 0, 0, Notify.NAT_DETECTION_SOURCE_IP) + source in octets
    assert head.pack(28, 0, 0, Notify.NAT_DETECTION_DESTINATION_IP) + destination in octets


def pi_times_two_to(bits: int) -> int:
    """floor(2^bits * pi), by Machin's formula with 64 bits to spare."""

    def arctan_of_inverse(x: int) -> int:
        term = total = (1 << bits + 64) // x
        divisor = 1
        while term:
            term //= -(x * x)
            divisor += 2
            total += term // divisor
        return total

    return 4 * (4 * arctan_of_inverse(5) - arctan_of_inverse(239)) >> 64


@pytest.mark.parametrize(
    ("group", "bits", "addend"),
    [(Dh.MODP_1024, 1024, 129093), (Dh.MODP_1536, 1536, 741804), (Dh.MODP_2048, 2048, 124476)],
)
def test_a_modp_prime_is_the_rfcs_formula_of_pi(group, bits, addend):
    """2^n - 2^(n-64) - 1 + 2^64 * ([2^(n-130) pi] + addend) (RFC 2409, 6.2; RFC 3526)."""
    assert pi_times_two_to(8) == math.floor(math.pi * 256)
    expected = 2**bits - 2 ** (bits - 64) - 1 + 2**64 * (pi_times_two_to(bits - 130) + addend)
    assert GROUPS[group].prime == expected
    assert GROUPS[group].length == bits // 8


def test_shared_secrets_are_those_of_aosp(vectors):
    tried = 0
    for session in vectors("aosp-cts-sessions.json")["sessions"]:
        group = GROUPS.get(session["dh_group"])
        if group and session.get("dh_private_initiator"):
            shared = group.shared(HEX(session["dh_private_initiator"]), HEX(session["KEr"]))
            assert shared.hex() == session["g_ir"], session["name"]
            tried += 1
    assert tried > 0


def test_a_short_shared_secret_is_padded_to_the_length_of_the_prime():
    group = GROUPS[Dh.MODP_1024]
    assert group.shared(b"\x01", b"\x05") == bytes(127) + b"\x05"
