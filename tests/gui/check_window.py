"""Opens an IKE_AUTH message in Wireshark, takes a picture, and says what is not shown decrypted.

Runs on a D-Bus session of its own, as an ordinary user: `screenshot` starts it so, in the folder
that holds the capture.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import argparse
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from accessible import NotShown
from gi.repository import GLib
from expected import Expected
from wireshark_window import WiresharkWindow

SCREEN = "1400x980x24"

# From the message down to the decrypted payloads; the last one is selected.
TO_OPEN = (
    "Internet Key Exchange Version 2",
    "Payload: Encrypted and Authenticated",
    "Decrypted Data",
    "Contained Data",
    "Payload: Authentication",
)


@contextmanager
def program(*command, **options):
    """A program that runs as long as the block does, and no longer than this process."""
    process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *command], **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def x_server():
    """Xvfb, on the first display that is free."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-dpi", "96"]
    with program(*command, "-nolisten", "tcp", pass_fds=[writing]):
        os.close(writing)
        with os.fdopen(reading) as display:
            os.environ["DISPLAY"] = ":" + display.readline().strip()
        yield


def wireshark(capture, keys, frame):
    environment = os.environ | {
        "QT_QPA_PLATFORM": "xcb",
        "QT_ACCESSIBILITY": "1",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    preference = f"ikev2.keylog_file:{keys}"
    return program(
        "wireshark", "-n", "-o", preference, "-g", str(frame), "-r", capture, env=environment
    )


def packet_list_findings(window, expected, frame):
    packet = window.selected_packet()
    if packet["No."] != str(frame):
        yield f"frame {frame}, but frame {packet['No.']}, as the selected one"
    for text in (expected.exchange, expected.info()):
        if text not in packet["Info"]:
            yield f"{text!r} in the Info column: {packet['Info']!r}"


def row_findings(window, picture, row, texts):
    for text in texts:
        if text not in row.name:
            yield f"{text!r} in the line {row.name!r}"
    if not window.in_view(row):
        yield f"the line {row.name!r}: it has to be scrolled to"
    elif picture.colours(row.rectangle) < 2:
        yield f"the line {row.name!r}: it is blank in the picture"


def detail_findings(window, picture, expected):
    rows = window.inside("Contained Data")
    expected_rows = expected.payload_rows()
    if len(rows) != len(expected_rows):
        yield f"{len(expected_rows)} decrypted payloads, but {len(rows)}"
    for row, texts in zip(rows, expected_rows):
        yield from row_findings(window, picture, row, texts)
    authentication = window.row("Authentication Data: ")
    yield from row_findings(window, picture, authentication, [expected.authentication_data()])
    source = f"Decrypted IKEv2 ({expected.decrypted_octets} bytes)"
    if not window.shows_bytes_of(source):
        yield f"{source!r} in the packet bytes"


def unless_missing(check, *arguments):
    """What `check` finds, up to what it cannot go on without."""
    try:
        yield from check(*arguments)
    except NotShown as missing:
        yield str(missing)


def open_payloads(window):
    window.wait_for_packet()
    for text in TO_OPEN:
        window.open(text)
    return ()


def findings(window, arguments):
    """Every thing that ought to be seen and is not. Writes the picture."""
    expected = Expected(arguments.facts, arguments.frame)
    yield from unless_missing(open_payloads, window)
    picture = window.picture()
    arguments.picture.write_bytes(picture.ppm)
    yield from (f"the window alone, but this dialog: {text!r}" for text in window.dialogs())
    yield from unless_missing(packet_list_findings, window, expected, arguments.frame)
    yield from unless_missing(detail_findings, window, picture, expected)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--capture", required=True)
    parser.add_argument("--keys", required=True)
    parser.add_argument("--facts", required=True)
    parser.add_argument("--frame", type=int, required=True)
    parser.add_argument("--picture", type=Path, required=True)
    arguments = parser.parse_args()
    with x_server(), wireshark(arguments.capture, arguments.keys, arguments.frame) as process:
        try:
            found = list(findings(WiresharkWindow(process), arguments))
        except NotShown as missing:
            found = [str(missing)]
        except GLib.Error as error:
            found = [f"the whole of it, the window went: {error.message}"]
    for finding in found:
        print(f"Not shown: {finding}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
