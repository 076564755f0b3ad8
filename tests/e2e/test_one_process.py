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
