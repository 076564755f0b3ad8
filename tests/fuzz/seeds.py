"""Writes the inputs that a fuzz target begins with: seeds.py TARGET FOLDER

They are made of the captures of this repository, and of ../shared where that is.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import re
import struct
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
SHARED = TOP.parent / "shared"


def string(octets):
    """Octets with their length in front."""
    return struct.pack(">H", len(octets)) + octets


def packets(path):
    """The packets of a pcap file, from the first octet of the link layer on."""
    data = path.read_bytes()
    order = {b"\xd4\xc3\xb2\xa1": "<", b"\xa1\xb2\xc3\xd4": ">"}.get(data[:4])
    position = 24
    while order and position + 16 <= len(data):
        length = struct.unpack_from(order + "I", data, position + 8)[0]
        yield data[position + 16 : position + 16 + length]
        position += 16 + length


def ike_messages(path):
    """What looks like an IKEv2 message in the packets, wherever it begins."""
    for packet in packets(path):
        for at in range(0, min(len(packet) - 28, 120)):
            version, length = packet[at + 17], struct.unpack_from(">I", packet, at + 24)[0]
            if version == 0x20 and at + length == len(packet):
                yield packet[at:]
                break


def captures():
    yield from sorted((TOP / "captures").glob("*/capture.pcap"))
    yield from sorted((SHARED / "captures").glob("*/*.pcap"))


def pieces(text, size=1500):
    """A text in pieces of whole lines, none much longer than `size`: a fuzzer runs short inputs
    more often, and alters each octet of them more often."""
    piece = b""
    for line in text.splitlines(keepends=True):
        if piece and len(piece) + len(line) > size:
            yield piece
            piece = b""
        piece += line
    yield piece


def message():
    for path in captures():
        messages = list(ike_messages(path))[:40]
        # A negotiation: IKE_SA_INIT and IKE_AUTH.
        if messages:
            yield b"".join(string(each) for each in messages[:4])
        for each in messages:
            yield string(each)


def sealed():
    for path in sorted((TOP / "captures").glob("*/facts.json")):
        conversation = b""
        for frame in json.loads(path.read_text(encoding="utf-8"))["frames"]:
            ike = frame.get("ike", {})
            for payload in ike.get("payloads", []):
                plaintext = payload.get("plaintext")
                if not plaintext:
                    continue
                head = (ike["exchange"], ike["flags"], ike["message_id"] & 255)
                numbers = (payload.get("fragment") or 0, payload.get("total") or 0)
                first = payload.get("next_payload") or 0
                each = bytes([*head, first, *numbers]) + string(bytes.fromhex(plaintext))
                conversation += each
                yield each
        yield conversation


def key_file():
    texts = [path.read_bytes() for path in sorted((TOP / "captures").glob("*/keys*.txt"))]
    texts += [path.read_bytes() for path in sorted((TOP / "captures").glob("*/*-*.log"))]
    for document in (TOP / "keyfile/FORMAT.md", SHARED / "reference/key-logs.md"):
        if document.exists():
            blocks = re.findall(r"```[a-z]*\n(.*?)```", document.read_text(encoding="utf-8"), re.S)
            texts += [block.encode() for block in blocks]
    for text in texts:
        for piece in pieces(text):
            yield b"\x20" + piece


def debug_log():
    logs = sorted((TOP / "tests/vectors/ios").glob("*")) + sorted((SHARED / "ios-debug").glob("*.log"))
    for path in logs:
        for piece in pieces(path.read_bytes()):
            yield b"\x40" + piece


def stream():
    for path in captures():
        for each in list(ike_messages(path))[:4]:
            yield b"IKETCP" + struct.pack(">H", len(each) + 6) + b"\0\0\0\0" + each


def certificate():
    for path in sorted((TOP / "tests/vectors/signatures").glob("*.der")):
        for method in (1, 3, 9, 14):
            yield bytes([method]) + string(path.read_bytes()) + string(b"\0" * 64)


def main():
    target, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for number, octets in enumerate(globals()[target]()):
        (folder / f"{number:05}").write_bytes(octets)


main()
