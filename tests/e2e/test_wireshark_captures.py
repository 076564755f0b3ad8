"""The captures of Wireshark's own test suite decrypt with their keys, and with no others.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import re

import pytest

from captures import SHARED, shared_captures

FOLDER = SHARED / "wireshark"


def shown_auth_data(tshark, capture, keys):
    rows = tshark.fields(capture, ["ikev2.auth.data"], keys=keys)
    return {value.replace(":", "") for row in rows for value in row[0]}


def expected_auth_data(capture):
    rows = [line.split("\t") for line in (FOLDER / "expected.tsv").read_text().splitlines()]
    return dict(rows)[capture.name]


def with_other_last_digit(keys):
    """The key file with the last hex digit of each key changed."""
    return re.sub(
        r"^(SK_\w+ .*)(\w)$",
        lambda line: line[1] + ("1" if line[2] == "0" else "0"),
        keys,
        flags=re.MULTILINE,
    )


@pytest.mark.parametrize("capture", shared_captures("wireshark"))
def test_auth_data_is_shown_in_clear(tshark, capture):
    assert expected_auth_data(capture) in shown_auth_data(tshark, capture, FOLDER / "keys.txt")


@pytest.mark.parametrize("capture", shared_captures("wireshark"))
def test_auth_data_is_not_shown_with_a_wrong_key(tshark, capture, tmp_path):
    keys = tmp_path / "keys.txt"
    keys.write_text(with_other_last_digit((FOLDER / "keys.txt").read_text()))
    assert expected_auth_data(capture) not in shown_auth_data(tshark, capture, keys)


@pytest.mark.parametrize("capture", shared_captures("wireshark"))
def test_nothing_in_it_is_malformed(tshark, capture):
    rows = tshark.fields(capture, ["ikev2.typepayload", "_ws.malformed"], keys=FOLDER / "keys.txt")
    assert any(types for types, _ in rows)
    assert all(malformed == [] for _, malformed in rows)
