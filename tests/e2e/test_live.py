"""A capture that is still running while its key file changes.

tshark reads from a pipe what the test writes, and the test reads the line of each message before it
goes on: no test waits for a time to pass.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import select
import struct

import pytest

from captures import OWN
from packets import LINKTYPE_RAW, read_capture

FIRST, SECOND = OWN / "3des-md5-psk", OWN / "aes-gcm-psk"
"""Two negotiations of four messages each."""

LINE_TIMEOUT = 120
"""Seconds after which a line that does not come fails the test."""


def negotiation(folder):
    return [datagram for datagram in read_capture(folder / "capture.pcap") if datagram.is_ike][:4]


def keys_of(folder):
    return (folder / "keys.txt").read_bytes()


class Live:
    """A running capture."""

    def __init__(self, tshark, keys):
        # dumpcap, which captures, does not start with the sanitizers' runtime in front of it.
        source = ["-r", "-"] if tshark.sanitized else ["-i", "-"]
        self._program = tshark.start(
            ["tshark", "-n", "-l", *source, "-T", "fields", "-e", "ikev2.enc.decrypted"]
            + ["-e", "frame.number", "-o", f"ikev2.keylog_file:{keys}"]
        )
        header = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 0x40000, LINKTYPE_RAW)
        self._write(header)
        self._frames = 0

    def _write(self, octets):
        self._program.stdin.write(octets)
        self._program.stdin.flush()

    def _line(self):
        ready, _, _ = select.select([self._program.stdout], [], [], LINE_TIMEOUT)
        assert ready, "no line"
        return self._program.stdout.readline().decode()

    def send(self, datagrams):
        """For each datagram, once it was dissected, whether it was opened."""
        opened = []
        for datagram in datagrams:
            packet = datagram.packet()
            self._write(struct.pack("<4I", self._frames, 0, len(packet), len(packet)) + packet)
            self._frames += 1
            decrypted, number = self._line().rstrip("\n").split("\t")
            assert number == str(self._frames)
            opened.append(decrypted != "")
        return opened

    def kill(self):
        """What is left of a test that failed."""
        if self._program.poll() is None:
            self._program.kill()
            self._program.wait()

    def end(self):
        """Ends the capture as it should end, and gives back what tshark wrote to stderr."""
        self._program.stdin.close()
        assert self._program.stdout.read() == b""
        stderr = self._program.stderr.read().decode()
        assert self._program.wait(LINE_TIMEOUT) == 0, stderr
        assert "issector bug" not in stderr
        return stderr


OPENED = [False, False, True, True]
CLOSED = [False] * 4


def append(path):
    with path.open("ab") as file:
        file.write(keys_of(SECOND))


def replace(path):
    other = path.with_name("other.txt")
    other.write_bytes(keys_of(SECOND))
    other.chmod(0o644)
    other.rename(path)


def truncate(path):
    path.write_bytes(keys_of(SECOND))


def delete(path):
    path.unlink()


def make_unreadable(path):
    path.chmod(0)


def make_fifo(path):
    path.unlink()
    os.mkfifo(path)


def make_folder(path):
    path.unlink()
    path.mkdir()


def fill(path):
    """A gigabyte, of which the disk holds nothing."""
    os.truncate(path, 1 << 30)


def overfill(path):
    os.truncate(path, (1 << 30) + 1)


def spoil(path):
    path.write_bytes(bytes(range(256)) * 4096)


@pytest.fixture
def key_file(tshark):
    with tshark.folder() as folder:
        yield folder / "keys.txt"


@pytest.fixture
def live(tshark, key_file):
    """Starts a capture with the key file as it is then."""
    started = []

    def start():
        started.append(Live(tshark, key_file))
        return started[-1]

    yield start
    for capture in started:
        capture.kill()


@pytest.mark.parametrize("change", [append, replace, truncate])
def test_keys_that_come_while_the_capture_runs_open_what_follows(live, key_file, change):
    key_file.write_bytes(keys_of(FIRST))
    capture = live()
    assert capture.send(negotiation(FIRST)) == OPENED
    init, auth = negotiation(SECOND)[:2], negotiation(SECOND)[2:]
    assert capture.send(init) == [False, False]
    change(key_file)
    assert capture.send(auth) == [True, True]
    capture.end()


def test_a_wrong_skeyseed_that_is_put_right_opens_what_follows(live, key_file):
    right = keys_of(FIRST)
    line = next(line for line in right.split(b"\n") if line.startswith(b"SKEYSEED"))
    wrong = line[:-1] + (b"0" if line[-1:] != b"0" else b"1")
    key_file.write_bytes(right.replace(line, wrong))
    capture = live()
    assert capture.send(negotiation(FIRST)[:3]) == [False] * 3
    key_file.write_bytes(right + b"\n")
    assert capture.send(negotiation(FIRST)[3:]) == [True]
    capture.end()


@pytest.mark.parametrize(
    "change, says",
    [
        (delete, "no such file"),
        (make_unreadable, "cannot be read"),
        (make_fifo, "not a regular file"),
        (make_folder, "a directory"),
        (fill, "longer than 65536 octets"),
        (overfill, "larger than 1024 MiB"),
        (spoil, "keys.txt:1: "),
    ],
)
def test_a_key_file_that_goes_away_harms_nothing(live, key_file, change, says):
    """What goes on with the keys of before, or without, goes on; and what is wrong is said."""
    key_file.write_bytes(keys_of(FIRST))
    capture = live()
    assert capture.send(negotiation(FIRST)) == OPENED
    change(key_file)
    assert capture.send(negotiation(SECOND)) == CLOSED
    # The keys of an IKE SA that opened once are its own.
    assert capture.send(negotiation(FIRST)[2:]) == [True, True]
    assert says in capture.end()


def test_a_key_file_that_appears_while_the_capture_runs_is_read(live, key_file):
    capture = live()
    assert capture.send(negotiation(FIRST)) == CLOSED
    append(key_file)
    assert capture.send(negotiation(SECOND)) == OPENED
    capture.end()
