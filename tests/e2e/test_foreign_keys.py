"""What other programs log opens as much as a key file that was made from it by hand.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import pytest

from captures import OWN

STRONGSWAN = sorted(folder.parent for folder in OWN.glob("*/charon-initiator.log"))
LOGS = ["charon-initiator.log", "charon-responder.log"]


def opened(tshark, capture, keys):
    """How many messages are open, what became of each AUTH payload, and how many pings ESP holds."""
    rows = tshark.fields(
        capture, ["ikev2.enc.decrypted", "ikev2.auth.status", "icmp.type"], keys=keys
    )
    counts = [sum(len(row[column]) for row in rows) for column in range(3)]
    counts[1] = [status for row in rows for status in row[1]]
    return counts


@pytest.mark.parametrize("log", LOGS)
@pytest.mark.parametrize("folder", STRONGSWAN, ids=lambda folder: folder.name)
def test_the_log_of_one_end_opens_what_the_key_file_opens(tshark, folder, log):
    expected = opened(tshark, folder / "capture.pcap", folder / "keys.txt")
    actual = opened(tshark, folder / "capture.pcap", folder / log)
    assert expected[0] > 0
    if folder.name == "strongswan-wrong-psk":
        # Each end knows its own PSK only, the key file is the initiator's.
        actual[1] = expected[1] = []
    assert actual == expected


@pytest.mark.parametrize("log", LOGS)
def test_a_log_is_read_without_a_message(tshark, log):
    folder = OWN / "strongswan-psk"
    assert tshark.run(folder / "capture.pcap", keys=folder / log).messages() == []


def test_there_are_logs():
    assert len(STRONGSWAN) >= 5
