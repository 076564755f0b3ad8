"""The Authentication Data of AUTH payloads.

SPDX-License-Identifier: GPL-2.0-or-later
"""

# Auth Method (IANA, "IKEv2 Authentication Method").
RSA, DSS, ECDSA_256, ECDSA_384, ECDSA_521, DIGITAL_SIGNATURE = 1, 3, 9, 10, 11, 14


def digital_signature(algorithm, signature):
    """Of method 14 (RFC 7427, section 3)."""
    return bytes([len(algorithm)]) + algorithm + signature
