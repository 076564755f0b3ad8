"""Statistics > Conversations: the IKE SAs, one line for each pair of addresses and ports.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from collections import Counter

from accessible import wait_for
from wireshark_window import ANSWER_SECONDS, click


def lines(dialog):
    """The columns of each line of the table in front: title to text."""
    for tree in dialog.all("tree"):
        titles = [title.name for title in tree.children("table column header")]
        if "Address A" in titles:
            cells = [cell.name for cell in tree.children("table cell")]
            return [
                dict(zip(titles, cells[i : i + len(titles)]))
                for i in range(0, len(cells), len(titles))
            ]
    return []


def open_tab(dialog):
    for tab in dialog.all("page tab"):
        if tab.name.startswith("IKEv2"):
            click(tab)
            return True
    return False


def findings(window, task):
    window.wait_for_packet()
    window.menu("Statistics", "Conversations")
    dialog = window.dialog("Conversations")
    # Its title, and with it the element, changes when the conversations are counted.
    wait_for("the tab IKEv2", lambda: open_tab(dialog), ANSWER_SECONDS)
    table = wait_for("the conversations", lambda: lines(dialog), ANSWER_SECONDS)
    task.keep(window.picture(), dialog.rectangle)
    expected = Counter()
    for frame in task.facts["frames"]:
        if "ike" in frame:
            ends = (f"{frame[end]} {frame[end + '_port']}" for end in ("source", "destination"))
            expected[frozenset(ends)] += 1
    shown = Counter()
    for line in table:
        ends = (f"{line['Address ' + end]} {line['Port ' + end]}" for end in "AB")
        shown[frozenset(ends)] += int(line["Packets"])
        # The number of the IKE SA.
        if line.get("Stream ID", "0") != "0":
            yield f"IKE SA 0, but {line['Stream ID']!r}"
    if shown != expected:
        yield f"{expected}, but {shown}"
