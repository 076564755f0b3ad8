"""The documents speak of what is there: files, commands, messages.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import re
import subprocess

import pytest

from cmake_build import REPOSITORY

DOCUMENTS = ["README.md", "plugin/CONTRIBUTING.md", "plugin/STATISTICS.md", "keyfile/FORMAT.md"]


def text_of(document):
    return (REPOSITORY / document).read_text()


def source_text():
    """All string literals of the plugin, in one line each source."""
    sources = [*REPOSITORY.glob("plugin/**/*.cpp"), *REPOSITORY.glob("keyfile/*.cpp")]
    # A literal may be written in parts.
    return "".join(re.sub(r'"\s*"', "", source.read_text()) for source in sources)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_file_that_a_document_names_is_there(document):
    named = re.findall(r"`((?:plugin|keyfile|captures|tests)/[\w./-]+)`", text_of(document))
    missing = [name for name in named if "NAME" not in name and not (REPOSITORY / name).exists()]
    # Of several with one name: draw_cp_*.cpp.
    patterns = re.findall(r"`((?:plugin|keyfile|captures|tests)/[\w./-]*\*[\w./*-]*)`", text_of(document))
    missing += [pattern for pattern in patterns if not list(REPOSITORY.glob(pattern))]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_link_leads_somewhere(document):
    for target in re.findall(r"\]\(([^)]+)\)", text_of(document)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        linked = (REPOSITORY / document).parent / path if path else REPOSITORY / document
        assert linked.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.*)$", linked.read_text(), re.MULTILINE)
            anchors = [re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles]
            assert anchor in anchors, target


@pytest.mark.parametrize("document", ["README.md", "plugin/CONTRIBUTING.md"])
def test_a_command_that_a_document_names_is_one_of_dev(document):
    told = subprocess.run(
        [REPOSITORY / "dev"], check=True, capture_output=True, text=True
    ).stdout
    commands = set(re.findall(r"\./dev (\w+(?: --\w+)?)", text_of(document)))
    assert commands
    assert {command for command in commands if f"  {command}" not in told} == set()


def test_the_messages_that_the_troubleshooting_quotes_are_the_programs():
    section = text_of("README.md").partition("## Troubleshooting")[2].partition("\n## ")[0]
    quoted = re.findall(r'^\| "([^"]+?)(?: \.\.\.)?" \|', section, re.MULTILINE)
    assert len(quoted) >= 5
    literals = source_text()
    assert [message for message in quoted if message not in literals] == []
