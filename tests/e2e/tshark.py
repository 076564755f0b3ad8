"""Runs tshark with the plugin, as an ordinary user would.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

# Started by root, tshark ignores WIRESHARK_PLUGIN_DIR, so the tests become "nobody".
NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]

SANITIZER_REPORTS = ("ERROR: AddressSanitizer", "runtime error:")

# Unwinds through libraries without frame pointers: slow, but each leak then names its caller.
LEAK_OPTIONS = "detect_leaks=1:fast_unwind_on_malloc=0:malloc_context_size=40:exitcode=0"

# A boolean is 0 or 1 in Wireshark 4.0, False or True in later ones.
BOOLEANS = {"False": "0", "True": "1"}

# Octets that are too many for a line: Wireshark 4.0 shows 36 of them and "…", later ones more, and if these are
# still too many, "[…]" behind the field's name.
SHOWN_OCTETS = 36
OCTETS = re.compile(r"[0-9a-f]{2}(?::[0-9a-f]{2})*")

COLUMNS = 'gui.column.format:"No.","%m","Protocol","%p","Info","%i"'


@dataclass
class Result:
    """What one run of tshark left behind."""

    stdout: str
    stderr: str
    status: int

    def messages(self):
        """The lines that it wrote to stderr, but for empty ones."""
        return [line for line in self.stderr.splitlines() if line]


@dataclass
class Decode:
    """The canonical decode of a capture: one text per frame, and the messages on stderr."""

    frames: list
    messages: list

    def without(self, *fields):
        """The same but for the lines of `fields`."""
        endings = tuple(f"[{field}=" for field in fields)
        frames = [
            "".join(
                line
                for line in frame.splitlines(keepends=True)
                if not any(ending in line for ending in endings)
            )
            for frame in self.frames
        ]
        return Decode(frames, self.messages)

    def without_expert_items(self, name):
        """The same but for the expert items of this name."""
        return Decode([without_expert_items(frame, name) for frame in self.frames], self.messages)

    def text(self):
        parts = [*self.frames]
        if self.messages:
            parts.append("Messages\n" + "".join(f"    {line}\n" for line in self.messages))
        return "\n".join(parts)


class Tshark:
    """A tshark and its plugin, or Wireshark's own dissector where `build` is None.

    The plugin and each file that a run reads are copied to a folder of its own that any user can
    read: the repository may lie where only its owner can. `protocol` names the protocol whose
    subtree counts and the module of its preferences.
    """

    def __init__(self, build=None, protocol="ikev2"):
        self.protocol = protocol
        self.sanitized = build is not None and build.sanitized
        # As "4.0".
        self.series = build.plugin.parent.parent.name if build is not None else None
        self._stage = Path(tempfile.mkdtemp(prefix="ikev2-e2e-"))
        for folder in ("home", "plugins"):
            (self._stage / folder).mkdir()
        if build is not None:
            destination = self._stage / "plugins" / build.plugin.relative_to(build.plugin_dir)
            destination.parent.mkdir(parents=True)
            copy_for_all(build.plugin, destination)
        for folder in [self._stage, *self._stage.glob("**")]:
            folder.chmod(0o755)
        self._environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": str(self._stage / "home"),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "WIRESHARK_PLUGIN_DIR": str(self._stage / "plugins"),
        }
        if self.sanitized:
            self._environment |= {
                # Stock tshark is not instrumented, so the runtime has to come before libc.
                "LD_PRELOAD": build.runtime_library("libasan.so"),
                "ASAN_OPTIONS": "detect_leaks=0",
                "UBSAN_OPTIONS": "print_stacktrace=1",
                # Each block from malloc, so that an overrun of one is seen.
                "WIRESHARK_DEBUG_WMEM_OVERRIDE": "simple",
                "G_SLICE": "always-malloc",
            }

    def close(self):
        shutil.rmtree(self._stage)

    def run(
        self, capture, *arguments, keys=None, files=(), two_pass=False, leaks=False, status=0
    ):
        """Reads `capture` with `arguments` and gives back what came out.

        `keys` is a Path of a key file, or a string that is passed as it stands. tshark runs where
        `capture`, `keys` and the further `files` lie under their own names. The rest is as for
        run_program.
        """
        command = ["tshark", "-n", "-r", Path(capture).name]
        inputs = [capture, *files]
        if two_pass:
            command.append("-2")
        if isinstance(keys, Path):
            inputs.append(keys)
            keys = keys.name
        if keys is not None:
            command += ["-o", f"{self.protocol}.keylog_file:{keys}"]
        return self.run_program([*command, *arguments], inputs, leaks=leaks, status=status)

    def run_program(self, command, files, text="", leaks=False, status=0):
        """Runs a program of Wireshark's where copies of `files` lie, with `text` as its input.

        Fails the test if the exit status is not `status` (None: any), if a sanitizer reports an
        error, or, with `leaks`, if memory that the plugin allocated is leaked; then stderr is the
        leak report, which names leaks of Wireshark itself too.
        """
        prefix = self._prefix({"ASAN_OPTIONS": LEAK_OPTIONS} if leaks else {})
        with self.folder() as folder:
            for path in files:
                copy_for_user(path, folder / Path(path).name)
            done = subprocess.run(
                prefix + list(command),
                input=text.encode(),
                capture_output=True,
                cwd=folder,
                timeout=600,
            )
        result = Result(
            done.stdout.decode(errors="replace"),
            done.stderr.decode(errors="replace"),
            done.returncode,
        )
        for report in SANITIZER_REPORTS:
            assert report not in result.stderr, result.stderr
        if leaks:
            assert "LeakSanitizer" in result.stderr, "no leak report"
            records = result.stderr.split("\n\n")
            ours = [record for record in records if "/ikev2.so" in record or "/plugin/" in record]
            assert not ours, "\n\n".join(ours)
        assert status is None or result.status == status, f"exit {result.status}: {result.stderr}"
        return result

    def _prefix(self, variables):
        """What a command begins with to run as an ordinary user with the plugin."""
        variables = self._environment | variables
        prefix = ["env", "-i", *(f"{name}={value}" for name, value in variables.items())]
        return NOBODY + prefix if os.geteuid() == 0 else prefix

    def start(self, command):
        """Starts a program of Wireshark's whose input and output are pipes."""
        return subprocess.Popen(
            self._prefix({}) + list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self._stage,
        )

    @contextmanager
    def folder(self):
        """A folder that the programs can read, for as long as the context lasts."""
        with tempfile.TemporaryDirectory(dir=self._stage) as name:
            Path(name).chmod(0o755)
            yield Path(name)

    def fields(self, capture, names, *arguments, **options):
        """`-T fields`: for each frame, a list with, for each name, the list of its values."""
        for name in names:
            arguments += ("-e", name)
        result = self.run(
            capture, "-T", "fields", "-E", "separator=/t", "-E", "aggregator=|", *arguments, **options
        )
        return [
            [[shown(value) for value in cell.split("|")] if cell else [] for cell in line.split("\t")]
            for line in result.stdout.splitlines()
        ]

    def columns(self, capture, *arguments, **options):
        """For each frame its number, protocol and Info column."""
        result = self.run(capture, "-T", "tabs", "-o", COLUMNS, *arguments, **options)
        return [
            [cell.strip() for cell in line.split("\t", 2)] for line in result.stdout.splitlines()
        ]

    def pdml(self, capture, *arguments, **options):
        """For each frame its <packet> element, and the messages on stderr."""
        result = self.run(capture, "-T", "pdml", *arguments, **options)
        return ElementTree.fromstring(result.stdout).findall("packet"), result.messages()

    def decode(self, capture, *arguments, **options):
        """The canonical decode of `capture`: what the protocol's subtree shows, frame by frame."""
        columns = self.columns(capture, *arguments, **options)
        packets, messages = self.pdml(capture, *arguments, **options)
        assert len(packets) == len(columns)
        frames = []
        for (number, protocol, info), packet in zip(columns, packets):
            # What other dissectors say differs between one pass and two.
            own = protocol.lower() == self.protocol
            lines = [f"Frame {number}  {protocol}  {info}" if own else f"Frame {number}  {protocol}"]
            for tree in packet.findall("proto"):
                if tree.get("name") in (self.protocol, "_ws.malformed", "_ws.short"):
                    lines += tree_lines(tree)
            frames.append("".join(f"{line}\n" for line in lines))
        return Decode(frames, messages)


def copy_for_all(source, destination):
    """Copies a file so that any user can read it."""
    shutil.copyfile(source, destination)
    destination.chmod(0o644)


def copy_for_user(source, destination):
    """Copies a file so that only whoever the programs run as can read it, as keys should be."""
    shutil.copyfile(source, destination)
    destination.chmod(0o600)
    if os.geteuid() == 0:
        os.chown(destination, 65534, 65534)


def without_expert_items(frame, name):
    """A frame's text but for the expert items `name`: the line above each, and what is below it."""

    def depth(line):
        return len(line) - len(line.lstrip(" "))

    kept = []
    skipped = None
    lines = frame.splitlines(keepends=True)
    for line, following in zip(lines, [*lines[1:], ""]):
        if skipped is not None and depth(line) > skipped:
            continue
        skipped = depth(line) if f"[{name}=" in following and "[_ws.expert=" in line else None
        if skipped is None:
            kept.append(line)
    return "".join(kept)


def shown(value):
    """A field's value, the same for each version of Wireshark."""
    return BOOLEANS.get(value, value)


def without_excess(text, value):
    """A line of the tree whose field is `value`, with as many octets as each version of Wireshark shows."""
    label, separator, octets = text.partition(": ")
    digits = value.replace(":", "")
    if not OCTETS.fullmatch(value) or len(digits) <= 2 * SHOWN_OCTETS:
        return text
    if not octets or not digits.startswith(octets.removesuffix("…")):
        return text
    return f"{label.removesuffix(' […]')}{separator}{digits[: 2 * SHOWN_OCTETS]}…"


def tree_lines(node, depth=1):
    """A PDML subtree, indented: `showname  [field=show]`."""
    name, show, showname = (node.get(key, "") for key in ("name", "show", "showname"))
    text = without_excess(showname, show) or show
    if name:
        text += f"  [{name}={shown(show)}]"
    if node.get("hide") == "yes":
        text += "  (hidden)"
    lines = ["    " * depth + text]
    for child in node:
        lines += tree_lines(child, depth + 1)
    return lines
