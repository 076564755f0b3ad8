"""Holds what this dissector shows of a frame against what the built-in one shows.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

BUILT_IN = "isakmp"
INNER = ("ike2.", "ikev2.")


class Item(NamedTuple):
    """A field as PDML has it; all values are text, `value` is None where there are no octets."""

    name: str
    show: str
    value: str
    position: str
    size: str


@dataclass
class Frame:
    """What one dissector shows of a frame."""

    items: Counter
    decrypted: bool


@dataclass
class Figures:
    """How many fields of the built-in were compared, are the same, and are excepted."""

    compared: int = 0
    equal: int = 0
    excepted: int = 0
    differences: list = field(default_factory=list)


def renamed(name):
    """The name that corresponds to one of the built-in's: the project's fixed rule."""
    name = name.removeprefix("isakmp.")
    for inner in INNER:
        name = name.removeprefix(inner)
    return f"ikev2.{name}"


def frame_of(packet, protocol):
    """What a <packet> element shows of `protocol`; None if the protocol is not in it."""
    trees = packet.findall(f"proto[@name='{protocol}']")
    if not trees:
        return None
    items = Counter()
    for tree in trees:
        for node in tree.iter("field"):
            name = node.get("name")
            if name.startswith(f"{protocol}."):
                name = renamed(name) if protocol == BUILT_IN else name
                attributes = (node.get(key) for key in ("show", "value", "pos", "size"))
                items[Item(name, *attributes)] += 1
    return Frame(items, any(item.name == "ikev2.enc.decrypted" for item in items))


@dataclass(frozen=True)
class Exempted:
    """A line of the file `exceptions`: which field, where, and why."""

    field: str
    where: str
    why: str

    def covers(self, item, capture, number, theirs):
        if self.field not in ("*", item.name):
            return False
        kind, _, argument = self.where.partition("=")
        return {
            "not-decrypted": not theirs.decrypted,
            "theirs": any(
                other.show == argument
                for other in theirs.items
                if other.name == item.name and other.position == item.position
            ),
            "frame": f"{capture}#{number}" == argument,
        }[kind]


def read_exceptions():
    """Three columns, with two spaces or more between them; `#` starts a comment."""
    exceptions = []
    for line in (Path(__file__).parent / "exceptions").read_text().splitlines():
        if line and not line.startswith("#"):
            columns = [column.strip() for column in line.split("  ") if column.strip()]
            exceptions.append(Exempted(*columns))
    return exceptions


def compare(capture, theirs, ours, exceptions, used):
    """Compares the frames of two decodes of the capture. `used` collects what was needed."""
    figures = Figures()
    for number, (their_packet, our_packet) in enumerate(zip(theirs, ours), start=1):
        their, our = frame_of(their_packet, BUILT_IN), frame_of(our_packet, "ikev2")
        if our is None or their is None:
            continue
        figures.compared += their.items.total()
        figures.equal += (their.items & our.items).total()
        names = {item.name for item in their.items}
        missing = their.items - our.items
        added = Counter(
            {item: n for item, n in (our.items - their.items).items() if item.name in names}
        )
        for sign, items in (("-", missing), ("+", added)):
            for item, count in items.items():
                covering = [one for one in exceptions if one.covers(item, capture, number, their)]
                used.update(covering)
                if not covering:
                    figures.differences.append(f"{sign} frame {number}: {item} ({count} times)")
                elif sign == "-":
                    figures.excepted += count
    return figures
