"""Wireshark's window shows what the plugin makes of captures, and `screenshot` notices when not.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import subprocess
import sys
from pathlib import Path

import pytest

from cmake_build import REPOSITORY
from scenes import SCENES

SCREENSHOT = Path(__file__).with_name("screenshot")
KEYS = REPOSITORY / "captures" / "cisco-ios-psk"
PACKAGES_MISSING = 77


def play(build, scene, folder, *arguments):
    command = [sys.executable, SCREENSHOT, "--build-dir", build.directory]
    command += ["--output", folder, *arguments, scene]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == PACKAGES_MISSING:
        pytest.skip(done.stderr.strip())
    return done


@pytest.mark.parametrize("scene", SCENES)
def test_the_window_shows_the_scene(build, tmp_path, scene):
    done = play(build, scene, tmp_path)
    assert done.returncode == 0, done.stderr
    png = tmp_path / f"wireshark-{scene}.png"
    assert png.read_bytes().startswith(b"\x89PNG")
    assert png.stat().st_size < 150_000


def test_separate_keys_open_the_payloads_too(build, tmp_path):
    done = play(build, "ike-auth", tmp_path, "--keys", KEYS / "keys-sk.txt")
    assert done.returncode == 0, done.stderr


def test_payloads_that_are_not_decrypted_are_noticed(build, tmp_path):
    done = play(build, "ike-auth", tmp_path, "--keys", KEYS / "keys-wrong.txt")
    assert done.returncode == 1
    assert "Not shown: a line 'Decrypted Data' in the packet details" in done.stderr
    assert "Not shown: 'SK {V, IDi, AUTH, CP, SA, TSi, TSr, " in done.stderr
    assert not list(tmp_path.glob("*.png"))


def test_verdicts_that_are_not_reached_are_noticed(build, tmp_path):
    done = play(build, "failure", tmp_path, "--keys", KEYS / "keys-psk-only.txt")
    assert done.returncode == 1
    assert "Not shown: ['established', 'TS_NARROWED'] at frame 12" in done.stderr
