"""Authentication Data that is not in the form that its method or algorithm asks for.

It is given as (name, method, key, Authentication Data, verdict).

SPDX-License-Identifier: GPL-2.0-or-later
"""
from .der import (
    ECDSA_WITH,
    ED25519,
    NULL,
    RSA_WITH,
    der,
    identifier,
    integer,
    pss_identifier,
    read_der,
    sequence,
)
from .payload import DIGITAL_SIGNATURE, DSS, ECDSA_256, RSA, digital_signature

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def ecdsa_numbers(key):
    """A signature as RFC 4754 has it, and its r and s."""
    numbers = key.sign_numbers("sha256", 32)
    return numbers, int.from_bytes(numbers[:32], "big"), int.from_bytes(numbers[32:], "big")


def ecdsa_of_rfc_4754(keys):
    curve = keys["p256"]
    numbers, r, s = ecdsa_numbers(curve)
    for name, octets, verdict in (
        ("no octets", b"", "malformed"),
        ("one octet short", numbers[:-1], "malformed"),
        ("one octet long", numbers + b"\0", "malformed"),
        ("DER", sequence(integer(r), integer(s)), "malformed"),
        ("zeros", bytes(64), "wrong"),
        ("r too big", P256_ORDER.to_bytes(32, "big") + numbers[32:], "wrong"),
        ("s too big", numbers[:32] + P256_ORDER.to_bytes(32, "big"), "wrong"),
        ("r and s exchanged", numbers[32:] + numbers[:32], "wrong"),
    ):
        yield f"ECDSA of RFC 4754, {name}", ECDSA_256, curve, octets, verdict


def ecdsa_sig_value(keys):
    curve = keys["p256"]
    numbers, r, s = ecdsa_numbers(curve)
    for name, octets, verdict in (
        ("no signature", b"", "malformed"),
        ("octets after it", sequence(integer(r), integer(s)) + b"\0", "malformed"),
        ("a third number", sequence(integer(r), integer(s), integer(1)), "malformed"),
        ("one number", sequence(integer(r)), "malformed"),
        ("negative r", sequence(integer(-r), integer(s)), "malformed"),
        ("r without octets", sequence(der(0x02), integer(s)), "malformed"),
        (
            "needless zero",
            sequence(der(0x02, b"\0\0" + r.to_bytes(32, "big")), integer(s)),
            "malformed",
        ),
        ("numbers of RFC 4754", numbers, "malformed"),
        ("r zero", sequence(integer(0), integer(s)), "wrong"),
        ("s zero", sequence(integer(r), integer(0)), "wrong"),
        ("r plus order", sequence(integer(r + P256_ORDER), integer(s)), "wrong"),
        ("huge r", sequence(integer(1 << 20000), integer(s)), "wrong"),
        ("other s", sequence(integer(r), integer(P256_ORDER - s)), "verified"),
    ):
        auth = digital_signature(identifier(ECDSA_WITH["sha256"]), octets)
        yield f"ecdsa-with-sha256, {name}", DIGITAL_SIGNATURE, curve, auth, verdict


def rsa(keys):
    key = keys["rsa-2048"]
    signature = key.sign("sha256")
    right = identifier(RSA_WITH["sha256"], NULL)
    info = list(read_der(next(read_der(key.public_key_info()))))[1][1:]
    modulus = int.from_bytes(next(read_der(next(read_der(info)))), "big")
    for name, octets in (
        ("no octets", b""),
        ("one octet short", signature[:-1]),
        ("one octet long", signature + b"\0"),
        ("zero in front", b"\0" + signature),
        ("zero", bytes(256)),
        ("one", bytes(255) + b"\1"),
        ("the modulus", modulus.to_bytes(256, "big")),
        ("above the modulus", b"\xff" * 256),
    ):
        yield f"RSA, {name}", RSA, key, octets, "wrong"
        auth = digital_signature(right, octets)
        yield f"RSA in method 14, {name}", DIGITAL_SIGNATURE, key, auth, "wrong"
    # The same number modulo the modulus, where it has no octet more.
    value = 1 << 2048
    while value + modulus >= 1 << 2048:
        value = int.from_bytes(key.sign_pss("sha256", "sha256", 32), "big")
    algorithm = pss_identifier("sha256", "sha256", 32)
    for name, number, verdict in (
        ("", value, "verified"),
        (" plus modulus", value + modulus, "wrong"),
    ):
        auth = digital_signature(algorithm, number.to_bytes(256, "big"))
        yield f"RSASSA-PSS{name}", DIGITAL_SIGNATURE, key, auth, verdict


def algorithm_identifiers(keys):
    key = keys["rsa-2048"]
    signature = key.sign("sha256")
    right = identifier(RSA_WITH["sha256"], NULL)
    for name, auth, verdict in (
        ("no octets", b"", "malformed"),
        ("length 0", b"\0" + signature, "malformed"),
        ("length past the end", b"\xff" + right + signature[:200], "malformed"),
        ("length too short", bytes([len(right) - 1]) + right + signature, "malformed"),
        ("length too long", bytes([len(right) + 1]) + right + signature, "malformed"),
        ("no sequence", digital_signature(b"\x31" + right[1:], signature), "malformed"),
        ("no algorithm", digital_signature(sequence(), signature), "malformed"),
        ("empty algorithm", digital_signature(sequence(b"\6\0"), signature), "malformed"),
        ("no OBJECT IDENTIFIER", digital_signature(sequence(NULL), signature), "malformed"),
        (
            "indefinite length",
            digital_signature(b"\x30\x80" + right[2:] + b"\0\0", signature),
            "malformed",
        ),
        ("length in long form", digital_signature(b"\x30\x81" + right[1:], signature), "malformed"),
        (
            "parameters",
            digital_signature(identifier(RSA_WITH["sha256"], integer(1)), signature),
            "malformed",
        ),
        (
            "two parameters",
            digital_signature(identifier(RSA_WITH["sha256"], NULL + NULL), signature),
            "malformed",
        ),
        ("unknown algorithm", digital_signature(identifier("1.2.3.4"), signature), "unsupported"),
        (
            "md5WithRSAEncryption",
            digital_signature(identifier("1.2.840.113549.1.1.4", NULL), key.sign("md5")),
            "unsupported",
        ),
    ):
        yield f"method 14, {name}", DIGITAL_SIGNATURE, key, auth, verdict


def ed25519(keys):
    key = keys["ed25519"]
    signature = key.sign_unhashed()
    for name, octets, verdict in (
        ("no octets", b"", "malformed"),
        ("one octet short", signature[:-1], "malformed"),
        ("one octet long", signature + b"\0", "malformed"),
        ("zeros", bytes(64), "wrong"),
        ("all bits", b"\xff" * 64, "wrong"),
    ):
        auth = digital_signature(identifier(ED25519), octets)
        yield f"Ed25519, {name}", DIGITAL_SIGNATURE, key, auth, verdict


def dss(keys):
    key = keys["dsa-1024"]
    numbers = key.sign_numbers("sha1", 20)
    for name, octets, verdict in (
        ("one octet short", numbers[:-1], "malformed"),
        ("zeros", bytes(40), "wrong"),
        ("all bits", b"\xff" * 40, "wrong"),
    ):
        yield f"DSS, {name}", DSS, key, octets, verdict


def methods(keys):
    key = keys["rsa-2048"]
    for method in (0, 2, 4, 8, 12, 13, 15, 255, 256 + RSA):
        yield f"method {method}", method, key, key.sign("sha256"), "unsupported"
