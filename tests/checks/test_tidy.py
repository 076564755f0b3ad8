"""clang-tidy, as target "tidy" runs it, finds what it is there to find.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cmake_build import REPOSITORY

HEADER = """\
#pragma once
#include <string>
template <typename T> bool nothing(const T& text) { if (text.empty()) return true; return false; }
struct lower_case { bool none = nothing(std::string{}); };
"""

SOURCE = """\
#include "own.h"
#include <utility>
namespace {
int deref(const int* pointer) { return pointer == nullptr ? *pointer : 1; }
}
int in_source(const int* given, std::string text) {
    const std::string moved = std::move(text);
    const lower_case one;
    return deref(given) + (one.none ? 1 : 0) + static_cast<int>(text.size() + moved.size());
}
"""


@pytest.fixture(scope="module")
def findings(tmp_path_factory, build):
    """(file, line, check) of each finding in HEADER and SOURCE, which are not passed as clean."""
    if not shutil.which("clang-tidy-14"):
        pytest.skip("clang-tidy-14 is not here")
    plugins = sorted((build.directory / "tests/checks").glob("*ikev2_tidy_scope*.so"))
    top = tmp_path_factory.mktemp("tidy")
    source, stamp = top / "plugin/own.cpp", top / "own.ok"
    source.parent.mkdir()
    source.with_name("own.h").write_text(HEADER)
    source.write_text(SOURCE)
    shutil.copy(REPOSITORY / ".clang-tidy", top)
    compiled = f"{build.compiler} -std=c++20 -o own.o -c {source}"
    entry = {"directory": str(top), "file": str(source), "command": compiled}
    (top / "compile_commands.json").write_text(json.dumps([entry]))
    command = [sys.executable, Path(__file__).with_name("tidy.py"), top, source, stamp, *plugins]
    printed = subprocess.run(command, capture_output=True, text=True).stdout
    assert not stamp.exists()
    return set(re.findall(r"^\S+/(own\.\w+):(\d+):\d+: error: .*\[([a-z0-9A-Z.-]+),", printed, re.M))


@pytest.mark.parametrize(
    "finding",
    [
        ("own.h", "3", "readability-braces-around-statements"),
        ("own.h", "4", "readability-identifier-naming"),
        ("own.cpp", "4", "clang-analyzer-core.NullDereference"),
        ("own.cpp", "9", "bugprone-use-after-move"),
    ],
)
def test_what_is_wrong_in_a_source_or_in_its_header_is_found(findings, finding):
    assert finding in findings
