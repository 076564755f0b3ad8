"""Keys that do not fit the method or the algorithm.

They are given as (name, method, key, Authentication Data, verdict).

SPDX-License-Identifier: GPL-2.0-or-later
"""
from .der import DSA_WITH, ECDSA_WITH, ED448, ED25519, NULL, RSA_WITH, identifier, pss_identifier
from .payload import DIGITAL_SIGNATURE, DSS, ECDSA_256, ECDSA_384, ECDSA_521, RSA
from .payload import digital_signature


def keys_of_another_kind(keys):
    pkcs1 = keys["rsa-2048"].sign("sha256")
    with_rsa = digital_signature(identifier(RSA_WITH["sha256"], NULL), pkcs1)
    for name in ("rsa-pss", "rsa-pss-sha256", "p256", "ed25519", "dsa-1024"):
        yield f"RSA, key {name}", RSA, keys[name], pkcs1, "bad_key"
        yield f"RSA in method 14, key {name}", DIGITAL_SIGNATURE, keys[name], with_rsa, "bad_key"
    key = keys["rsa-pss-sha256"]
    for name, other in (
        ("another hash", pss_identifier("sha512", "sha256", 32)),
        ("another MGF1 hash", pss_identifier("sha256", "sha512", 32)),
        ("less salt", pss_identifier("sha256", "sha256", 31)),
        ("default parameters", pss_identifier()),
    ):
        auth = digital_signature(other, pkcs1)
        yield f"a key for RSASSA-PSS with SHA-256, {name}", DIGITAL_SIGNATURE, key, auth, "bad_key"
    pss = digital_signature(pss_identifier(), pkcs1)
    yield "RSASSA-PSS, key p256", DIGITAL_SIGNATURE, keys["p256"], pss, "bad_key"
    for method, good, length in (
        (ECDSA_256, "p256", 32),
        (ECDSA_384, "p384", 48),
        (ECDSA_521, "p521", 66),
    ):
        for name in (
            "p256",
            "p384",
            "p521",
            "brainpool-p256",
            "brainpool-p384",
            "rsa-2048",
            "ed448",
        ):
            if name != good:
                yield f"method {method}, key {name}", method, keys[name], bytes(
                    2 * length
                ), "bad_key"
    for name in ("dsa-2048", "rsa-2048", "p256"):
        yield f"DSS, key {name}", DSS, keys[name], bytes(40), "bad_key"
    ecdsa = digital_signature(identifier(ECDSA_WITH["sha256"]), keys["p256"].sign("sha256"))
    dsa = digital_signature(identifier(DSA_WITH["sha1"]), keys["dsa-1024"].sign("sha1"))
    ed25519 = digital_signature(identifier(ED25519), keys["ed25519"].sign_unhashed())
    ed448 = digital_signature(identifier(ED448), keys["ed448"].sign_unhashed())
    for name in ("rsa-2048", "dsa-1024", "ed25519"):
        yield f"ECDSA in method 14, key {name}", DIGITAL_SIGNATURE, keys[name], ecdsa, "bad_key"
    for name in ("rsa-2048", "p256", "ed25519"):
        yield f"DSA in method 14, key {name}", DIGITAL_SIGNATURE, keys[name], dsa, "bad_key"
    for name in ("rsa-2048", "p256", "ed448"):
        yield f"Ed25519, key {name}", DIGITAL_SIGNATURE, keys[name], ed25519, "bad_key"
    yield "Ed448, key ed25519", DIGITAL_SIGNATURE, keys["ed25519"], ed448, "bad_key"
