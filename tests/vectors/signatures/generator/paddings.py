"""RSA signatures made with the right key, whose padding or parameters are not right.

They are given as (name, method, key, Authentication Data, verdict).

SPDX-License-Identifier: GPL-2.0-or-later
"""
import hashlib

from .der import HASHES, NULL, RSA_WITH, RSASSA_PSS, der, explicit, hash_identifier, identifier
from .der import integer, pss_identifier, sequence
from .openssl import SIGNED
from .payload import DIGITAL_SIGNATURE, RSA, digital_signature


def digest_info(algorithm, digest):
    return sequence(algorithm, der(0x04, digest))


def emsa_pkcs1(keys):
    """EMSA-PKCS1-v1_5 (RFC 8017, section 9.2) in other than its one form."""
    key = keys["rsa-2048"]
    digest = hashlib.sha256(SIGNED).digest()
    algorithm = hash_identifier("sha256")
    right = digest_info(algorithm, digest)

    def padded(info, head=b"\0\1", filler=b"\xff", tail=b"\0"):
        count = 256 - len(head) - len(tail) - len(info)
        return head + filler * count + tail + info

    garbage = bytes(190)
    long_form = b"\x30\x81" + right[1:]
    variants = [
        ("right", padded(right), "verified"),
        ("no NULL", padded(digest_info(identifier(HASHES["sha256"]), digest)), "verified"),
        ("octets after it", padded(right + garbage), "wrong"),
        ("octets in it", padded(sequence(algorithm, der(0x04, digest), garbage[:160])), "wrong"),
        (
            "octets in the parameters",
            padded(digest_info(identifier(HASHES["sha256"], der(0x04, garbage[:140])), digest)),
            "wrong",
        ),
        (
            "octets in NULL",
            padded(digest_info(identifier(HASHES["sha256"], b"\5\1\0"), digest)),
            "wrong",
        ),
        ("length in long form", padded(long_form), "wrong"),
        ("separator 2", padded(right, tail=b"\2"), "wrong"),
        ("block type 2", padded(right, head=b"\0\2"), "wrong"),
        ("first octet 1", padded(right, head=b"\1\1")[:256], "wrong"),
        ("zeros as padding", padded(right, filler=b"\0"), "wrong"),
        ("no separator", padded(right, tail=b"\xff"), "wrong"),
        ("padding only", b"\0\1" + b"\xff" * 254, "wrong"),
        ("digest too short", padded(digest_info(algorithm, digest[:31])), "wrong"),
        ("digest too long", padded(digest_info(algorithm, digest + b"\0")), "wrong"),
        ("digest alone", padded(digest), "wrong"),
        ("hash of another length", padded(digest_info(hash_identifier("sha512"), digest)), "wrong"),
    ]
    for name, encoded, verdict in variants:
        auth = key.sign_padded(encoded)
        yield f"EMSA-PKCS1-v1_5, {name}", RSA, key, auth, verdict
        auth = digital_signature(identifier(RSA_WITH["sha256"], NULL), auth)
        yield f"EMSA-PKCS1-v1_5, {name}, method 14", DIGITAL_SIGNATURE, key, auth, verdict
    short = keys["rsa-744"]
    info = digest_info(hash_identifier("sha512"), hashlib.sha512(SIGNED).digest())
    auth = short.sign_padded(b"\0\1" + b"\xff" * 7 + b"\0" + info)
    yield "EMSA-PKCS1-v1_5, padding of 7 octets", RSA, short, auth, "wrong"
    info = digest_info(hash_identifier("sha384"), hashlib.sha384(SIGNED).digest())
    auth = short.sign_padded(b"\0\1" + b"\xff" * 23 + b"\0" + info)
    yield "EMSA-PKCS1-v1_5, padding of 23 octets", RSA, short, auth, "verified"
    unknown = padded(digest_info(hash_identifier("sha3-256"), hashlib.sha3_256(SIGNED).digest()))
    yield "a hash that is not supported", RSA, key, key.sign_padded(unknown), "unsupported"
    other = digital_signature(identifier(RSA_WITH["sha256"], NULL), key.sign("sha384"))
    yield "another hash than the algorithm's", DIGITAL_SIGNATURE, key, other, "wrong"


def emsa_pss(keys):
    """EMSA-PSS (RFC 8017, section 9.1) in other than its one form."""
    key = keys["rsa-2048"]
    algorithm = pss_identifier("sha256", "sha256", 32)

    def mask(seed, length):
        blocks = (
            hashlib.sha256(seed + counter.to_bytes(4, "big")).digest() for counter in range(9)
        )
        return b"".join(blocks)[:length]

    def encoded(filler=b"\0", separator=1, trailer=0xBC, salt=bytes(range(32))):
        digest = hashlib.sha256(SIGNED).digest()
        h = hashlib.sha256(bytes(8) + digest + salt).digest()
        db = filler * (256 - 34 - len(salt)) + bytes([separator]) + salt
        masked = bytearray(a ^ b for a, b in zip(db, mask(h, len(db))))
        masked[0] &= 0x7F
        return bytes(masked) + h + bytes([trailer])

    variants = [
        ("right", encoded(), "verified"),
        ("padding of ones", encoded(filler=b"\1"), "wrong"),
        ("separator 0", encoded(separator=0), "wrong"),
        ("separator 3", encoded(separator=3), "wrong"),
        ("trailer 0xcc", encoded(trailer=0xCC), "wrong"),
        ("less salt", encoded(salt=bytes(range(31))), "wrong"),
        ("more salt", encoded(salt=bytes(range(33))), "wrong"),
    ]
    for name, octets, verdict in variants:
        auth = digital_signature(algorithm, key.sign_padded(octets))
        yield f"EMSA-PSS, {name}", DIGITAL_SIGNATURE, key, auth, verdict
    # The bit that "emBits" leaves out, set where the modulus is still above it.
    octets = next(
        octets
        for octets in (encoded(salt=bytes([number] * 32)) for number in range(256))
        if octets[0] < 0x10
    )
    auth = digital_signature(algorithm, key.sign_padded(bytes([octets[0] | 0x80]) + octets[1:]))
    yield "EMSA-PSS, topmost bit set", DIGITAL_SIGNATURE, key, auth, "wrong"
    # A modulus of 1025 bits leaves it an octet of its own.
    key = keys["rsa-1025"]
    octets = b"\0\xff"
    while octets[1] >= 0x20:
        octets = key.unpad(key.sign_pss("sha256", "sha256", 32))
    for first, verdict in ((0, "verified"), (1, "wrong")):
        auth = digital_signature(algorithm, key.sign_padded(bytes([first]) + octets[1:]))
        yield f"EMSA-PSS, 1025 bits, first octet {first}", DIGITAL_SIGNATURE, key, auth, verdict


def pss_parameters(keys):
    """RSASSA-PSS-params that are not the signature's, or malformed, or not supported."""
    key = keys["rsa-2048"]
    signature = key.sign_pss("sha256", "sha256", 32)
    identifiers = [
        ("other salt length", pss_identifier("sha256", "sha256", 33), "wrong"),
        ("default salt length", pss_identifier("sha256", "sha256"), "wrong"),
        ("salt length past the modulus", pss_identifier("sha256", "sha256", 223), "wrong"),
        ("salt length of 32 bits", pss_identifier("sha256", "sha256", 0xFFFFFFFF), "wrong"),
        ("salt length of 33 bits", pss_identifier("sha256", "sha256", 1 << 32), "malformed"),
        ("negative salt length", pss_identifier("sha256", "sha256", -32), "malformed"),
        ("other MGF1 hash", pss_identifier("sha256", "sha1", 32), "wrong"),
        ("other hash", pss_identifier("sha384", "sha256", 32), "wrong"),
        ("hash not supported", pss_identifier("sha3-256", "sha256", 32), "unsupported"),
        ("MGF1 hash not supported", pss_identifier("sha256", "sha3-256", 32), "unsupported"),
        ("other MGF", pss_identifier("sha256", "sha256", 32, mgf="1.2.3"), "unsupported"),
        ("trailer field 2", pss_identifier("sha256", "sha256", 32, 2), "malformed"),
        ("no parameters", identifier(RSASSA_PSS), "malformed"),
        ("NULL as parameters", identifier(RSASSA_PSS, NULL), "malformed"),
        (
            "an unknown field",
            identifier(RSASSA_PSS, sequence(explicit(4, integer(1)))),
            "malformed",
        ),
        (
            "fields out of order",
            identifier(RSASSA_PSS, sequence(explicit(2, integer(20)), explicit(0, NULL))),
            "malformed",
        ),
    ]
    for name, other, verdict in identifiers:
        auth = digital_signature(other, signature)
        yield f"RSASSA-PSS, {name}", DIGITAL_SIGNATURE, key, auth, verdict
