"""Wireshark's window shows what the plugin decrypts, and `screenshot` notices when it does not.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import subprocess
import sys
from pathlib import Path

import pytest

from cmake_build import REPOSITORY

SCREENSHOT = Path(__file__).with_name("screenshot")
KEYS = REPOSITORY / "captures" / "cisco-ios-psk"
PACKAGES_MISSING = 77


def take(build, keys, png):
    command = [sys.executable, SCREENSHOT, "--build-dir", build.directory]
    command += ["--keys", KEYS / keys, "--output", png]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == PACKAGES_MISSING:
        pytest.skip(done.stderr.strip())
    return done


@pytest.mark.parametrize("keys", ["keys.txt", "keys-sk.txt"])
def test_the_window_shows_the_decrypted_payloads(build, tmp_path, keys):
    png = tmp_path / "window.png"
    done = take(build, keys, png)
    assert done.returncode == 0, done.stderr
    assert png.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("keys", ["keys-wrong.txt", "keys-psk-only.txt"])
def test_payloads_that_are_not_decrypted_are_noticed(build, tmp_path, keys):
    png = tmp_path / "window.png"
    done = take(build, keys, png)
    assert done.returncode == 1
    assert "Not shown: a line 'Decrypted Data' in the packet details" in done.stderr
    assert "Not shown: 'SK {V, IDi, AUTH, CP, SA, TSi, TSr, " in done.stderr
    assert not png.exists()
