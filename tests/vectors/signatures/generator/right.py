"""Right signatures of every algorithm: (name, method, key, Authentication Data).

SPDX-License-Identifier: GPL-2.0-or-later
"""
from .der import DSA_WITH, ECDSA_WITH, ED448, ED25519, NULL, RSA_WITH, identifier, pss_identifier
from .payload import (
    DIGITAL_SIGNATURE,
    DSS,
    ECDSA_256,
    ECDSA_384,
    ECDSA_521,
    RSA,
    digital_signature,
)


def rsa(keys):
    key = keys["rsa-2048"]
    for name in ("md5", *RSA_WITH):
        yield f"RSA Digital Signature over {name}", RSA, key, key.sign(name)
    for name, dotted in RSA_WITH.items():
        auth = digital_signature(identifier(dotted, NULL), key.sign(name))
        yield f"{name}WithRSAEncryption", DIGITAL_SIGNATURE, key, auth
    auth = digital_signature(identifier(RSA_WITH["sha256"]), key.sign("sha256"))
    yield "sha256WithRSAEncryption without NULL", DIGITAL_SIGNATURE, key, auth
    odd = keys["rsa-1025"]
    yield "RSA Digital Signature, 1025 bits", RSA, odd, odd.sign("sha512")
    cube = keys["rsa-3072-exponent-3"]
    yield "RSA Digital Signature, exponent 3", RSA, cube, cube.sign("sha1")


def rsassa_pss(keys):
    key = keys["rsa-2048"]
    variants = [
        ("empty parameters", pss_identifier(), ("sha1", "sha1", 20)),
        ("default parameters", pss_identifier("sha1", "sha1", 20, 1), ("sha1", "sha1", 20)),
        ("SHA-224", pss_identifier("sha224", "sha224", 28), ("sha224", "sha224", 28)),
        ("SHA-256", pss_identifier("sha256", "sha256", 32, 1), ("sha256", "sha256", 32)),
        ("SHA-384", pss_identifier("sha384", "sha384", 48), ("sha384", "sha384", 48)),
        ("SHA-512", pss_identifier("sha512", "sha512", 64), ("sha512", "sha512", 64)),
        ("default MGF1", pss_identifier("sha256", None, 32), ("sha256", "sha1", 32)),
        ("MGF1 with SHA-512", pss_identifier("sha256", "sha512", 32), ("sha256", "sha512", 32)),
        ("no salt", pss_identifier("sha256", "sha256", 0), ("sha256", "sha256", 0)),
        ("longest salt", pss_identifier("sha256", "sha256", 222), ("sha256", "sha256", 222)),
    ]
    for name, algorithm, scheme in variants:
        auth = digital_signature(algorithm, key.sign_pss(*scheme))
        yield f"RSASSA-PSS, {name}", DIGITAL_SIGNATURE, key, auth
    algorithm = pss_identifier("sha256", "sha256", 32)
    for name in ("rsa-1025", "rsa-pss", "rsa-pss-sha256"):
        auth = digital_signature(algorithm, keys[name].sign_pss("sha256", "sha256", 32))
        yield f"RSASSA-PSS, key {name}", DIGITAL_SIGNATURE, keys[name], auth
    key = keys["rsa-pss-sha256"]
    algorithm = pss_identifier("sha256", "sha256", 40)
    auth = digital_signature(algorithm, key.sign_pss("sha256", "sha256", 40))
    yield "RSASSA-PSS, more salt than the key asks for", DIGITAL_SIGNATURE, key, auth


def dsa(keys):
    yield "DSS Digital Signature", DSS, keys["dsa-1024"], keys["dsa-1024"].sign_numbers("sha1", 20)
    for name in ("dsa-1024", "dsa-2048"):
        for hash_name, dotted in DSA_WITH.items():
            auth = digital_signature(identifier(dotted), keys[name].sign(hash_name))
            yield f"dsa-with-{hash_name}, {name}", DIGITAL_SIGNATURE, keys[name], auth


def ecdsa(keys):
    for method, name, hash_name, length in (
        (ECDSA_256, "p256", "sha256", 32),
        (ECDSA_384, "p384", "sha384", 48),
        (ECDSA_521, "p521", "sha512", 66),
    ):
        yield f"ECDSA of RFC 4754, {name}", method, keys[name], keys[name].sign_numbers(
            hash_name, length
        )
    combinations = [("p256", name) for name in ECDSA_WITH]
    combinations += [("p192", "sha1"), ("p192", "sha512"), ("p224", "sha224"), ("p384", "sha384")]
    combinations += [("p521", "sha512"), ("p521", "sha1"), ("brainpool-p256", "sha256")]
    combinations += [("brainpool-p384", "sha384"), ("brainpool-p512", "sha512")]
    for name, hash_name in combinations:
        auth = digital_signature(identifier(ECDSA_WITH[hash_name]), keys[name].sign(hash_name))
        yield f"ecdsa-with-{hash_name}, {name}", DIGITAL_SIGNATURE, keys[name], auth
    auth = digital_signature(identifier(ECDSA_WITH["sha256"], NULL), keys["p256"].sign("sha256"))
    yield "ecdsa-with-sha256 with NULL", DIGITAL_SIGNATURE, keys["p256"], auth


def eddsa(keys):
    for name, dotted in (("ed25519", ED25519), ("ed448", ED448)):
        auth = digital_signature(identifier(dotted), keys[name].sign_unhashed())
        yield name, DIGITAL_SIGNATURE, keys[name], auth
