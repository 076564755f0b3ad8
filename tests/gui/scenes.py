"""What is looked at in Wireshark's window: each scene is a capture and a module that checks it.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from dataclasses import dataclass


@dataclass(frozen=True)
class Scene:
    """`module` has the function findings(window, task): every thing that ought to be seen and is
    not; it keeps a picture of what is."""

    module: str
    capture: str
    frame: int
    arguments: tuple = ("-n",)


WITH_PROFILE = ("-C", "IKEv2")

SCENES = {
    "ike-auth": Scene("check_ike_auth", "cisco-ios-psk", 3),
    "failure": Scene("check_failure", "failed-negotiations", 4, ("-n", *WITH_PROFILE)),
    "statistics": Scene("check_statistics", "failed-negotiations", 1),
    "conversations": Scene("check_conversations", "troubled-exchanges", 1, ("-n", *WITH_PROFILE)),
    "preferences": Scene("check_preferences", "cisco-ios-psk", 3),
}
