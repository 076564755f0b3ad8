"""The manual pages: that they can be read, and say what the programs do.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import re
import subprocess
import sys

import pytest

from cmake_build import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "plugin/manual"))

import registered  # noqa: E402

PAGES = ["ikev2-dissector.7", "ikev2-ios-diff.1", "ikev2-keyfile.5", "ikev2-keys.1", "ikev2-table.1"]


@pytest.fixture(scope="module")
def pages(build):
    """Where the manual pages of the build are."""
    return build.directory / "plugin/manual"


@pytest.fixture(scope="module")
def plugin(build):
    return registered.Plugin("tshark", build.plugin_dir)


def run(*command):
    environment = os.environ | {"LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANPAGER": "cat"}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment)


def shown(page):
    """What man shows of a page, without the blanks between words and where lines end."""
    text = run("man", "--no-hyphenation", "--no-justification", "--local-file", page).stdout
    return re.sub(r"\s+", " ", text)


def test_there_is_a_page_for_each_command_and_for_key_file_and_plugin(pages):
    assert sorted(path.stem for path in pages.glob("*.gz")) == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_rendered_without_warnings(pages, page):
    assert run("man", "--warnings=w", "--local-file", pages / page).stderr == ""
    # tbl(1) and preconv(1) are not needed.
    assert run("groff", "-man", "-ww", "-z", "-Tutf8", pages / page).stderr == ""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_a_name_that_the_index_of_pages_takes(pages, page):
    found = run("lexgrog", pages / page).stdout
    assert re.search(rf'"{page[:-2]} - \w[^"]+"', found), found


@pytest.mark.parametrize("page", PAGES)
def test_nothing_of_the_markdown_is_left(pages, page):
    text = shown(pages / page)
    assert "{{" not in text
    assert "](" not in text
    assert "|---" not in text


@pytest.mark.parametrize("command", ["ikev2-keys", "ikev2-ios-diff", "ikev2-table"])
def test_a_page_has_every_option_of_its_command(build, pages, command):
    paths = {
        "ikev2-keys": build.directory / command,
        "ikev2-ios-diff": REPOSITORY / "plugin/ios" / command,
        "ikev2-table": REPOSITORY / "plugin/batch" / command,
    }
    told = run(paths[command], "--help").stdout
    options = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", told))
    assert options
    text = shown(pages / f"{command}.1")
    assert {option for option in options if option not in text} == set()


def test_the_page_of_the_plugin_has_every_preference_field_and_statistic(pages, plugin):
    text = shown(pages / "ikev2-dissector.7")
    defaults = plugin.report("-G", "defaultprefs")
    preferences = re.findall(r"^#(ikev2\.\w+):", defaults, re.MULTILINE)
    fields = [abbreviation for _, abbreviation, _, _ in plugin.fields()]
    statistics = [word for word in plugin.report("-z", "help").split() if "ikev2" in word]
    assert len(preferences) >= 5 and len(fields) >= 500 and len(statistics) >= 5
    words = set(text.split())
    assert {name for name in preferences + fields + statistics if name not in words} == set()
