"""TripleDES, wherever the installed version of cryptography keeps it.

SPDX-License-Identifier: GPL-2.0-or-later
"""
try:
    from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
except ImportError:
    from cryptography.hazmat.primitives.ciphers.algorithms import TripleDES

__all__ = ["TripleDES"]
