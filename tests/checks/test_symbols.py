"""The plugin exports what Wireshark looks up and nothing else.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import subprocess

REQUIRED = {"plugin_version", "plugin_want_major", "plugin_want_minor", "plugin_register"}
SINCE_4_4 = {"plugin_describe"}


def test_the_plugin_exports_what_wireshark_looks_up_and_nothing_else(build):
    command = ["nm", "--dynamic", "--defined-only", "--format=posix", str(build.plugin)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    exported = {line.split()[0] for line in lines.splitlines()}
    assert exported - SINCE_4_4 == REQUIRED
