"""Fixtures of the end-to-end tests.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import pytest

from tshark import Tshark


@pytest.fixture(scope="session")
def tshark(build):
    """tshark with the plugin of the build under test."""
    tshark = Tshark(build)
    yield tshark
    tshark.close()


@pytest.fixture(scope="session")
def builtin():
    """tshark without the plugin: Wireshark's own dissector, "isakmp"."""
    tshark = Tshark(protocol="isakmp")
    yield tshark
    tshark.close()
