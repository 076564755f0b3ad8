"""Captures that are cut and damaged anywhere: no crash, no dissector bug, no message on stderr.

IKEV2_DAMAGE_ROUNDS, by default 3, is how many damaged copies of all captures are read at each rate;
IKEV2_CUT_STEP, by default 1 and with sanitizers 16, from how many octets one the captures are cut at.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import subprocess

import pytest

from captures import own_captures, secrets_of
from packets import read_capture, write_capture

ROUNDS = int(os.environ.get("IKEV2_DAMAGE_ROUNDS", 3))

# Read together, by one tshark.
ROUNDS_AT_ONCE = 20


def read_wholly(tshark, capture, *arguments, **options):
    """Draws each frame with all that is below it."""
    names = ("-e", "ikev2.typepayload", "-e", "_ws.expert.message")
    result = tshark.run(capture, "-T", "fields", *names, *arguments, **options)
    assert "issector bug" not in result.stdout
    assert "issector bug" not in result.stderr
    return result


@pytest.fixture
def step(tshark):
    return int(os.environ.get("IKEV2_CUT_STEP", 16 if tshark.sanitized else 1))


@pytest.mark.parametrize("folder", own_captures(), ids=lambda folder: folder.name)
def test_a_capture_cut_anywhere_is_read_to_its_end(tshark, tmp_path, folder, step):
    """Each message, in its place in the capture, with each number of octets that may be missing."""
    whole = [datagram for datagram in read_capture(folder / "capture.pcap") if datagram.is_ike]
    cut = [
        datagram.with_cut(octets)
        for datagram in whole
        for octets in range(1, len(datagram.message) + 1, step)
    ]
    short = [
        datagram.with_message(datagram.message[:end])
        for datagram in whole
        for end in range(0, len(datagram.message), step)
    ]
    capture = write_capture(tmp_path / "capture.pcap", cut + whole + short)
    arguments, options = secrets_of(folder)
    result = read_wholly(tshark, capture, *arguments, **options)
    assert result.stdout.count("\n") == len(cut) + len(whole) + len(short)


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """All captures of the repository in one, and all their keys."""
    folder = tmp_path_factory.mktemp("everything")
    captures = [each / "capture.pcap" for each in own_captures()]
    merged = folder / "all.pcapng"
    subprocess.run(["mergecap", "-a", "-w", merged, *captures], check=True)
    keys = folder / "keys.txt"
    secrets = [secrets_of(each)[1]["keys"] for each in own_captures()]
    keys.write_bytes(b"\n".join(path.read_bytes() for path in secrets))
    return merged, keys


def damaged(folder, capture, rate, seeds):
    """`capture` once for each of `seeds`, each octet of it altered with the probability `rate`."""
    copies = []
    for seed in seeds:
        copies.append(folder / f"{seed}.pcapng")
        command = ["editcap", "-E", str(rate), "--seed", str(seed), capture, copies[-1]]
        subprocess.run(command, check=True, capture_output=True)
    merged = folder / "damaged.pcapng"
    subprocess.run(["mergecap", "-a", "-w", merged, *copies], check=True)
    for copy in copies:
        copy.unlink()
    return merged


@pytest.mark.parametrize("two_pass", [False, True], ids=["one_pass", "two_passes"])
@pytest.mark.parametrize("rate", [0.0005, 0.005, 0.05])
def test_damaged_octets_harm_nothing(tshark, tmp_path, everything, rate, two_pass):
    capture, keys = everything
    for first in range(1, ROUNDS + 1, ROUNDS_AT_ONCE):
        seeds = range(first, min(first + ROUNDS_AT_ONCE, ROUNDS + 1))
        spoiled = damaged(tmp_path, capture, rate, seeds)
        read_wholly(tshark, spoiled, keys=keys, two_pass=two_pass)
