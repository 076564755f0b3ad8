# Ethernet, IPv4, IPv6, UDP, TCP and ICMP headers around a datagram.
# SPDX-License-Identifier: GPL-2.0-or-later

import ipaddress
import struct
from dataclasses import dataclass
from enum import IntFlag

# Protocol numbers (IANA); IPV4 and IPV6 name a packet inside another.
ICMP = 1
IPV4 = 4
TCP = 6
UDP = 17
IPV6 = 41
ESP = 50


@dataclass(frozen=True)
class Endpoint:
    """An address and UDP or TCP port on the link, with what its IP stack writes into headers."""

    address: str
    mac: str
    port: int = 500
    ttl: int = 64
    traffic_class: int = 0

    def packed(self) -> bytes:
        return ipaddress.ip_address(self.address).packed


def internet_checksum(octets: bytes) -> int:
    """RFC 1071."""
    if len(octets) % 2:
        octets += b"\0"
    total: int = sum(struct.unpack(f"!{len(octets) // 2}H", octets))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def ipv4(
    source: bytes,
    destination: bytes,
    protocol: int,
    body: bytes,
    ttl: int = 64,
    traffic_class: int = 0,
    identification: int = 0,
) -> bytes:
    """An IPv4 packet without options."""
    length = 20 + len(body)
    head = struct.pack("!BBHHHBB", 0x45, traffic_class, length, identification, 0, ttl, protocol)
    checksum = internet_checksum(head + b"\0\0" + source + destination)
    return head + struct.pack("!H", checksum) + source + destination + body


def ipv6(
    source: bytes,
    destination: bytes,
    protocol: int,
    body: bytes,
    ttl: int = 64,
    traffic_class: int = 0,
) -> bytes:
    """An IPv6 packet without extension headers."""
    first_word = 6 << 28 | traffic_class << 20
    return struct.pack("!IHBB", first_word, len(body), protocol, ttl) + source + destination + body


class TcpFlag(IntFlag):
    """RFC 9293, section 3.1."""

    FIN = 0x01
    SYN = 0x02
    PSH = 0x08
    ACK = 0x10


def transport_checksum(
    source: Endpoint, destination: Endpoint, protocol: int, octets: bytes
) -> int:
    """Of a UDP datagram or TCP segment whose checksum field is zero. The pseudo headers of IPv4
    (RFC 768, RFC 9293) and of IPv6 (RFC 8200) sum up the same fields."""
    pseudo = source.packed() + destination.packed() + struct.pack("!HH", protocol, len(octets))
    return internet_checksum(pseudo + octets)


def udp(source: Endpoint, destination: Endpoint, data: bytes, checksum: bool = True) -> bytes:
    """A UDP datagram; without checksum where RFC 3948 wants a zero one."""
    length = 8 + len(data)
    head = struct.pack("!HHH", source.port, destination.port, length)
    value = 0
    if checksum:
        value = transport_checksum(source, destination, UDP, head + b"\0\0" + data) or 0xFFFF
    return head + struct.pack("!H", value) + data


def tcp(
    source: Endpoint,
    destination: Endpoint,
    sequence: int,
    acknowledged: int,
    flags: int,
    data: bytes,
    window: int = 0xFFFF,
) -> bytes:
    """A TCP segment without options."""
    ports = struct.pack("!HHII", source.port, destination.port, sequence, acknowledged)
    head = ports + struct.pack("!BBH", 5 << 4, flags, window)
    value = transport_checksum(source, destination, TCP, head + bytes(4) + data)
    return head + struct.pack("!HH", value, 0) + data


def icmp_echo(
    source: str, destination: str, sequence: int, data: bytes, reply: bool = False
) -> bytes:
    """An IPv4 packet with an ICMP echo request or reply."""
    kind = 0 if reply else 8 << 8
    checksum = internet_checksum(struct.pack("!HHHH", kind, 0, 1, sequence) + data)
    body = struct.pack("!HHHH", kind, checksum, 1, sequence) + data
    ends = [ipaddress.ip_address(each).packed for each in (source, destination)]
    return ipv4(ends[0], ends[1], ICMP, body)


def ethernet(
    source: Endpoint, destination: Endpoint, protocol: int, body: bytes, identification: int
) -> bytes:
    """An Ethernet frame with an IP packet between the two endpoints."""
    ends = source.packed(), destination.packed()
    if len(ends[0]) == 4:
        ether_type = 0x0800
        packet = ipv4(*ends, protocol, body, source.ttl, source.traffic_class, identification)
    else:
        ether_type = 0x86DD
        packet = ipv6(*ends, protocol, body, source.ttl, source.traffic_class)
    macs = b"".join(bytes.fromhex(end.mac.replace(":", "")) for end in (destination, source))
    return macs + struct.pack("!H", ether_type) + packet
