"""What the plugin registers with Wireshark, as tshark -G tells it, in markdown.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

# Started by root, tshark does not load a plugin that is not installed.
NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]

PREFERENCE = re.compile(r"((?:^#.*\n)+)^#(ikev2\.\w+): *(.*)$", re.MULTILINE)
TYPE = re.compile(r"FT_(\w+)")


class Plugin:
    """tshark with the plugin in `folder`, which is laid out as WIRESHARK_PLUGIN_DIR is."""

    def __init__(self, tshark, folder):
        self._tshark = tshark
        self._folder = Path(folder)

    def report(self, *arguments):
        """What tshark prints with `arguments`."""
        with tempfile.TemporaryDirectory(prefix="ikev2-manual-") as name:
            stage = Path(name)
            shutil.copytree(self._folder, stage / "plugins")
            for path in [stage, *stage.glob("**/*")]:
                path.chmod(0o755)
            variables = {"HOME": str(stage), "WIRESHARK_PLUGIN_DIR": str(stage / "plugins")}
            prefix = NOBODY if os.geteuid() == 0 else []
            done = subprocess.run(
                [*prefix, self._tshark, *arguments],
                check=True,
                capture_output=True,
                text=True,
                env=os.environ | variables | {"LC_ALL": "C.UTF-8"},
            )
        # `-z help` writes to stderr, as some versions do.
        return done.stdout + done.stderr

    def fields(self):
        """(name, abbreviation, type, description) of each field, in the order of registration."""
        for line in self.report("-G", "fields").splitlines():
            kind, *cells = line.split("\t")
            if kind == "F" and cells[1].startswith("ikev2."):
                yield cells[0], cells[1], cells[2], cells[6] if len(cells) > 6 else ""


def row(*texts):
    return "| " + " | ".join(text.replace("|", r"\|") for text in texts) + " |"


def head(*names):
    return [row(*names), row(*["---"] * len(names))]


def preferences(plugin):
    """A list of the preferences: what each is for, and its default."""
    rows = head("preference", "meaning", "default")
    for comment, name, value in PREFERENCE.findall(plugin.report("-G", "defaultprefs")):
        *meaning, values = [line.lstrip("# ") for line in comment.splitlines()]
        # The last line says what values there are.
        rows.append(row(f"`{name}`", f"{' '.join(meaning)} {values}.", value or "none"))
    return "\n".join(rows)


def fields(plugin):
    """A list of the fields that have a value, or hold others."""
    rows = head("field", "meaning")
    for name, abbreviation, type_, description in plugin.fields():
        # Without a value: it holds others, or is a remark of the expert system.
        kind = "" if type_ == "FT_NONE" else f" ({TYPE.match(type_)[1].lower()})"
        text = f"{name}{kind}. {description}" if description else f"{name}{kind}"
        rows.append(row(f"`{abbreviation}`", text))
    return "\n".join(rows)


def statistics(plugin):
    """The names of the statistics."""
    names = re.findall(r"^\s+((?:\w+,)?ikev2(?:,\S+)?)$", plugin.report("-z", "help"), re.MULTILINE)
    return "\n".join(f"- `-z {name}`" for name in names)


def ports(plugin):
    """Where Wireshark's tables of dissectors name the plugin."""
    lines = [line.split("\t") for line in plugin.report("-G", "decodes").splitlines()]
    rows = [cells for cells in lines if len(cells) == 3 and cells[2].startswith("ikev2")]
    names = sorted((table, int(value)) for table, value, _ in rows)
    return "\n".join(f"- `{table}` {value}" for table, value in names)
