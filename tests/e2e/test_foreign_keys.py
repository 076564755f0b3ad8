"""What other programs log opens as much as a key file that was made from it by hand.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import pytest

from captures import OWN, SHARED, shared_captures

STRONGSWAN = sorted(
    path.parent for path in OWN.glob("*/charon-initiator.log") if (path.parent / "keys.txt").exists()
)
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


@pytest.mark.parametrize("capture", shared_captures("wireshark"))
def test_wiresharks_table_opens_what_the_key_file_opens(tshark, capture):
    folder = SHARED / "wireshark"
    expected = opened(tshark, capture, folder / "keys.txt")
    assert expected[0] > 0
    assert opened(tshark, capture, folder / "ikev2_decryption_table") == expected


def test_a_key_file_can_include_a_log(tshark, tmp_path):
    folder = OWN / "strongswan-psk"
    keys = tmp_path / "keys.txt"
    keys.write_text("include charon-responder.log\n")
    log = folder / "charon-responder.log"
    fields = ["ikev2.enc.decrypted"]
    rows = tshark.fields(folder / "capture.pcap", fields, keys=keys, files=[log])
    assert rows == tshark.fields(folder / "capture.pcap", fields, keys=folder / "keys.txt")


def test_a_key_file_that_everybody_can_read_is_mentioned(tshark):
    folder = OWN / "strongswan-psk"
    command = ["tshark", "-n", "-r", "capture.pcap", "-o", "ikev2.keylog_file:keys.txt"]
    shell = ["sh", "-c", 'chmod 644 keys.txt && exec "$@"', "sh", *command]
    result = tshark.run_program(shell, [folder / "capture.pcap", folder / "keys.txt"])
    assert result.messages() == [
        "tshark: IKEv2 key file:",
        "keys.txt: note: every user of this machine can read it; give it mode 0600",
    ]


def test_secrets_can_be_typed_into_a_table(tshark):
    folder = OWN / "strongswan-psk"
    capture = folder / "capture.pcap"
    rows = []
    for line in (folder / "keys.txt").read_text().splitlines():
        keyword, *fields = line.split(maxsplit=3)
        if keyword in ("SKEYSEED", "PSK"):
            cells = [keyword, *(field.replace('"', "\\x22") for field in fields), ""]
            rows += ["-o", "uat:ikev2_secrets:" + ",".join(f'"{cell}"' for cell in cells)]
    assert len(rows) == 6
    fields = ["ikev2.enc.decrypted", "ikev2.auth.status"]
    result = tshark.fields(capture, fields, *rows)
    assert result == tshark.fields(capture, fields, keys=folder / "keys.txt")


def test_there_are_logs():
    assert len(STRONGSWAN) >= 5
