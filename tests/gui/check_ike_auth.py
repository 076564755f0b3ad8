"""An IKE_AUTH message: its decrypted payloads, in the list, the details and the octets.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from expected import Expected
from task import unless_missing

# From the message down to the decrypted payloads; the last one is selected.
TO_OPEN = (
    "Internet Key Exchange Version 2",
    "Payload: Encrypted and Authenticated",
    "Decrypted Data",
    "Contained Data",
    "Payload: Authentication",
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


def open_payloads(window):
    window.wait_for_packet()
    for text in TO_OPEN:
        window.open(text)
    return ()


def findings(window, task):
    expected = Expected(task.facts, task.frame)
    yield from unless_missing(open_payloads, window)
    picture = window.picture()
    task.keep(picture)
    yield from (f"the window alone, but this dialog: {text!r}" for text in window.dialogs())
    yield from unless_missing(packet_list_findings, window, expected, task.frame)
    yield from unless_missing(detail_findings, window, picture, expected)
