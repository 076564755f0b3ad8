# What the tests share: where vectors and transcripts lie, and the captures once made.
# SPDX-License-Identifier: GPL-2.0-or-later

import json
from pathlib import Path
from typing import Any

import pytest

from ikev2gen.capture import Capture
from ikev2gen.scenarios import SCENARIOS

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(scope="session")
def vectors():
    """Loads a file of published vectors, or skips where the collection is absent."""

    def load(name: str) -> Any:
        path = SHARED / "vectors" / name
        if not path.is_file():
            pytest.skip(f"the vector collection has no {name} here")
        return json.loads(path.read_text())

    return load


@pytest.fixture(scope="session")
def transcript():
    """The lines of a Cisco IOS transcript, or skips where they are absent."""

    def load(name: str) -> list[str]:
        path = SHARED / "ios-debug" / name
        if not path.is_file():
            pytest.skip(f"the transcript {name} is not here")
        return path.read_text().splitlines()

    return load


@pytest.fixture(scope="session")
def captures() -> dict[str, Capture]:
    return {name: build() for name, build in SCENARIOS.items()}
