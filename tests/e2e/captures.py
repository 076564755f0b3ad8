"""Where the captures that the tests read lie.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from pathlib import Path

import pytest

from cmake_build import REPOSITORY

OWN = REPOSITORY / "captures"
SHARED = REPOSITORY.parent / "shared" / "captures"

CISCO_PSK = OWN / "cisco-ios-psk"
"""IKE_SA_INIT and IKE_AUTH of two Cisco routers, four messages."""


def own_captures():
    """Every folder under captures/ with a capture, its keys and what they must decode to."""
    return sorted(folder.parent for folder in OWN.glob("*/capture.pcap"))


def secrets_of(folder):
    """What opens and verifies the capture of `folder`: arguments of Tshark.run and its options.

    Where there is no key file, the log of the initiator is what has the keys.
    """
    certificates = folder / "certificates.pem"
    keys = folder / "keys.txt"
    options = {"keys": keys if keys.exists() else next(folder.glob("*-initiator.log"))}
    if not certificates.exists():
        return [], options
    arguments = ["-o", f"ikev2.certificate_file:{certificates.name}"]
    return arguments, options | {"files": [certificates]}


def shared_captures(folder):
    """The captures of other projects in ../shared/captures/FOLDER, as parameters of a test.

    They are not part of this repository: where they are absent, one test is skipped and says so.
    """
    found = sorted(path for path in (SHARED / folder).glob("*") if ".pcap" in path.suffix or path.suffix == ".snoop")
    if not found:
        reason = f"{SHARED / folder}: no captures there"
        return [pytest.param(Path(), marks=pytest.mark.skip(reason=reason), id=folder)]
    return [pytest.param(path, id=path.name) for path in found]
