"""Each capture of this repository decodes to what its expected.txt says.

`tests/e2e/update_expected` writes these files anew.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import difflib
import re

import pytest

from captures import own_captures, secrets_of

# Links to later frames: in one pass these have not been seen yet.
LOOK_AHEAD = ["ikev2.response_in", "ikev2.reassembled.in"]

# Wireshark cuts a line of the tree at 240 octets. Where, how it says so, and how it writes the ends of lines in it,
# differs between its versions: of these lines, only the beginning counts.
LONG_LINE = 220
BEGINNING = 180
CUT = re.compile(r"^\[(?:…|truncated)\] ?| \[(?:…|truncated)\](?=:)")

# The series of Wireshark that show what is not the plugin's own as expected.txt has it.
SHOWN_AS_EXPECTED = ("4.0", "4.4")

# A time between two frames: from Wireshark 4.6 on in the unit that suits it. The field has seconds in all of them.
ELAPSED = re.compile(r": [0-9.]+ (?:nano|micro|milli)?seconds$")


@pytest.fixture(params=own_captures(), ids=lambda folder: folder.name, scope="module")
def folder(request):
    return request.param


def decode(tshark, folder, two_pass):
    arguments, options = secrets_of(folder)
    return tshark.decode(folder / "capture.pcap", *arguments, two_pass=two_pass, **options)


@pytest.fixture(scope="module")
def in_two_passes(tshark, folder):
    return decode(tshark, folder, two_pass=True)


# What Wireshark's own dissectors of certificates show in 4.6 is not what they show in 4.0 and 4.4, which expected.txt has.
CERTIFICATE = re.compile(r"  \[(?:x509|pkcs|pkix|ber)\w*\.")


def comparable(line, series):
    """A line of a decode as all versions of Wireshark like `series` have it."""
    text, separator, field = line.partition("  [ikev2.")
    if field.startswith("time=") and series not in SHOWN_AS_EXPECTED:
        text = ELAPSED.sub("", text)
    if len(text.strip().encode()) < LONG_LINE:
        return text + separator + field
    depth = (len(text) - len(text.lstrip())) // 4
    whole = CUT.sub("", text.strip()).replace(r"\r\n", " ")
    return "    " * depth + whole[:BEGINNING] + separator + field


def differences(expected, actual, series):
    """What to change in `expected`, as a unified difference; empty if nothing."""
    lines = [
        [
            comparable(line, series)
            for line in text.split("\n")
            if series in SHOWN_AS_EXPECTED or not CERTIFICATE.search(line)
        ]
        for text in (expected, actual)
    ]
    return "\n".join(difflib.unified_diff(*lines, lineterm="", n=2))


def test_a_capture_decodes_as_expected(tshark, in_two_passes, folder):
    expected = (folder / "expected.txt").read_text()
    assert differences(expected, in_two_passes.text(), tshark.series) == ""


def test_one_pass_shows_the_same_but_for_what_comes_later(tshark, in_two_passes, folder):
    one_pass = decode(tshark, folder, two_pass=False)
    known = in_two_passes.without(*LOOK_AHEAD).without_expert_items("ikev2.unanswered")
    # Of one version, to the letter.
    assert differences(known.text(), one_pass.without(*LOOK_AHEAD).text(), SHOWN_AS_EXPECTED[0]) == ""


def test_there_are_captures():
    assert own_captures()
