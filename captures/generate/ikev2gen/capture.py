# A capture under construction: its frames, what each must decode to, and its key files.
# SPDX-License-Identifier: GPL-2.0-or-later

import json
import struct
from datetime import datetime, timezone

from .ike_sa import IkeSa
from .keyfile import KeyFile
from .message import Message
from .packet import ESP, UDP, Endpoint, ethernet, udp
from .payload import Facts, all_of
from .pcap import pcap
from .readme import readme

NAT_T_PORT = 4500
NON_ESP_MARKER = bytes(4)
NAT_KEEPALIVE = b"\xff"
FIRST_IP_IDENTIFICATION = 0x1000


def microseconds(time: str) -> int:
    """Microseconds since 1970 of a UTC time written "2013-11-11 19:30:34.812100"."""
    moment = datetime.strptime(time, "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=timezone.utc)
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond


class Capture:
    """`title` and `about` (Markdown) open the README; `origin` says where the content is from."""

    def __init__(self, name: str, title: str, about: str, origin: str) -> None:
        self.name = name
        self.title = title
        self.about = about
        self.origin = origin
        self.frames: list[tuple[int, bytes]] = []
        self.frame_facts: list[Facts] = []
        self.sas: list[tuple[IkeSa, Endpoint, Endpoint]] = []
        self.key_files: list[tuple[str, str, KeyFile]] = []
        self.verdicts: list[Facts] = []
        self.other_files: list[tuple[str, str, bytes]] = []

    def add_sa(self, sa: IkeSa, initiator: Endpoint, responder: Endpoint) -> None:
        """Lists an IKE SA in the facts, with the addresses that the capture shows for its ends."""
        self.sas.append((sa, initiator, responder))

    def expect(self, sa: IkeSa, verdict: str, cause: str, frame: int, *errors: str) -> None:
        """Says what the negotiation of `sa` comes to and which frame shows it. Of a capture that
        has such verdicts, each negotiation has one, in the order of their first frames."""
        self.verdicts.append(
            {
                "spi_i": sa.spi_i.hex(),
                "verdict": verdict,
                "cause": cause,
                "frame": frame,
                "errors": list(errors),
            }
        )

    def add_key_file(self, name: str, purpose: str, key_file: KeyFile) -> None:
        self.key_files.append((name, purpose, key_file))

    def add_file(self, name: str, purpose: str, content: bytes) -> None:
        self.other_files.append((name, purpose, content))

    def ike(
        self,
        time: str,
        source: Endpoint,
        destination: Endpoint,
        message: Message,
        note: str | None = None,
    ) -> None:
        """An IKE message; on port 4500 behind the non-ESP marker (RFC 3948, section 2.2).
        A note stands in the facts and in the README."""
        nat_t = NAT_T_PORT in (source.port, destination.port)
        data = (NON_ESP_MARKER if nat_t else b"") + message.octets
        more: Facts = {"note": note} if note else {}
        self._udp(
            time, source, destination, data, "ike", ike=message.facts, non_esp_marker=nat_t, **more
        )

    def nat_keepalive(self, time: str, source: Endpoint, destination: Endpoint) -> None:
        """RFC 3948, section 2.3."""
        self._udp(time, source, destination, NAT_KEEPALIVE, "nat-keepalive", checksum=False)

    def esp_in_udp(self, time: str, source: Endpoint, destination: Endpoint, packet: bytes) -> None:
        """RFC 3948, section 2.1: the UDP checksum SHOULD be zero."""
        self._udp(
            time, source, destination, packet, "esp-in-udp", checksum=False, esp=esp_facts(packet)
        )

    def esp(self, time: str, source: Endpoint, destination: Endpoint, packet: bytes) -> None:
        self.frame(
            time, source, destination, ESP, packet, {"kind": "esp", "esp": esp_facts(packet)}
        )

    def _udp(
        self,
        time: str,
        source: Endpoint,
        destination: Endpoint,
        data: bytes,
        kind: str,
        checksum: bool = True,
        **more: object,
    ) -> None:
        facts = {
            "kind": kind,
            "source_port": source.port,
            "destination_port": destination.port,
            "udp_length": 8 + len(data),
            **more,
        }
        datagram = udp(source, destination, data, checksum)
        self.frame(time, source, destination, UDP, datagram, facts)

    def frame(
        self,
        time: str,
        source: Endpoint,
        destination: Endpoint,
        protocol: int,
        body: bytes,
        facts: Facts,
    ) -> None:
        """A frame with an IP packet; `protocol` is that of `body`."""
        number = len(self.frames) + 1
        frame = ethernet(source, destination, protocol, body, FIRST_IP_IDENTIFICATION + number)
        self.frames.append((microseconds(time), frame))
        self.frame_facts.append(
            {
                "number": number,
                "time": time,
                "source": source.address,
                "destination": destination.address,
                "frame_length": len(frame),
                **facts,
            }
        )

    def facts(self) -> Facts:
        return {
            "capture": self.name,
            "frames": self.frame_facts,
            "ike_sas": [
                {
                    "initiator": initiator.address,
                    "responder": responder.address,
                    **self._counts(sa),
                    **sa.facts(),
                }
                for sa, initiator, responder in self.sas
            ],
            **({"verdicts": self.verdicts} if self.verdicts else {}),
        }

    def _counts(self, sa: IkeSa) -> Facts:
        """How many messages bear the SA's SPIs, and how many of those are encrypted."""
        messages = [
            ike
            for frame in self.frame_facts
            for ike in all_of(frame, "ike")
            if ike["spi_i"] == sa.spi_i.hex()
        ]
        encrypted = [each for each in messages if "plaintext" in each["payloads"][-1]]
        return {"messages": len(messages), "encrypted": len(encrypted)}

    def files(self) -> dict[str, bytes]:
        """Every file of the capture's directory with its content."""
        files = {
            "capture.pcap": pcap(self.frames),
            "facts.json": (json.dumps(self.facts(), indent=1) + "\n").encode(),
        }
        for name, _, key_file in self.key_files:
            files[name] = key_file.text().encode()
        files.update({name: content for name, _, content in self.other_files})
        purposes = {name: purpose for name, purpose, _ in (*self.key_files, *self.other_files)}
        text = readme(self.name, self.title, self.about, self.origin, self.frame_facts, purposes)
        return {**files, "README.md": text.encode()}


def esp_facts(packet: bytes) -> Facts:
    spi, sequence = struct.unpack_from("!II", packet)
    return {"spi": f"{spi:08x}", "sequence": sequence, "length": len(packet)}
