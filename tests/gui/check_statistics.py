"""Statistics > IKEv2: messages, notifies, verdicts and findings are counted.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from collections import Counter, defaultdict

from accessible import wait_for
from wireshark_window import ANSWER_SECONDS


def counts(dialog):
    """Name to the numbers of the lines that have it."""
    (tree,) = dialog.all("tree")
    columns = len(tree.children("table column header"))
    cells = [cell.name for cell in tree.children("table cell")]
    found = defaultdict(set)
    for i in range(0, len(cells), columns):
        found[cells[i]].add(cells[i + 1])
    return found


def expected(facts):
    found = Counter()
    for frame in facts["frames"]:
        if "ike" in frame:
            found["Messages"] += 1
            found[frame["ike"]["exchange_name"]] += 1
    return found


def findings(window, task):
    window.wait_for_packet()
    window.menu("Statistics", "IKEv2")
    dialog = window.dialog("IKEv2")
    wait_for("the counts", lambda: "Messages" in counts(dialog), ANSWER_SECONDS)
    task.keep(window.picture(), dialog.rectangle)
    shown = counts(dialog)
    for name, count in expected(task.facts).items():
        if str(count) not in shown[name]:
            yield f"{count} of {name!r}, but {sorted(shown[name])}"
    causes = [one["cause"] for one in task.facts["verdicts"] if one["verdict"] == "failed"]
    for cause in set(causes) - {"NO_REPLY", "FRAGMENTS_LOST", "COOKIE_UNANSWERED"}:
        if not shown[cause]:
            yield f"the cause {cause!r}"
    for name in ("Verdicts", "Findings", "Notifies, error", "Response times (ms)"):
        if not shown[name]:
            yield f"the line {name!r}"
