"""What the test of field parity compares, and how.

SPDX-License-Identifier: GPL-2.0-or-later
"""
