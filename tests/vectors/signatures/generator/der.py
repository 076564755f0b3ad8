"""DER, and the algorithms that it names.

SPDX-License-Identifier: GPL-2.0-or-later
"""


def der(tag, *contents):
    content = b"".join(contents)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def sequence(*contents):
    return der(0x30, *contents)


def explicit(number, content):
    return der(0xA0 | number, content)


def integer(value):
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def oid(dotted):
    first, second, *arcs = map(int, dotted.split("."))
    content = b""
    for arc in [40 * first + second, *arcs]:
        octets = [arc & 0x7F]
        while arc := arc >> 7:
            octets.insert(0, 0x80 | arc & 0x7F)
        content += bytes(octets)
    return der(0x06, content)


NULL = der(0x05)


def read_der(octets):
    """Contents of the elements in `octets`, one after the other."""
    while octets:
        length, start = octets[1], 2
        if length & 0x80:
            start = 2 + (length & 0x7F)
            length = int.from_bytes(octets[2:start], "big")
        yield octets[start : start + length]
        octets = octets[start + length :]


HASHES = {
    "md5": "1.2.840.113549.2.5",
    "sha1": "1.3.14.3.2.26",
    "sha224": "2.16.840.1.101.3.4.2.4",
    "sha256": "2.16.840.1.101.3.4.2.1",
    "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3",
    "sha3-256": "2.16.840.1.101.3.4.2.8",
    "ripemd160": "1.3.36.3.2.1",
}

RSA_WITH = {
    "sha1": "1.2.840.113549.1.1.5",
    "sha224": "1.2.840.113549.1.1.14",
    "sha256": "1.2.840.113549.1.1.11",
    "sha384": "1.2.840.113549.1.1.12",
    "sha512": "1.2.840.113549.1.1.13",
}

ECDSA_WITH = {
    "sha1": "1.2.840.10045.4.1",
    "sha224": "1.2.840.10045.4.3.1",
    "sha256": "1.2.840.10045.4.3.2",
    "sha384": "1.2.840.10045.4.3.3",
    "sha512": "1.2.840.10045.4.3.4",
}

DSA_WITH = {
    "sha1": "1.2.840.10040.4.3",
    "sha224": "2.16.840.1.101.3.4.3.1",
    "sha256": "2.16.840.1.101.3.4.3.2",
}

RSASSA_PSS = "1.2.840.113549.1.1.10"
MGF1 = "1.2.840.113549.1.1.8"
ED25519 = "1.3.101.112"
ED448 = "1.3.101.113"


def identifier(dotted, parameters=b""):
    return sequence(oid(dotted), parameters)


def hash_identifier(name):
    return identifier(HASHES[name], NULL)


def pss_parameters(hash_name=None, mgf_hash=None, salt=None, trailer=None, mgf=MGF1):
    fields = b""
    if hash_name is not None:
        fields += explicit(0, hash_identifier(hash_name))
    if mgf_hash is not None:
        fields += explicit(1, identifier(mgf, hash_identifier(mgf_hash)))
    if salt is not None:
        fields += explicit(2, integer(salt))
    if trailer is not None:
        fields += explicit(3, integer(trailer))
    return sequence(fields)


def pss_identifier(*args, **kwargs):
    return identifier(RSASSA_PSS, pss_parameters(*args, **kwargs))


def digital_signature(algorithm, signature):
    """Authentication Data of method 14 (RFC 7427, section 3)."""
    return bytes([len(algorithm)]) + algorithm + signature
