"""What the built-in dissector shows of IKEv2 is shown here too, with the same values.

Both decode the same captures with the same keys; their fields are held against each other frame by
frame, inside opened payloads too. tests/e2e/parity/exceptions has what may differ, and why.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from fnmatch import fnmatch
from pathlib import Path

import pytest

from captures import SHARED, own_captures, shared_captures
from parity import keys as parity_keys
from parity.compare import compare, read_exceptions, renamed

FOLDER = Path(__file__).parent / "parity"

OWN = [pytest.param(folder / "capture.pcap", id=folder.name) for folder in own_captures()]


def keys_for(builtin, build, capture):
    """The rows of the built-in's table, and this project's key file as text."""
    if capture.parent == SHARED / "wireshark":
        rows = parity_keys.WIRESHARK_TABLE.read_text().splitlines()
        return [row for row in rows if not row.startswith("#")], (
            capture.parent / "keys.txt"
        ).read_text()
    if capture.parent == SHARED / "public":
        keys = parity_keys.of_public(capture.name)
    elif (capture.parent / "facts.json").exists():
        keys = parity_keys.of_generated(capture.parent)
    else:
        keys = parity_keys.of_recorded(builtin, capture.parent, build.convert)
    rows = [sa.table_row() for sa in keys]
    lines = [sa.key_lines() for sa, row in zip(keys, rows) if row]
    return [row for row in rows if row], "# SK_*\n" + "".join(lines)


@pytest.fixture(scope="module")
def exceptions():
    return read_exceptions()


@pytest.fixture(scope="module")
def used():
    """The exceptions that some capture needed."""
    return set()


@pytest.fixture(scope="module")
def seen():
    """How many fields were compared, by capture."""
    return {}


@pytest.mark.parametrize(
    "capture", [*OWN, *shared_captures("wireshark"), *shared_captures("public")]
)
def test_the_fields_of_the_built_in_dissector_are_shown(
    tshark, builtin, build, capture, exceptions, used, seen, tmp_path, capsys
):
    rows, text = keys_for(builtin, build, capture)
    keys = tmp_path / "keys.txt"
    keys.write_text(text)
    table = [option for row in rows for option in ("-o", f"uat:ikev2_decryption_table:{row}")]
    theirs, _ = builtin.pdml(capture, *table)
    ours, _ = tshark.pdml(capture, keys=keys)
    name = capture.parent.name if capture.name == "capture.pcap" else capture.name
    figures = compare(name, theirs, ours, exceptions, used)
    seen[name] = figures.compared
    with capsys.disabled():
        print(
            f"\n{name}: {figures.compared} fields, {figures.equal} equal, "
            f"{figures.excepted} excepted, {len(figures.differences)} different",
            end="",
        )
    assert figures.differences == []
    assert figures.equal + figures.excepted == figures.compared


def test_decrypted_fields_were_compared(seen):
    """No figure is good because nothing was compared."""
    if len(seen) < len(OWN):
        pytest.skip("the captures were not compared in this run")
    # IKE over TCP is not IKE to the built-in dissector of Wireshark 4.0.
    names = {parameters.id for parameters in OWN} - {"libreswan-tcp", "tcp-encap"}
    assert {name: seen[name] for name in names if seen[name] < 300} == {}


def test_no_exception_is_needless(exceptions, used, seen):
    shared = (SHARED / "public").is_dir() and (SHARED / "wireshark").is_dir()
    if not shared or len(seen) <= len(OWN):
        pytest.skip("not all captures were compared in this run")
    assert [exception for exception in exceptions if exception not in used] == []


def field_types(tshark, prefix):
    """Field name to type, of the fields whose names begin with `prefix`."""
    rows = [
        line.split("\t")
        for line in tshark.run_program(["tshark", "-G", "fields"], []).stdout.splitlines()
    ]
    return {row[2]: row[3] for row in rows if row[0] == "F" and row[2].startswith(prefix)}


def left_out():
    lines = (FOLDER / "left_out").read_text().splitlines()
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


def test_each_field_that_belongs_to_ikev2_is_registered_with_its_type(tshark, builtin):
    ours = field_types(tshark, "ikev2.")
    patterns = left_out()
    theirs = {
        renamed(name): kind
        for name, kind in field_types(builtin, "isakmp.").items()
        if not any(fnmatch(name, pattern) for pattern in patterns)
    }
    assert len(theirs) > 150
    assert {name: kind for name, kind in theirs.items() if ours.get(name) != kind} == {}
