"""Runs clang-tidy on one source of a build: tidy.py BUILD_DIRECTORY SOURCE STAMP [PLUGIN]

Touches STAMP if nothing was found, and writes STAMP.d: what the source includes, for Ninja.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import shlex
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cmake_build import CMakeBuild  # noqa: E402

build_directory, source, stamp, *plugins = map(Path, sys.argv[1:])
commands = [
    command
    for file, command in CMakeBuild(build_directory).compile_commands
    if file == source
]
if not commands:
    sys.exit(f"{source}: no target compiles it")

stamp.parent.mkdir(parents=True, exist_ok=True)
dependencies = shlex.split(commands[0])
dependencies[dependencies.index("-o") :] = ["-MM", "-MQ", stamp, "-MF", f"{stamp}.d", source]
subprocess.run(dependencies, cwd=build_directory, check=True)

tidy = ["clang-tidy-14", "--quiet", "-p", build_directory, source]
tidy += [f"--load={plugin}" for plugin in plugins]
found = subprocess.run(tidy, capture_output=True, text=True)
sys.stdout.write(found.stdout)
if found.returncode != 0:
    sys.stderr.write(found.stderr)
    sys.exit(found.returncode)
stamp.touch()
