"""The keys.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from .openssl import Key, openssl


def rsa(bits, *options):
    return ["-algorithm", "RSA", "-pkeyopt", f"rsa_keygen_bits:{bits}", *options]


def ec(curve):
    return ["-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:{curve}"]


def dsa_parameters(folder, bits, order):
    path = folder / f"dsa-{bits}.parameters"
    options = [f"dsa_paramgen_bits:{bits}", f"dsa_paramgen_q_bits:{order}"]
    options = [word for each in options for word in ("-pkeyopt", each)]
    path.write_bytes(openssl("genpkey", "-quiet", "-genparam", "-algorithm", "DSA", *options))
    return ["-paramfile", path]


PSS_KEY = ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"]
PSS_RESTRICTIONS = ["md:sha256", "mgf1_md:sha256", "saltlen:32"]
RESTRICTED_PSS_KEY = PSS_KEY + [
    word for each in PSS_RESTRICTIONS for word in ("-pkeyopt", f"rsa_pss_keygen_{each}")
]

# File name, what PublicKey::name() and PublicKey::bits() say, how OpenSSL makes it. For all but
# those of SINGLE there is a second key, in a file whose name ends in "-other".
KINDS = [
    ("rsa-2048", "RSA", 2048, lambda folder: rsa(2048)),
    ("rsa-1025", "RSA", 1025, lambda folder: rsa(1025)),
    ("dsa-1024", "DSA", 1024, lambda folder: dsa_parameters(folder, 1024, 160)),
    ("dsa-2048", "DSA", 2048, lambda folder: dsa_parameters(folder, 2048, 256)),
    ("p192", "NIST P-192", 192, lambda folder: ec("prime192v1")),
    ("p224", "NIST P-224", 224, lambda folder: ec("P-224")),
    ("p256", "NIST P-256", 256, lambda folder: ec("P-256")),
    ("p384", "NIST P-384", 384, lambda folder: ec("P-384")),
    ("p521", "NIST P-521", 521, lambda folder: ec("P-521")),
    ("brainpool-p256", "brainpoolP256r1", 256, lambda folder: ec("brainpoolP256r1")),
    ("brainpool-p384", "brainpoolP384r1", 384, lambda folder: ec("brainpoolP384r1")),
    ("brainpool-p512", "brainpoolP512r1", 512, lambda folder: ec("brainpoolP512r1")),
    ("ed25519", "Ed25519", 255, lambda folder: ["-algorithm", "ED25519"]),
    ("ed448", "Ed448", 448, lambda folder: ["-algorithm", "ED448"]),
    ("rsa-pss", "RSASSA-PSS", 2048, lambda folder: PSS_KEY),
    ("rsa-pss-sha256", "RSASSA-PSS", 2048, lambda folder: RESTRICTED_PSS_KEY),
    ("rsa-744", "RSA", 744, lambda folder: rsa(744)),
    (
        "rsa-3072-exponent-3",
        "RSA",
        3072,
        lambda folder: rsa(3072, "-pkeyopt", "rsa_keygen_pubexp:3"),
    ),
]
SINGLE = {"rsa-744", "rsa-pss", "rsa-pss-sha256", "rsa-3072-exponent-3"}


def make_keys(folder):
    """Makes private keys in `folder`.

    Returns them by name, and the public ones as (file name, octets, form, name, bits).
    """
    keys, public = {}, []
    for file, name, bits, options in KINDS:
        arguments = options(folder)
        keys[file] = Key(folder, file, *arguments)
        certificate = keys[file].certificate()
        public.append((f"{file}.cert.der", certificate, "certificate", name, bits))
        if file not in SINGLE:
            other = Key(folder, f"{file}-other", *arguments).public_key_info()
            public.append((f"{file}-other.der", other, "public key info", name, bits))
    compressed = keys["p256"].public_key_info("-ec_conv_form", "compressed")
    public.append(("p256-compressed.der", compressed, "public key info", "NIST P-256", 256))
    return keys, public
