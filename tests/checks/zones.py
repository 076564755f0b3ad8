"""Which folder may include what.

libwireshark leaves by longjmp and skips destructors, so the sources fall into three zones: the
core knows nothing of epan, the bridge calls the core for the glue, and only the glue calls epan.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import re

GLUE = "plugin/epan"
BRIDGE = "plugin/epan/bridge"

VALUES = ["plugin/base", "plugin/iana"]

# Folder to the folders and headers of this project that it may include besides itself.
MAY_INCLUDE = {
    "plugin/base": [],
    "plugin/iana": ["plugin/base"],
    "plugin/ike": VALUES,
    "plugin/crypto": VALUES,
    "plugin/ios": VALUES,
    "keyfile": VALUES,
    "plugin/session": [*VALUES, "plugin/ike", "plugin/crypto", "plugin/ios", "keyfile"],
    BRIDGE: [
        *VALUES,
        "plugin/ike",
        "plugin/crypto",
        "plugin/ios",
        "plugin/session",
        "keyfile",
        GLUE,
    ],
    GLUE: [
        "plugin/iana",
        "plugin/ike",
        "plugin/base/limits.h",
        "plugin/base/mix.h",
        "plugin/base/octets.h",
        "plugin/base/spi.h",
        "plugin/session/message_view.h",
        BRIDGE,
    ],
}

WIRESHARK_OR_GLIB = re.compile(r"^(epan|wsutil|wiretap|wireshark|glib|gio|gmodule|ws_)\b|^glib\.h")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def zone_of(path):
    """The folder of MAY_INCLUDE that holds `path`: the longest that fits, or None."""
    fitting = [folder for folder in MAY_INCLUDE if path.startswith(folder + "/")]
    return max(fitting, key=len, default=None)


def objection(path, quote, included):
    """Why the source `path` must not include `included`, or None."""
    zone = zone_of(path)
    if zone is None:
        return "is in no folder that the rules know"
    if WIRESHARK_OR_GLIB.search(included) and zone not in (GLUE, BRIDGE):
        return f"includes {included}, but {zone} is part of the core"
    if included == "gcrypt.h" and zone != "plugin/crypto":
        return f"includes {included}, but only plugin/crypto uses libgcrypt"
    other = zone_of(included)
    if other is None:
        return f'includes "{included}", which is no path from the top folder' if quote == '"' else None
    allowed = [zone, *MAY_INCLUDE[zone]]
    if other in allowed or included in allowed:
        return None
    return f"includes {included}, but {zone} may include {', '.join(allowed)} only"


def violations(root):
    """One line for each include under plugin/ and keyfile/ that breaks the rules."""
    found = []
    for folder in ("plugin", "keyfile"):
        for source in sorted((root / folder).rglob("*")):
            if source.suffix in (".h", ".cpp"):
                path = source.relative_to(root).as_posix()
                for quote, included in INCLUDE.findall(source.read_text()):
                    if text := objection(path, quote, included):
                        found.append(f"{path} {text}")
    return found
