# The README of a capture's directory.
# SPDX-License-Identifier: GPL-2.0-or-later

from .payload import Facts, all_of

LICENCE = "GPL-2.0-or-later, as the program that made it."


def readme(
    name: str,
    title: str,
    about: str,
    origin: str,
    frames: list[Facts],
    key_files: dict[str, str],
) -> str:
    """Markdown; `key_files` maps file names to what each is for."""
    files = {
        "capture.pcap": "the capture, Ethernet",
        "facts.json": "what each frame must decode to and all values of its SAs, from the generator",
        **key_files,
    }
    rows = "\n".join(_frame_row(frame) for frame in frames)
    file_rows = "\n".join(f"| `{file}` | {purpose} |" for file, purpose in files.items())
    return f"""# {title}

{about.strip()}

## Frames

Lengths are those of the IKE message or ESP packet in octets; an SK payload is followed by what it
holds.

| frame | time (UTC) | from | to | message | length | payloads |
|---|---|---|---|---|---|---|
{rows}

## Files

| file | what it holds |
|---|---|
{file_rows}

## Origin

{origin.strip()}

Made by `captures/generate/make {name}`; `captures/generate/make --check {name}` tells whether
these files are still what it makes.

Licence: {LICENCE}
"""


def _frame_row(frame: Facts) -> str:
    kind, length, payloads = _CONTENT[frame["kind"]](frame)
    if "note" in frame:
        kind += f" ({frame['note']})"
    cells = (
        str(frame["number"]),
        frame["time"].split(" ")[1],
        _end(frame, "source"),
        _end(frame, "destination"),
        kind,
        length,
        payloads,
    )
    return "| " + " | ".join(cells) + " |"


def _end(frame: Facts, side: str) -> str:
    port = frame.get(f"{side}_port")
    return str(frame[side]) if port is None else f"{frame[side]} port {port}"


def _ike(frame: Facts) -> tuple[str, str, str]:
    ike = frame["ike"]
    direction = "response" if ike["response"] else "request"
    kind = f"{ike['exchange_name']} {direction}, ID {ike['message_id']}"
    return kind, str(ike["length"]), _payloads(ike["payloads"])


def _payloads(payloads: list[Facts]) -> str:
    return ", ".join(_payload(payload) for payload in payloads)


def _payload(payload: Facts) -> str:
    name: str = payload["name"]
    if name == "N":
        return f"N({payload['notify_name']})"
    if name == "SK":
        return f"SK {{{_payloads(payload['payloads'])}}}"
    if name == "SKF":
        return f"SKF {payload['fragment']}/{payload['total']}"
    return name.capitalize() if name == "NONCE" else name


def _esp(frame: Facts) -> tuple[str, str, str]:
    esp = frame["esp"]
    return f"ESP, SPI {esp['spi']}, sequence {esp['sequence']}", str(esp["length"]), ""


def _keepalive(_frame: Facts) -> tuple[str, str, str]:
    return "NAT keepalive", "1", ""


def _tcp(frame: Facts) -> tuple[str, str, str]:
    """A segment; of the messages in its stream those that end in it."""
    contents = [_ike({"ike": ike}) for ike in all_of(frame, "ike")]
    contents += [_esp({"esp": esp}) for esp in all_of(frame, "esp")]
    kinds = [each for each in frame["ending"] if each not in ("ike", "esp")]
    kinds += [kind for kind, _, _ in contents]
    text = f"TCP {' '.join(frame['flags'])}"
    if frame["tcp_length"]:
        text += f", {frame['tcp_length']} octets: " + ("; ".join(kinds) or "part of a message")
    lengths = "; ".join(length for _, length, _ in contents)
    return text, lengths, "; ".join(payloads for _, _, payloads in contents if payloads)


_CONTENT = {"ike": _ike, "esp": _esp, "esp-in-udp": _esp, "nat-keepalive": _keepalive, "tcp": _tcp}
