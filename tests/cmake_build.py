"""A CMake build directory of this project, as the tests see it.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import re
import subprocess
from functools import cached_property
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


class CMakeBuild:
    """Where the plugin lies and how it was built."""

    def __init__(self, directory):
        self.directory = Path(directory).resolve()

    @cached_property
    def cache(self):
        """The variables of CMakeCache.txt."""
        text = (self.directory / "CMakeCache.txt").read_text()
        return dict(re.findall(r"^([\w-]+):\w+=(.*)$", text, re.MULTILINE))

    @property
    def sanitized(self):
        return self.cache.get("IKEV2_SANITIZE") == "ON"

    @property
    def plugin_dir(self):
        """What WIRESHARK_PLUGIN_DIR has to be: the folder that holds <major.minor>/epan/."""
        return self.directory / "plugins"

    @property
    def plugin(self):
        """ikev2.so itself."""
        found = list(self.plugin_dir.glob("*/epan/ikev2.so"))
        assert len(found) == 1, f"{self.plugin_dir}: {len(found)} plugins, expected one"
        return found[0]

    def convert(self, log):
        """The secrets in a log of another program as lines of a key file."""
        command = [self.directory / "ikev2-keys", "convert", log]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    @property
    def compiler(self):
        return self.cache["CMAKE_CXX_COMPILER"]

    @cached_property
    def compile_commands(self):
        """Source file to the command that compiles it, for all targets."""
        text = (self.directory / "compile_commands.json").read_text()
        return [(Path(entry["file"]), entry["command"]) for entry in json.loads(text)]

    def runtime_library(self, name):
        """Path of one of the compiler's own libraries, such as libasan.so."""
        command = [self.compiler, f"-print-file-name={name}"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
