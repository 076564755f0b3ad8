# The Cisco captures against the transcripts they reproduce.
# SPDX-License-Identifier: GPL-2.0-or-later

import re

import pytest

HEADER = re.compile(
    r"Next payload: \w+, version: 2\.0 Exchange type: (\w+), flags: ([A-Z -]+?) "
    r"Message id: (\d+), length: (\d+)"
)
PAYLOAD = re.compile(r"(\w+)(?:\((\w+)\))?  Next payload: \w+, reserved: 0x0, length: (\d+)")
ATTRIBUTE = re.compile(r"attrib type: (.+), length: (\d+)")
TRANSFORM_LENGTH = re.compile(r"last transform: 0x\d, reserved: 0x0: length: (\d+)")
TRANSFORM = re.compile(r"^    type: (\d), reserved: 0x0, id: (.+)$")
PROTOCOL = re.compile(r"Security protocol id: (IKE|Unknown - 0), spi size: 0")

# Cisco's names (left) of what the facts name by the registries.
PAYLOAD_NAMES = {"NONCE": "N", "CP": "CFG", "V": "VID", "N": "NOTIFY", "SK": "ENCR"}
NOTIFY_NAMES = {
    "ESP_TFC_PADDING_NOT_SUPPORTED": "ESP_TFC_NO_SUPPORT",
    "NON_FIRST_FRAGMENTS_ALSO": "NON_FIRST_FRAGS",
}
ATTRIBUTE_NAMES = {
    "internal IP4 DNS": 3,
    "internal IP4 NBNS": 4,
    "application version": 7,
    "internal IP4 subnet": 13,
}
TRANSFORM_NAMES = {
    "3DES": (1, 3),
    "AES-CBC": (1, 12),
    "SHA96": (3, 2),
    "MD596": (3, 1),
    "MD5": (2, 1),
    "Don't use ESN": (5, 0),
    "DH_GROUP_1024_MODP/Group 2": (4, 2),
    "DH_GROUP_1536_MODP/Group 5": (4, 5),
}
SHA_IDS = {
    2: {"SHA1": 2, "SHA256": 5, "SHA384": 6, "SHA512": 7},
    3: {"SHA256": 12, "SHA384": 13, "SHA512": 14},
}


def transform_id(kind: int, name: str) -> tuple[int, int]:
    return TRANSFORM_NAMES.get(name) or (kind, SHA_IDS[kind][name])


class Transcript:
    """The messages of one router's log, each with the details printed of it. Those of a received
    message follow its header; what a sent encrypted message holds comes before the header, after
    the lines that say what is constructed."""

    def __init__(self, lines: list[str]) -> None:
        self.messages: list[dict] = []
        details: list[tuple] = []
        for line in lines:
            if header := HEADER.search(line):
                exchange, flags, message_id, length = header.groups()
                if self.messages and details is self.messages[-1]["details"]:
                    details = []
                self.messages.append(
                    {
                        "exchange": exchange,
                        "response": "RESPONSE" in flags,
                        "initiator": "INITIATOR" in flags,
                        "message_id": int(message_id),
                        "length": int(length),
                        "stamp": line[8:20],
                        "details": details,
                    }
                )
            elif "Construct" in line or "Got a packet" in line:
                details = []
            else:
                details += self._details(line)

    @staticmethod
    def _details(line: str) -> list[tuple]:
        found: list[tuple] = []
        if payload := PAYLOAD.search(line):
            name, notify, length = payload.groups()
            found.append(("payload", name, notify, int(length)))
        if attribute := ATTRIBUTE.search(line):
            name, length = attribute.groups()
            number = ATTRIBUTE_NAMES.get(name) or int(name.removeprefix("Unknown - "))
            found.append(("attribute", number, int(length)))
        if length := TRANSFORM_LENGTH.search(line):
            found.append(("transform length", int(length.group(1))))
        if transform := TRANSFORM.match(line):
            found.append(("transform", *transform_id(int(transform.group(1)), transform.group(2))))
        if protocol := PROTOCOL.search(line):
            found.append(("protocol", int(protocol.group(1) == "IKE")))
        return found


def details_of(payloads: list[dict]) -> list[tuple]:
    """The same details from the facts."""
    found: list[tuple] = []
    for payload in payloads:
        name = PAYLOAD_NAMES.get(payload["name"], payload["name"])
        notify = payload.get("notify_name")
        notify = NOTIFY_NAMES.get(notify, notify)
        found.append(("payload", name, notify, payload["length"]))
        for attribute in payload.get("attributes", ()):
            found.append(("attribute", attribute["type"], attribute["length"]))
        for proposal in payload.get("proposals", ()):
            for transform in proposal["transforms"]:
                found.append(("transform length", transform["length"]))
                found.append(("transform", transform["type"], transform["id"]))
        if notify:
            found.append(("protocol", payload["protocol"]))
    return found


def facts_of(frame: dict) -> dict:
    ike = frame["ike"]
    last = ike["payloads"][-1]
    return {
        "exchange": ike["exchange_name"],
        "response": ike["response"],
        "initiator": ike["initiator"],
        "message_id": ike["message_id"],
        "length": ike["length"],
        "details": details_of(last["payloads"] if last["name"] == "SK" else ike["payloads"]),
        "ENCR": last["length"] if last["name"] == "SK" else None,
    }


@pytest.mark.parametrize(
    ("router", "name", "count"),
    [
        (1, "cisco-ios-psk", 4),
        (2, "cisco-ios-psk", 4),
        (1, "cisco-ios-rekey", 8),
        (2, "cisco-ios-rekey", 8),
    ],
)
def test_every_message_is_as_the_router_printed_it(captures, transcript, router, name, count):
    printed = Transcript(transcript(f"router{router}-completed.log")).messages[:count]
    frames = [each for each in captures[name].frame_facts if "note" not in each]
    assert len(printed) == len(frames) == count
    for message, frame in zip(printed, frames):
        made = facts_of(frame)
        encr = [each for each in message["details"] if each[:2] == ("payload", "ENCR")]
        details = [each for each in message["details"] if each not in encr]
        assert details == made["details"]
        assert all(length == made["ENCR"] for _, _, _, length in encr)
        for key in ("exchange", "response", "initiator", "message_id", "length"):
            assert message[key] == made[key]


def test_times_lie_between_the_two_routers_stamps(captures, transcript):
    logs = [Transcript(transcript(f"router{each}-completed.log")).messages for each in (1, 2)]
    frames = [each for each in captures["cisco-ios-rekey"].frame_facts if "note" not in each]
    for frame, *messages in zip(frames, *logs, strict=True):
        if frame["source"] == "10.0.0.2":
            messages.reverse()
        sent, received = (message["stamp"] for message in messages)
        time = frame["time"].split(" ")[1]
        assert sent <= time <= received + "999"


def test_the_first_four_messages_are_the_same_in_both_captures(captures):
    def octets(name):
        capture = captures[name]
        first = "f074d8bbd5a59f0b"
        return [
            frame[42:]
            for (_, frame), facts in zip(capture.frames, capture.frame_facts)
            if facts["ike"]["spi_i"] == first
        ]

    assert octets("cisco-ios-psk") == octets("cisco-ios-rekey")
    assert len(octets("cisco-ios-psk")) == 4


def test_the_application_version_has_257_octets():
    from ikev2gen.scenarios.cisco import APPLICATION_VERSION

    assert len(APPLICATION_VERSION) == 257
