"""A negotiation that fails, in the configuration profile IKEv2: columns, buttons, verdict, filter.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from accessible import wait_for
from task import unless_missing
from wireshark_window import ANSWER_SECONDS

PROTOCOL = "Internet Key Exchange Version 2"
COLUMNS = ("IKE SA", "SPIs", "Exchange", "Message ID", "Verdict", "Role and payloads")
# What only the end of the capture tells stands at no message.
TOLD_LATE = ("NO_REPLY", "FRAGMENTS_LOST", "INVALID_KE_PAYLOAD", "COOKIE_UNANSWERED")
BUTTONS = ("IKEv2", "Verdicts", "Failures", "Findings", "This IKE SA", "Its lineage", "Not decrypted")


def profile_findings(window):
    if window.profile != "IKEv2":
        yield f"the profile IKEv2, but {window.profile!r}"
    for name in BUTTONS:
        if not window.has_button(name):
            yield f"the filter button {name!r}"


def column_findings(packets, verdicts):
    """The deciding frame of each negotiation has its verdict in the column, no other has one."""
    for packet in packets:
        missing = [title for title in COLUMNS if title not in packet]
        if missing:
            yield f"the columns {missing}"
            return
    shown = {int(packet["No."]): packet["Verdict"].split(",")[:2] for packet in packets}
    for verdict in verdicts:
        if verdict["verdict"] == "open" or verdict["cause"] in TOLD_LATE:
            continue
        wanted = [verdict["verdict"], verdict["cause"]]
        if verdict["frame"] in shown and shown[verdict["frame"]] != wanted:
            yield f"{wanted} at frame {verdict['frame']}: {shown[verdict['frame']]}"


def verdict_findings(window, picture, verdict):
    row = window.row("[Verdict: ")
    if not row.name.startswith(f"[Verdict: {verdict['verdict']}"):
        yield f"{verdict['verdict']!r} in {row.name!r}"
    if not window.in_view(row) or picture.colours(row.rectangle) < 2:
        yield f"{row.name!r}: it has to be scrolled to"
    cause = window.row("[Cause: ")
    if verdict["cause"] not in cause.name:
        yield f"{verdict['cause']!r} in {cause.name!r}"


def filter_findings(window, frame):
    """"Conversation Filter" leaves the messages of the selected message's IKE SA."""
    packets = window.packets()
    (number,) = (packet["IKE SA"] for packet in packets if packet["No."] == str(frame))
    wanted = [packet["No."] for packet in packets if packet["IKE SA"] == number]
    window.menu("Analyze", "Conversation Filter", "IKEv2: this IKE SA")

    wait_for(
        f"{len(wanted)} packets that pass", lambda: window.displayed == len(wanted), ANSWER_SECONDS
    )
    left = [packet["No."] for packet in window.packets()]
    if left != wanted:
        yield f"frames {wanted} of IKE SA {number}, but {left}"
    if window.display_filter != f"ikev2.sa == {number}":
        yield f"a filter for IKE SA {number}, but {window.display_filter!r}"


def findings(window, task):
    verdicts = task.facts["verdicts"]
    (verdict,) = (one for one in verdicts if one["frame"] == task.frame)
    window.wait_for_packet()
    yield from unless_missing(profile_findings, window)
    window.open(PROTOCOL)
    window.open("[Verdict: ")
    packets = window.packets()
    yield from column_findings(packets, verdicts)
    picture = window.picture()
    task.keep(picture)
    yield from unless_missing(verdict_findings, window, picture, verdict)
    yield from unless_missing(filter_findings, window, task.frame)
