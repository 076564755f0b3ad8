"""The sources keep to their zones (see zones.py).

SPDX-License-Identifier: GPL-2.0-or-later
"""
import re

import pytest

from cmake_build import REPOSITORY
from zones import violations


def test_every_include_is_one_that_its_folder_may_have():
    assert violations(REPOSITORY) == []


@pytest.mark.parametrize(
    "path, line",
    [
        ("plugin/ike/header.h", "#include <epan/packet.h>"),
        ("plugin/session/sa.cpp", "#include <glib.h>"),
        ("keyfile/store.cpp", "#  include <wsutil/filesystem.h>"),
        ("plugin/ike/header.h", '#include "plugin/crypto/prf.h"'),
        ("plugin/crypto/prf.h", '#include "plugin/session/sa.h"'),
        ("plugin/ike/header.h", '#include "plugin/epan/fields.h"'),
        ("plugin/epan/tree.cpp", '#include "plugin/session/sa.h"'),
        ("plugin/epan/tree.cpp", '#include "plugin/base/secret.h"'),
        ("plugin/session/sa.cpp", "#include <gcrypt.h>"),
        ("plugin/ike/header.cpp", '#include "header.h"'),
        ("plugin/new/header.cpp", "#include <vector>"),
    ],
)
def test_an_include_from_a_wrong_place_is_found(tmp_path, path, line):
    source = tmp_path / path
    source.parent.mkdir(parents=True)
    source.write_text(f"#pragma once\n{line}\n")
    assert len(violations(tmp_path)) == 1


@pytest.mark.parametrize(
    "path, line",
    [
        ("plugin/epan/tree.cpp", "#include <epan/packet.h>"),
        ("plugin/epan/tree.cpp", '#include "plugin/base/octets.h"'),
        ("plugin/epan/bridge/bridge.cpp", '#include "plugin/session/sa.h"'),
        ("plugin/session/sa.cpp", '#include "keyfile/store.h"'),
        ("plugin/crypto/prf.cpp", "#include <gcrypt.h>"),
    ],
)
def test_an_include_from_a_right_place_is_not_found(tmp_path, path, line):
    source = tmp_path / path
    source.parent.mkdir(parents=True)
    source.write_text(line)
    assert violations(tmp_path) == []


def test_the_core_is_compiled_without_the_headers_of_wireshark_and_glib(build):
    core = [
        (source, command)
        for source, command in build.compile_commands
        if "ikev2_core.dir" in command
    ]
    assert core
    for source, command in core:
        assert not re.search(r"-(I|isystem) ?\S*/(wireshark|glib-2\.0)", command), source
