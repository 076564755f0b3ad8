"""What every Python test knows: the repository, and the build directory that is tested.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
from pathlib import Path

import pytest

from cmake_build import REPOSITORY, CMakeBuild


def pytest_addoption(parser):
    parser.addoption(
        "--build-dir",
        type=Path,
        default=Path(os.environ.get("IKEV2_BUILD_DIR", REPOSITORY / "build")),
        help="CMake build directory to test (default: $IKEV2_BUILD_DIR, or build/)",
    )


def pytest_collection_modifyitems(config, items):
    build = CMakeBuild(config.getoption("--build-dir"))
    unfit = "unsanitized" if build.sanitized else "sanitized"
    fitting = [item for item in items if not item.get_closest_marker(unfit)]
    config.hook.pytest_deselected(items=[item for item in items if item not in fitting])
    items[:] = fitting


@pytest.fixture(scope="session")
def build(pytestconfig):
    """The CMakeBuild under test."""
    return CMakeBuild(pytestconfig.getoption("--build-dir"))
