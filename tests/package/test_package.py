"""The Debian package as this build makes it: what is in it, and that it is the same each time.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import re
import subprocess
import tarfile

import pytest

DOCUMENTS = "usr/share/doc/wireshark-ikev2/"


def packed(build, folder, **variables):
    """The package, made of the build in `folder`."""
    folder.mkdir()
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1700000000"} | variables
    command = ["cpack", "--config", build.directory / "CPackConfig.cmake", "-B", folder]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    (package,) = folder.glob("*.deb")
    return package


@pytest.fixture(scope="module")
def package(build, tmp_path_factory):
    return packed(build, tmp_path_factory.mktemp("package") / "once", TZ="UTC", LC_ALL="C.UTF-8")


@pytest.fixture(scope="module")
def control(package):
    """The fields of its control file."""
    text = subprocess.run(
        ["dpkg-deb", "-f", package], check=True, capture_output=True, text=True
    ).stdout
    return dict(re.findall(r"^([\w-]+): (.*)$", text, re.MULTILINE))


@pytest.fixture(scope="module")
def members(package):
    """Its files and folders, each a TarInfo, by path."""
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE) as process:
        with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
            return {member.name.removeprefix("./"): member for member in archive}


@pytest.fixture(scope="module")
def series(build):
    """Wireshark's series, as "4.0"."""
    return build.plugin.parent.parent.name


def test_it_installs_these_files(members, series):
    files = {name for name, member in members.items() if not member.isdir()}
    (plugin,) = {name for name in files if name.endswith(".so")}
    assert re.fullmatch(rf"usr/lib/[\w-]+/wireshark/plugins/{series}/epan/ikev2\.so", plugin)
    assert files - {plugin} == {
        "usr/bin/ikev2-ios-diff",
        "usr/bin/ikev2-keys",
        "usr/bin/ikev2-table",
        "usr/share/man/man1/ikev2-ios-diff.1.gz",
        "usr/share/man/man1/ikev2-keys.1.gz",
        "usr/share/man/man1/ikev2-table.1.gz",
        "usr/share/man/man5/ikev2-keyfile.5.gz",
        "usr/share/man/man7/ikev2-dissector.7.gz",
        "usr/share/wireshark/profiles/IKEv2/colorfilters",
        "usr/share/wireshark/profiles/IKEv2/dfilter_buttons",
        "usr/share/wireshark/profiles/IKEv2/preferences",
        "usr/share/wireshark/profiles/IKEv2/recent",
        DOCUMENTS + "FORMAT.md",
        DOCUMENTS + "README.md",
        DOCUMENTS + "STATISTICS.md",
        DOCUMENTS + "changelog.Debian.gz",
        DOCUMENTS + "changelog.gz",
        DOCUMENTS + "copyright",
    }


def test_only_root_can_change_what_it_installs(members):
    for name, member in members.items():
        assert (member.uid, member.gid) == (0, 0), name
        executable = member.isdir() or name.startswith("usr/bin/")
        assert member.mode & 0o7777 == (0o755 if executable else 0o644), name


def test_it_depends_on_the_series_of_wireshark_that_it_was_built_for(control, series):
    major, minor = series.split(".")
    assert f"wireshark-common (>= {series})" in control["Depends"]
    assert f"wireshark-common (<< {major}.{int(minor) + 1}~)" in control["Depends"]
    # By the libraries themselves, whose names have a number that each series counts up.
    assert re.search(r"libwireshark\d+", control["Depends"])
    assert f"+ws{series}-" in control["Version"]


def test_it_is_the_same_when_it_is_made_again(build, package, tmp_path):
    again = packed(build, tmp_path / "again", TZ="Asia/Tokyo", LC_ALL="C")
    assert again.name == package.name
    assert again.read_bytes() == package.read_bytes()
