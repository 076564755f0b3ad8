"""tshark -z ikev2,ios and -z ikev2,ios-diff, and the command ikev2-ios-diff.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import re
import shutil

import pytest

from captures import CISCO_PSK, OWN
from cmake_build import REPOSITORY

CISCO_REKEY = OWN / "cisco-ios-rekey"
TRANSCRIPTS = REPOSITORY.parent / "shared" / "ios-debug"
COMMAND = REPOSITORY / "plugin" / "ios" / "ikev2-ios-diff"
SAMPLES = REPOSITORY / "tests" / "vectors" / "ios"

SPIS = "*Nov 11 19:30:34.800: IKEv2:(SA ID = 1):SM Trace-> SA: I_SPI=F074D8BBD5A59F0B " \
    "R_SPI=F94020DD8CB4B9C4 (I) MsgID = 00000000 CurState: READY Event: EV_NO_EVENT\n"


def transcript(name):
    path = TRANSCRIPTS / f"{name}.log"
    if not path.exists():
        pytest.skip(f"{path}: the transcripts are not part of the repository")
    return path


def dump(tshark, folder, option="", **options):
    options.setdefault("keys", folder / "keys.txt")
    return tshark.run(folder / "capture.pcap", "-q", "-z", "ikev2,ios" + option, **options).stdout


@pytest.fixture
def written(tshark, tmp_path):
    """A log as Router 1 prints it of the capture, with the SPIs that `internal` adds."""
    log = tmp_path / "written.log"
    log.write_text(SPIS + dump(tshark, CISCO_PSK))
    return log


def diff(tshark, folder, *logs, option="", capture=None, **options):
    options.setdefault("keys", folder / "keys.txt")
    names = ",".join(log.name for log in logs)
    result = tshark.run(
        capture or folder / "capture.pcap",
        "-q",
        "-z",
        f"ikev2,ios-diff,{option}{names}",
        files=logs,
        **options,
    )
    return result.stdout.splitlines()


def test_each_router_has_its_own_point_of_view(tshark):
    first, second = (dump(tshark, CISCO_PSK, f",10.0.0.{router}") for router in (1, 2))
    assert first == dump(tshark, CISCO_PSK)
    assert first != second
    for text in (first, second):
        headers = re.findall(r"Exchange type: (\w+), flags: .* Message id: (\d+), length: (\d+)", text)
        assert headers == [
            ("IKE_SA_INIT", "0", "344"),
            ("IKE_SA_INIT", "0", "449"),
            ("IKE_AUTH", "1", "556"),
            ("IKE_AUTH", "1", "252"),
        ]
        assert text.count(" ENCR  Next payload: VID, reserved: 0x0, length: ") == 1
    assert "length: 528" in first and "length: 224" not in first
    assert "length: 224" in second and "length: 528" not in second


def test_a_filter_selects_what_is_printed(tshark):
    assert dump(tshark, CISCO_PSK, ",ikev2.exchangetype == 35").count("Exchange type: ") == 2
    assert dump(tshark, CISCO_PSK, ",10.0.0.2,ikev2.messageid == 0").count("Exchange type: ") == 2
    refused = tshark.run(CISCO_PSK / "capture.pcap", "-q", "-z", "ikev2,ios,no such filter", status=1)
    assert "cannot be started" in refused.stderr


def test_two_passes_print_the_same(tshark):
    assert dump(tshark, CISCO_REKEY, two_pass=True) == dump(tshark, CISCO_REKEY)


@pytest.mark.parametrize("router", [1, 2])
def test_payloads_are_those_of_the_transcript(tshark, router):
    def payload_lines(text):
        lines = [re.sub(r"^\*\w+ \d+ [\d:.]+:", "", line) for line in text.splitlines()]
        return [line for line in lines if re.match(" (?!IKEv2:)| IKEv2:Parse ", line)]

    printed = payload_lines(transcript(f"router{router}-completed").read_text())
    made = payload_lines(dump(tshark, CISCO_PSK, f",10.0.0.{router}"))
    assert len(made) > 100
    assert made == printed[: len(made)]


@pytest.mark.parametrize("router", [1, 2])
@pytest.mark.parametrize("folder, count", [(CISCO_PSK, 4), (CISCO_REKEY, 8)])
def test_a_completed_transcript_has_no_findings(tshark, router, folder, count):
    lines = diff(tshark, folder, transcript(f"router{router}-completed"))
    assert lines == [f"{count} messages compared, {count} equal, 0 findings"]


def test_what_a_published_transcript_omits_is_named(tshark):
    lines = diff(tshark, CISCO_REKEY, transcript("router1"), transcript("router2"))
    assert [line.split(", router")[0] for line in lines[:-1]] == [
        "debug-inconsistent: frame 6",
        "missing-in-debug: frame 11",
        "missing-in-debug: frame 12",
        "debug-inconsistent: frame 6",
        "debug-inconsistent: frame 7",
        "debug-inconsistent: frame 11",
        "missing-in-debug: frame 12",
        "debug-inconsistent: frame 13",
    ]
    assert lines[-1] == "13 messages compared, 8 equal, 8 findings"


def test_a_written_log_has_no_findings(tshark, written):
    assert diff(tshark, CISCO_PSK, written) == ["4 messages compared, 4 equal, 0 findings"]


def test_a_capture_that_is_not_opened_compares_what_is_visible(tshark, written):
    assert diff(tshark, CISCO_PSK, written, keys=None) == ["4 messages compared, 4 equal, 0 findings"]
    written.write_text(written.read_text().replace("length: 252", "length: 268"))
    lines = diff(tshark, CISCO_PSK, written, keys=None)
    assert lines[0].startswith("length: frame 4, written.log:")
    assert "capture 252, debug 268" in lines[0]
    assert lines[1:] == ["4 messages compared, 3 equal, 1 findings"]


def without_frame(path, number):
    """The octets of a pcap file without one of its records."""
    octets = path.read_bytes()
    kept, at = octets[:24], 24
    for each in range(1, 1000):
        if at == len(octets):
            return kept
        end = at + 16 + int.from_bytes(octets[at + 8 : at + 12], "little")
        if each != number:
            kept += octets[at:end]
        at = end
    raise AssertionError("too many records")


def test_a_lost_response_is_missing_in_the_capture(tshark, written, tmp_path):
    capture = tmp_path / "lost.pcap"
    capture.write_bytes(without_frame(CISCO_PSK / "capture.pcap", 4))
    lines = diff(tshark, CISCO_PSK, written, capture=capture)
    assert len(lines) == 2
    assert lines[0].startswith("missing-in-capture: frame -, written.log:")
    assert "IKE_AUTH response, ID 1: capture nothing, debug length 252: VID IDr AUTH SA" in lines[0]
    assert lines[1] == "3 messages compared, 3 equal, 1 findings"


def test_json_has_the_same_findings(tshark, written):
    written.write_text(written.read_text().replace("end addr: 255.255.255.255", "end addr: 10.9.9.9"))
    lines = diff(tshark, CISCO_PSK, written)
    objects = [json.loads(line) for line in diff(tshark, CISCO_PSK, written, option="json,")]
    assert len(lines) == len(objects) == 5
    for line, finding in zip(lines, objects[:-1]):
        assert list(finding) == ["kind", "frame", "log", "line", "what", "capture", "debug", "meaning"]
        assert line.startswith(f"{finding['kind']}: frame {finding['frame']}, {finding['log']}:")
        assert (finding["kind"], finding["log"]) == ("value", "written.log")
        assert "10.9.9.9" in finding["debug"] and "255.255.255.255" in finding["capture"]
    summary = objects[-1]
    assert (summary["compared"], summary["equal"], summary["findings"]) == (4, 2, 4)
    assert summary["logs"][0]["other_lines"] == 0
    assert summary["logs"][0]["clock_offset"] == 0.0


def test_a_log_that_cannot_be_read_is_an_error(tshark):
    for option, reason in (
        (",nothing.log", "No such file"),
        (",.", "is a directory"),
        ("", "no log"),
        (",", "no log"),
    ):
        result = tshark.run(CISCO_PSK / "capture.pcap", "-q", "-z", "ikev2,ios-diff" + option, status=1)
        assert reason in result.stderr


def test_lines_that_are_not_understood_are_shown_on_request(tshark):
    log = SAMPLES / "ios-noise.log"
    plain, shown = (
        tshark.run(CISCO_PSK / "capture.pcap", "-q", "-z", f"ikev2,ios-diff,{option}{log.name}", files=[log])
        for option in ("", "lines,")
    )
    assert "5 not understood" in plain.stderr and "terminal monitor" not in plain.stderr
    assert "ios-noise.log:1: not understood: terminal monitor" in shown.stderr
    assert shown.stdout == plain.stdout == "0 messages compared, 0 equal, 0 findings\n"


class TestCommand:
    def run(self, tshark, *arguments, files=(), status):
        """Runs the command where copies of the capture, its keys and `files` lie."""
        inputs = [CISCO_PSK / "capture.pcap", CISCO_PSK / "keys.txt", COMMAND, *files]
        command = ["bash", COMMAND.name, *arguments]
        return tshark.run_program(command, inputs, status=status)

    def test_equal_is_0(self, tshark, written):
        result = self.run(tshark, "capture.pcap", "keys.txt", "written.log", files=[written], status=0)
        assert result.stdout == "4 messages compared, 4 equal, 0 findings\n"

    def test_without_keys_too(self, tshark, written):
        self.run(tshark, "capture.pcap", "-", "written.log", files=[written], status=0)

    def test_findings_are_1(self, tshark, written, tmp_path):
        other = tmp_path / "other.log"
        shutil.copyfile(written, other)
        other.write_text(other.read_text().replace("DH group: 2", "DH group: 5"))
        arguments = ["capture.pcap", "keys.txt", "written.log", "other.log"]
        files = [written, other]
        text = self.run(tshark, *arguments, files=files, status=1).stdout
        assert text.count("\n") == 3 and "8 messages compared, 6 equal, 2 findings\n" in text
        lines = self.run(tshark, "--json", *arguments, files=files, status=1).stdout.splitlines()
        assert [json.loads(line).get("kind") for line in lines] == ["value", "value", None]

    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["capture.pcap", "keys.txt"],
            ["capture.pcap", "keys.txt", "absent.log"],
            ["absent.pcap", "keys.txt", "written.log"],
            ["capture.pcap", "absent.txt", "written.log"],
            ["capture.pcap", "keys.txt", "ios-noise.log"],
            ["capture.pcap", "keys.txt", "written.log", "ios-noise.log"],
            ["keys.txt", "keys.txt", "written.log"],
            ["capture.pcap", "keys.txt", "written.log", "--no-such-option"],
        ],
    )
    def test_what_cannot_be_compared_is_2(self, tshark, written, arguments):
        result = self.run(tshark, *arguments, files=[written, SAMPLES / "ios-noise.log"], status=2)
        assert result.stderr


class TestDebugFile:
    """The preference debug_file: each frame with its lines of the log, and the findings."""

    NAMES = ["frame.number", "line", "last_line", "direction", "state", "finding"]

    def rows(self, tshark, log, capture=CISCO_PSK / "capture.pcap", two_pass=True):
        names = [name if "." in name else f"ikev2.debug.{name}" for name in self.NAMES]
        arguments = ["-o", f"ikev2.debug_file:{log.name}"]
        options = {"keys": CISCO_PSK / "keys.txt", "files": [log], "two_pass": two_pass}
        return tshark.fields(capture, names, *arguments, **options)

    def test_each_frame_has_its_lines(self, tshark, written):
        lines = written.read_text().splitlines()
        rows = self.rows(tshark, written)
        assert [row[3] for row in rows] == [["sent"], ["received"], ["sent"], ["received"]]
        for _, first, last, _, _, findings in rows:
            assert not findings
            block = lines[int(first[0]) - 1 : int(last[0])]
            assert sum("Exchange type: " in line for line in block) == 1

    def test_states_are_those_after_the_message(self, tshark):
        rows = self.rows(tshark, transcript("router1-completed"))
        assert rows[2][4] == ["line 157: I_WAIT_AUTH (EV_NO_EVENT)"]

    def test_findings_are_expert_information(self, tshark, written):
        written.write_text(written.read_text().replace("DH group: 2", "DH group: 5", 1))
        rows = self.rows(tshark, written)
        assert [bool(row[5]) for row in rows] == [True, False, False, False]
        assert rows[0][5][0].startswith("value: frame 1, written.log:")
        result = tshark.run(
            CISCO_PSK / "capture.pcap",
            "-o",
            "ikev2.debug_file:written.log",
            "-Y",
            'ikev2.debug.differs && _ws.expert.message contains "DH group"',
            keys=CISCO_PSK / "keys.txt",
            files=[written],
            two_pass=True,
        )
        assert len(result.stdout.splitlines()) == 1

    def test_a_message_without_a_frame_is_found_at_the_one_before(self, tshark, written, tmp_path):
        capture = tmp_path / "lost.pcap"
        capture.write_bytes(without_frame(CISCO_PSK / "capture.pcap", 2))
        rows = self.rows(tshark, written, capture)
        assert rows[0][5][0].startswith("missing-in-capture: frame -, written.log:")
        assert [bool(row[5]) for row in rows] == [True, False, False]

    def test_one_pass_shows_nothing_yet(self, tshark, written):
        assert [row[1:] for row in self.rows(tshark, written, two_pass=False)] == [[[]] * 5] * 4

    def test_a_log_that_is_absent_is_reported(self, tshark):
        result = tshark.run(
            CISCO_PSK / "capture.pcap", "-o", "ikev2.debug_file:absent.log", two_pass=True
        )
        assert "absent.log: No such file" in result.stderr
        assert len(result.stdout.splitlines()) == 4
