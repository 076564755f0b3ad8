"""What a command says to --help, as markdown of a manual page.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import re
import subprocess

USAGE = re.compile(r"usage: *", re.IGNORECASE)
ENTRY = re.compile(r"  (?P<tag>\S.*?)(?:  +(?P<text>\S.*))?$")


def output_of(command):
    """What `command` writes; 80 columns wide, in English."""
    environment = os.environ | {"COLUMNS": "80", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return done.stdout


def synopsis(lines):
    """The commands that "Usage:" names, one a line; a further line of one is indented more."""
    commands = []
    name = USAGE.sub("", lines[0]).split()[0]
    for line in lines:
        line = USAGE.sub("", line).strip()
        if line.split()[0] == name:
            commands.append(line)
        else:
            commands[-1] += " " + line
    return "\n\n".join(re.sub(rf"^{re.escape(name)}\b", f"`{name}`", one) for one in commands)


def entries(lines):
    """A list of options or commands: rows of a table."""
    found = []
    for line in lines:
        match = ENTRY.match(line)
        if match:
            found.append([match["tag"], match["text"] or ""])
        else:
            found[-1][1] = f"{found[-1][1]} {line.strip()}".strip()
    rows = [f"| `{tag}` | {text} |".replace("|  |", "| |") for tag, text in found]
    return "\n".join(["| option | meaning |", "|---|---|", *rows])


def sections(text):
    """The sections SYNOPSIS, DESCRIPTION, OPTIONS and EXIT STATUS for the text of --help."""
    usage, *rest = [part.splitlines() for part in re.split(r"\n\s*\n", text.strip("\n"))]
    description, options, status = [], [], []
    for lines in rest:
        if lines[0].startswith("Exit status:"):
            # What follows its first sentence is about the command.
            head, _, tail = " ".join(lines).removeprefix("Exit status:").strip().partition(". ")
            status.append(head.rstrip(".") + ".")
            description += [tail] if tail else []
        elif lines[0].startswith("  ") or (lines[0].endswith(":") and lines[1:]):
            options.append(entries([line for line in lines if line.startswith("  ")]))
        else:
            description.append(" ".join(lines))
    result = ["## Synopsis", synopsis(usage), "## Description", *description]
    result += ["## Options", *options] if options else []
    result += ["## Exit status", *status] if status else []
    return "\n\n".join(result)
