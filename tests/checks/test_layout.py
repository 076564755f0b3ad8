"""What lies where in the repository.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import subprocess

import pytest

from cmake_build import REPOSITORY

TOP_LEVEL = {
    "CHANGELOG.md",
    "CMakeLists.txt",
    "LICENSE",
    "README.md",
    "captures",
    "dev",
    "keyfile",
    "plugin",
    "tests",
}

SOURCE_NAMES = {"CMakeLists.txt", "dev", "run"}
SOURCE_SUFFIXES = {".c", ".cpp", ".h", ".py", ".sh", ".cmake", ".in"}

SPDX = "SPDX-License-Identifier: GPL-2.0-or-later"


def repository_files():
    """Paths, from the top folder, of the files that are or could be committed."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others"]
    command.append("--exclude-standard")
    listed = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPOSITORY)
    paths = [REPOSITORY / name for name in listed.stdout.split("\0") if name]
    return [path.relative_to(REPOSITORY) for path in paths if path.is_file()]


@pytest.fixture(scope="module")
def files():
    return repository_files()


def test_the_top_folder_holds_what_the_rules_name_and_nothing_else(files):
    top = {path.parts[0] for path in files}
    assert {name for name in top if not name.startswith(".")} - TOP_LEVEL == set()


def is_source(path):
    """Whether `path` is code: by its name, or by its first line."""
    if path.suffix in SOURCE_SUFFIXES or path.name in SOURCE_NAMES:
        return True
    return not path.suffix and (REPOSITORY / path).read_bytes().startswith(b"#!")


def test_every_source_names_its_licence_near_its_top(files):
    sources = [path for path in files if is_source(path)]
    assert sources
    without = [
        str(path)
        for path in sources
        if not any(SPDX in line for line in (REPOSITORY / path).read_text().splitlines()[:8])
    ]
    assert without == []
