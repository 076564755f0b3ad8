"""Plays a scene in Wireshark, takes a picture, and says what is not shown.

Runs on a D-Bus session of its own, as an ordinary user: `screenshot` starts it so, in the folder
that holds capture.pcap, keys.txt and facts.json.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import argparse
import importlib
import sys
from pathlib import Path

from accessible import NotShown
from display import wireshark, x_server
from gi.repository import GLib
from scenes import SCENES
from task import Task, read_facts
from wireshark_window import WiresharkWindow


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scene", choices=SCENES, required=True)
    parser.add_argument("--picture", type=Path, required=True)
    arguments = parser.parse_args()
    scene = SCENES[arguments.scene]
    task = Task(read_facts("facts.json"), scene.frame, arguments.picture)
    check = importlib.import_module(scene.module)
    keys = ("-o", "ikev2.keylog_file:keys.txt")
    with x_server(), wireshark("capture.pcap", scene.frame, *keys, *scene.arguments) as process:
        try:
            found = list(check.findings(WiresharkWindow(process), task))
        except NotShown as missing:
            found = [str(missing)]
        except GLib.Error as error:
            found = [f"the whole of it, the window went: {error.message}"]
    for finding in found:
        print(f"Not shown: {finding}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
