"""The plugin gives back all memory. Needs a build with sanitizers.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import pytest

from captures import CISCO_PSK, OWN
from packets import read_capture, write_capture

pytestmark = pytest.mark.sanitized

@pytest.mark.parametrize(
    "name, two_pass",
    [("cisco-ios-rekey", False), ("eap-identity", True), ("skf-out-of-order", False)],
)
def test_a_decrypted_capture_leaks_nothing(tshark, name, two_pass):
    folder = OWN / name
    tshark.run(
        folder / "capture.pcap", "-V", keys=folder / "keys.txt", two_pass=two_pass, leaks=True
    )


def test_exceptions_of_libwireshark_leak_nothing(tshark, tmp_path):
    """Cut messages make it leave the dissector by longjmp."""
    messages = read_capture(CISCO_PSK / "capture.pcap")
    cut = [message.with_cut(octets) for message in messages for octets in range(1, 200, 3)]
    capture = write_capture(tmp_path / "capture.pcap", messages + cut)
    tshark.run(capture, "-V", keys=CISCO_PSK / "keys.txt", leaks=True)


def test_a_bad_key_file_leaks_nothing(tshark, tmp_path):
    keys = tmp_path / "keys.txt"
    keys.write_bytes((CISCO_PSK / "keys.txt").read_bytes() + b"SKEYSEED x y z\nnonsense\n")
    tshark.run(CISCO_PSK / "capture.pcap", "-V", keys=keys, leaks=True)
