"""Markdown, as far as this repository uses it, written as a manual page for man(7).

SPDX-License-Identifier: GPL-2.0-or-later
"""
import re

SPECIAL = {
    "\\": r"\e",
    "-": r"\-",
    "^": r"\(ha",
    "~": r"\(ti",
    "`": r"\(ga",
    "'": r"\(aq",
    '"': r"\(dq",
}
INLINE = re.compile(r"`(?P<code>[^`]+)`|\*\*(?P<bold>[^*]+)\*\*|\[(?P<label>[^]]+)\]\([^)]+\)")
CELLS = re.compile(r"(?<!\\)\|")
ITEM = re.compile(r"- ")


def plain(text):
    """`text`, with what roff would take for its own."""
    escaped = "".join(
        SPECIAL.get(c, c if c.isascii() else rf"\[u{ord(c):04X}]") for c in text
    )
    return rf"\&{escaped}" if escaped.startswith(".") else escaped


def inline(text):
    """A paragraph's text: code and bold in bold, of a link its label."""
    parts = []
    end = 0
    for match in INLINE.finditer(text):
        parts.append(plain(text[end : match.start()]))
        if match["label"]:
            parts.append(inline(match["label"]))
        else:
            parts.append(rf"\fB{plain(match['code'] or match['bold'])}\fR")
        end = match.end()
    parts.append(plain(text[end:]))
    line = "".join(parts)
    return rf"\&{line}" if line.startswith((".", r"\(aq")) else line


def literal(lines):
    """Lines that stay as they are."""
    return [".PP", ".RS 4", ".EX", *(plain(line) for line in lines), ".EE", ".RE"]


def tagged(tag, paragraphs):
    """An item of a list whose `tag` is markdown."""
    lines = [".TP", inline(tag)]
    for number, paragraph in enumerate(paragraphs):
        lines += [".IP"] * (number > 0) + [inline(paragraph)]
    # A tag alone: the next macro would be taken for its text.
    return lines if paragraphs else [*lines, r"\&"]


def cells(row):
    parts = CELLS.split(row.strip().strip("|"))
    return [part.strip().replace(r"\|", "|") for part in parts]


def table(rows):
    """A table: its first column are tags, the others paragraphs below, named from the third on."""
    head, _, *body = [cells(row) for row in rows]
    lines = []
    for first, *others in body:
        texts = [text if n == 0 else f"{head[n + 1]}: {text}" for n, text in enumerate(others) if text]
        lines += tagged(first, texts)
    return lines


def section(level, title):
    """A heading; in capitals at the top, as manual pages have it."""
    text = plain(re.sub(r"[`*]", "", title))
    if level <= 2:
        return [f".SH {quoted(text.upper() if '(u' not in text else text)}"]
    return [f".SS {quoted(text)}"]


def quoted(text):
    return f'"{text}"'


def blocks(text):
    """The blocks of markdown: (kind, lines)."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        line = lines[at]
        start = at
        if not line.strip():
            at += 1
        elif line.startswith("```"):
            at = lines.index("```", at + 1) + 1
            yield "literal", lines[start + 1 : at - 1]
        elif line.startswith("    "):
            while at < len(lines) and (lines[at].startswith("    ") or not lines[at].strip()):
                at += 1
            yield "literal", [one[4:] for one in "\n".join(lines[start:at]).rstrip().split("\n")]
        elif line.startswith("#"):
            at += 1
            yield "heading", [line]
        elif line.startswith("|"):
            while at < len(lines) and lines[at].startswith("|"):
                at += 1
            yield "table", lines[start:at]
        else:
            at += 1
            while at < len(lines) and lines[at].strip() and not lines[at].startswith(("#", "|", "```")):
                if ITEM.match(lines[at]):
                    break
                at += 1
            kind = "item" if ITEM.match(line) else "paragraph"
            yield kind, lines[start:at]


def from_markdown(text):
    """The lines of roff for markdown. A heading of the first level is left out: it is the page's."""
    result = []
    for kind, lines in blocks(text):
        if kind == "literal":
            result += literal(lines)
        elif kind == "heading":
            marks, title = lines[0].split(" ", 1)
            if len(marks) > 1:
                result += section(len(marks), title)
        elif kind == "table":
            result += table(lines)
        elif kind == "item":
            lines = [lines[0][2:], *lines[1:]]
            result += [r".IP \(bu 2", inline(" ".join(line.strip() for line in lines))]
        else:
            result += [".PP", inline(" ".join(line.strip() for line in lines))]
    return result
