"""Several captures in one process, one after the other: sharkd, as Wireshark does it.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import pytest

from captures import OWN
from sharkd import Sharkd

FIRST, SECOND = OWN / "3des-md5-psk", OWN / "aes-gcm-psk"


def infos(frames):
    return [frame["c"][-1] for frame in frames]


@pytest.fixture
def keys(tmp_path):
    """The key files of both, first.txt and second.txt, and their captures under such names."""
    files = []
    for folder, name in ((FIRST, "first"), (SECOND, "second")):
        for source, suffix in (("keys.txt", "txt"), ("capture.pcap", "pcap")):
            files.append(tmp_path / f"{name}.{suffix}")
            files[-1].write_bytes((folder / source).read_bytes())
    return files


def test_captures_opened_one_after_the_other_are_as_each_alone(tshark, keys):
    sharkd = Sharkd(tshark)
    for name in ("first", "second", "first", "first"):
        sharkd.ask("setconf", name="ikev2.keylog_file", value=f"{name}.txt")
        sharkd.ask("load", file=f"{name}.pcap")
        sharkd.ask("frames")
        sharkd.ask("frame", frame=3, proto=True)
    answers = sharkd.answers(*keys)
    decoded = [answers[index : index + 2] for index in range(2, len(answers), 4)]
    assert decoded[2] == decoded[0]
    assert decoded[3] == decoded[0]
    for folder, (frames, _) in zip((FIRST, SECOND), decoded):
        alone = tshark.columns(folder / "capture.pcap", keys=folder / "keys.txt", two_pass=True)
        assert infos(frames) == [info for _, _, info in alone]
        assert any("{" in info for info in infos(frames))


def test_a_preference_changed_midway_counts_from_the_next_dissection_on(tshark, keys):
    """sharkd keeps what the first pass found, until the capture is read again."""
    sharkd = Sharkd(tshark)
    sharkd.ask("load", file="first.pcap")
    sharkd.ask("frames")
    for name in ("first.txt", "second.txt", "nowhere.txt", "first.txt"):
        sharkd.ask("setconf", name="ikev2.keylog_file", value=name)
        sharkd.ask("frame", frame=3, proto=True)
        sharkd.ask("load", file="first.pcap")
        sharkd.ask("frames")
    answers = sharkd.answers(*keys)
    closed, *reads = [infos(frames) for frames in (answers[1], *answers[5::4])]
    opened = reads[0]
    assert opened != closed
    assert reads == [opened, closed, closed, opened]


@pytest.mark.parametrize("name", ["skf", "ike-rekey", "intermediate-addke", "tcp-encap"])
def test_frames_look_the_same_in_whatever_order_they_are_asked_for(tshark, tmp_path, name):
    capture = OWN / name / "capture.pcap"
    keys = tmp_path / "keys.txt"
    keys.write_bytes((OWN / name / "keys.txt").read_bytes())
    count = len(tshark.columns(capture))
    in_order = list(range(1, count + 1))
    orders = [in_order, in_order[::-1], in_order[::2] + in_order[1::2], [count, 1, count]]
    sharkd = Sharkd(tshark)
    sharkd.ask("setconf", name="ikev2.keylog_file", value="keys.txt")
    sharkd.ask("load", file="capture.pcap")
    for order in orders:
        for frame in order:
            sharkd.ask("frame", frame=frame, proto=True)
        sharkd.ask("frames", filter="ikev2.enc.decrypted")
    answers = sharkd.answers(capture, keys)[2:]
    shown = {}
    filtered = []
    for order in orders:
        for frame in order:
            # Once a list was shown, the frame itself names the colour that it had there.
            tree = [item for item in answers.pop(0)["tree"] if item.get("f") != "frame"]
            assert tree and tree == shown.setdefault(frame, tree)
        filtered.append([row["num"] for row in answers.pop(0)])
    rows = tshark.fields(
        capture, ["frame.number"], "-Y", "ikev2.enc.decrypted", keys=keys, two_pass=True
    )
    assert filtered == [[int(row[0][0]) for row in rows]] * len(orders)
    assert rows
