"""What a peer's own log opens of the captures that were recorded between real peers.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import re
from dataclasses import astuple, dataclass

from captures import OWN

README = OWN / "README.md"
COLUMNS = ["encrypted", "opened", "AUTH", "verified", "ESP", "opened"]
VERIFIED = "1"
"""Value of ikev2.auth.status."""


@dataclass
class Figures:
    """Counts of one capture, opened with one log."""

    encrypted: int
    decrypted: int
    auth: int
    auth_verified: int
    esp: int
    esp_opened: int


def peer_logs():
    """Each log in captures/, as (folder, name of the log)."""
    return [(path.parent, path.name) for path in sorted(OWN.glob("*/*-*.log"))]


def figures(tshark, folder, log):
    capture, keys = folder / "capture.pcap", folder / log
    result = tshark.run(capture, "-q", "-z", "ikev2,sa,json", keys=keys)
    sas = [json.loads(line) for line in result.stdout.splitlines()]
    rows = tshark.fields(capture, ["ikev2.auth.status", "esp.spi", "frame.protocols"], keys=keys)
    statuses = [status for row in rows for status in row[0]]
    protocols = [row[2][0] for row in rows if row[1]]
    return Figures(
        sum(sa["encrypted"] for sa in sas),
        sum(sa["decrypted"] for sa in sas),
        len(statuses),
        statuses.count(VERIFIED),
        len(protocols),
        sum(re.search(r":esp:(ip|ipv6|icmp|icmpv6)\b", path) is not None for path in protocols),
    )


def row(folder, log, counts):
    return f"| `{folder.name}` | `{log}` | {' | '.join(map(str, astuple(counts)))} |"


def table(tshark):
    """The table of README.md, as lines."""
    return [
        f"| capture | log | {' | '.join(COLUMNS)} |",
        f"|---|---|{'---:|' * len(COLUMNS)}",
        *(row(folder, log, figures(tshark, folder, log)) for folder, log in peer_logs()),
    ]


def rows_of_readme():
    """(capture, log) to the row that README.md has for it."""
    found = re.finditer(r"^\| `([^`]+)` \| `([^`]+\.log)` \|.*$", README.read_text(), re.MULTILINE)
    return {(match[1], match[2]): match[0] for match in found}


def replace_table(lines):
    """Writes `lines` where README.md has the table."""
    text = README.read_text()
    changed, count = re.subn(
        r"^\| capture \| log \|.*\n(\|.*\n)*", "\n".join(lines) + "\n", text, flags=re.MULTILINE
    )
    assert count == 1, f"{README}: no table of logs"
    README.write_text(changed)
