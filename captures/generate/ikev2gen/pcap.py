# The pcap file format (draft-ietf-opsawg-pcap), little endian, microseconds.
# SPDX-License-Identifier: GPL-2.0-or-later

import struct
from collections.abc import Iterable

LINKTYPE_ETHERNET = 1
SNAP_LENGTH = 262144


def pcap(frames: Iterable[tuple[int, bytes]], link_type: int = LINKTYPE_ETHERNET) -> bytes:
    """A capture file of frames, each with its time in microseconds since 1970."""
    octets = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, SNAP_LENGTH, link_type)
    for time, frame in frames:
        seconds, microseconds = divmod(time, 1_000_000)
        octets += struct.pack("<IIII", seconds, microseconds, len(frame), len(frame)) + frame
    return octets
