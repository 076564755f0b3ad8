"""The statistics tree, the configuration profile and the table of many captures.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import csv
import json
import re
import shutil
import signal

import pytest

from captures import CISCO_PSK, OWN
from cmake_build import REPOSITORY

PROFILE = REPOSITORY / "plugin" / "profiles" / "IKEv2"
TABLE = REPOSITORY / "plugin" / "batch" / "ikev2-table"
FAILED = OWN / "failed-negotiations"


def tree(tshark, folder):
    """Node to count of -z ikev2,tree; of nodes with the same name the first."""
    result = tshark.run(folder / "capture.pcap", "-q", "-z", "ikev2,tree", keys=folder / "keys.txt")
    counts = {}
    for line in result.stdout.splitlines():
        if found := re.match(r"\s*(\S.*?)\s{2,}(\d+)\s", line):
            counts.setdefault(found[1], int(found[2]))
    return counts


def test_the_tree_counts_exchanges_and_notifies(tshark):
    counts = tree(tshark, CISCO_PSK)
    assert counts["Messages"] == 4
    assert counts["IKE_SA_INIT"] == counts["IKE_AUTH"] == 2
    assert counts["Verdicts"] == counts["ESTABLISHED"] == 1
    assert counts["Response times (ms)"] == 2


def test_the_tree_counts_failures(tshark):
    facts = json.loads((FAILED / "facts.json").read_text())
    counts = tree(tshark, FAILED)
    assert counts["Messages"] == len(facts["frames"])
    assert counts["Retransmissions"] == 2
    assert counts["NO_PROPOSAL_CHOSEN"] == 3
    assert counts["COOKIE_REQUIRED"] == 2
    assert counts["failed"] == 6 and counts["partial"] == 2 and counts["established"] == 3


def profile_lines(name):
    lines = (PROFILE / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def filters():
    rules = [line.split("@")[2] for line in profile_lines("colorfilters")]
    buttons = [row[2].replace("\\x22", '"') for row in csv.reader(profile_lines("dfilter_buttons"))]
    assert rules and buttons
    return rules + buttons


@pytest.mark.parametrize("display_filter", filters())
def test_each_filter_of_the_profile_is_one(tshark, display_filter):
    # What ${...} names is a field of the selected frame, of which tshark has none.
    plain = re.sub(r"\$\{[a-z0-9.]+\}", "0", display_filter)
    tshark.run(CISCO_PSK / "capture.pcap", "-Y", plain)


def test_the_columns_of_the_profile_show_the_verdict(tshark):
    lines = profile_lines("preferences")
    assert lines[0] == "gui.column.format:"
    option = "gui.column.format:" + "".join(line.strip() for line in lines[1:])
    result = tshark.run(
        CISCO_PSK / "capture.pcap", "-T", "tabs", "-o", option, keys=CISCO_PSK / "keys.txt"
    )
    *_, last = result.stdout.splitlines()
    cells = [cell.strip() for cell in last.split("\t")]
    sa, spis, exchange, message_id, verdict = cells[cells.index("10.0.0.1") + 1 :][:5]
    assert (sa, spis) == ("0", "f074d8bbd5a59f0b,f94020dd8cb4b9c4")
    assert exchange in ("35", "IKE_AUTH") and int(message_id, 16) == 1
    assert verdict == "established,ESTABLISHED"


def test_many_captures_give_one_table(tshark, tmp_path):
    facts = json.loads((FAILED / "facts.json").read_text())
    captures = []
    for name, folder in ("a.pcap", CISCO_PSK), ("b.pcap", FAILED), ("c.pcap", CISCO_PSK):
        captures.append(tmp_path / name)
        shutil.copyfile(folder / "capture.pcap", captures[-1])
    damaged = tmp_path / "damaged.pcap"
    damaged.write_bytes(b"not a capture")
    files = [TABLE, *captures, damaged, FAILED / "keys.txt"]
    command = ["/usr/bin/python3", TABLE.name, "-j", "2", "-k", "keys.txt", ".", "damaged.pcap"]
    result = tshark.run_program(command, files, status=1)
    header, *lines = [line.split("\t") for line in result.stdout.splitlines()]
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    assert [row["file"] for row in rows] == [
        "a.pcap",
        *["b.pcap"] * len(facts["verdicts"]),
        "c.pcap",
    ]
    assert [row["cause"] for row in rows[1:-1]] == [one["cause"] for one in facts["verdicts"]]
    assert result.stderr.count("damaged.pcap: ") == 2

    result = tshark.run_program([*command[:-1], "--json"], files, status=1)
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == [
        row["file"] for row in rows
    ]


def test_the_table_of_many_captures_ends_quietly_with_its_reader(tshark):
    script = f"/usr/bin/python3 {TABLE.name} capture.pcap | true; exit ${{PIPESTATUS[0]}}"
    files = [TABLE, CISCO_PSK / "capture.pcap"]
    result = tshark.run_program(["bash", "-c", script], files, status=128 + signal.SIGPIPE)
    assert result.stderr == ""


def test_the_table_of_many_captures_says_that_there_is_no_such_tshark(tshark):
    command = ["/usr/bin/python3", TABLE.name, "--tshark", "absent/tshark", "capture.pcap"]
    result = tshark.run_program(command, [TABLE, CISCO_PSK / "capture.pcap"], status=2)
    assert result.stderr.endswith("\nikev2-table: error: there is no program absent/tshark\n")
    assert result.stdout == ""


def test_the_form_for_search_engines_has_the_fields_of_the_mapping(tshark):
    """tshark -T ek: a line that says where to put the message, then the message."""
    command = ["tshark", "-G", "elastic-mapping", "--elastic-mapping-filter", "ikev2"]
    mapping = json.loads(tshark.run_program(command, []).stdout)
    types = mapping["mappings"]["properties"]["layers"]["properties"]["ikev2"]["properties"]
    assert types["ikev2_ikev2_sa"] == {"type": "long"}
    assert types["ikev2_ikev2_id_data_ipv4_addr"] == {"type": "ip"}

    arguments = ["-T", "ek", "-J", "frame ip udp ikev2"]
    result = tshark.run(FAILED / "capture.pcap", *arguments, keys=FAILED / "keys.txt")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    facts = json.loads((FAILED / "facts.json").read_text())
    assert len(lines) == 2 * len(facts["frames"])
    assert all("index" in line for line in lines[::2])
    messages = [line["layers"]["ikev2"] for line in lines[1::2]]
    shown = {
        number: message["ikev2_ikev2_verdict_cause"]
        for number, message in enumerate(messages, start=1)
        if "ikev2_ikev2_verdict_cause" in message
    }
    # A later message may decide otherwise, and the end of the capture what no message does.
    for one in facts["verdicts"]:
        if one["verdict"] in ("established", "partial"):
            assert shown[one["frame"]] == one["cause"]
    names = {name for message in messages for name in message if name.startswith("ikev2_ikev2")}
    # Wireshark leaves the type of texts, from 4.6 on also that of octets, to the engine.
    fields = tshark.run_program(["tshark", "-G", "fields"], []).stdout.splitlines()
    rows = [line.split("\t") for line in fields if line.startswith("F\t")]
    registered = {f"ikev2_{row[2].replace('.', '_')}": row[3] for row in rows}
    left = {name: registered[name] for name in names if name not in types}
    assert left["ikev2_ikev2_verdict"] == "FT_STRING"
    if tshark.series in ("4.0", "4.4"):
        assert len(left) < len(names) / 4
    else:
        assert set(left.values()) <= {"FT_STRING", "FT_BYTES", "FT_NONE"}
