"""What a check of the window is given, and gives back.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
from dataclasses import dataclass
from pathlib import Path

from accessible import NotShown


@dataclass
class Task:
    """A frame of a capture whose facts.json is `facts`. The picture is written to `picture`."""

    facts: dict
    frame: int
    picture: Path

    def keep(self, picture, rectangle=None):
        """Keeps this picture, or what is in `rectangle` of it."""
        self.picture.write_bytes(picture.cut(rectangle) if rectangle else picture.ppm)


def read_facts(path):
    return json.loads(Path(path).read_text())


def unless_missing(check, *arguments):
    """What `check` finds, up to what it cannot go on without."""
    try:
        yield from check(*arguments)
    except NotShown as missing:
        yield str(missing)
