"""Statistics > Conversations and Endpoints: the IKE SAs of a capture.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import re
from collections import Counter

import pytest

from captures import OWN
from sharkd import Sharkd

SIDE = r"(?P<{0}>\S+) (?P<spi_{0}>[0-9a-f]+)"
CONVERSATION = re.compile(
    f"{SIDE.format('a')} <-> {SIDE.format('b')} "
    r" *(?P<to_a>\d+) \d+ bytes +(?P<to_b>\d+) \d+ bytes +(?P<frames>\d+) (?P<bytes>\d+) bytes"
)
ENDPOINT = re.compile(
    SIDE.format("a") + r" +(?P<frames>\d+) +(?P<bytes>\d+) +(?P<sent>\d+) +\d+ +(?P<got>\d+) +\d+"
)


def rows(tshark, folder, statistic, pattern):
    capture, keys = folder / "capture.pcap", folder / "keys.txt"
    lines = tshark.run(capture, "-q", "-z", statistic, keys=keys).stdout.splitlines()
    return [match.groupdict() for line in lines if (match := pattern.match(line))]


def ike_sas(tshark, folder):
    capture, keys = folder / "capture.pcap", folder / "keys.txt"
    lines = tshark.run(capture, "-q", "-z", "ikev2,sa,json", keys=keys).stdout.splitlines()
    return [row for row in map(json.loads, lines) if row["messages"]]


@pytest.mark.parametrize("name", ["cisco-ios-rekey", "failed-negotiations"])
def test_a_conversation_is_an_ike_sa(tshark, name):
    folder = OWN / name
    found = Counter()
    for row in rows(tshark, folder, "conv,ikev2", CONVERSATION):
        side = {row["spi_a"]: row["a"], row["spi_b"]: row["b"]}
        assert int(row["to_a"]) + int(row["to_b"]) == int(row["frames"])
        found[frozenset(side.items())] += int(row["frames"])
    expected = Counter()
    for sa in ike_sas(tshark, folder):
        # A side whose SPI is not known has none.
        if int(sa["spi_r"], 16):
            sides = [(sa["spi_i"], sa["initiator"]), (sa["spi_r"], sa["responder"])]
            expected[frozenset(sides)] += sa["messages"]
    assert expected and found == expected


def test_the_ports_of_a_conversation_are_kept_apart(tshark):
    folder = OWN / "troubled-exchanges"
    first, second = rows(tshark, folder, "conv,ikev2", CONVERSATION)
    assert (first["spi_a"], first["a"]) == (second["spi_a"], second["a"])
    (sa,) = ike_sas(tshark, folder)
    assert int(first["frames"]) + int(second["frames"]) == sa["messages"]


def test_an_endpoint_is_a_side_of_an_ike_sa(tshark):
    folder = OWN / "cisco-ios-rekey"
    found = {row["spi_a"]: row for row in rows(tshark, folder, "endpoints,ikev2", ENDPOINT)}
    for sa in ike_sas(tshark, folder):
        for spi, address in (sa["spi_i"], sa["initiator"]), (sa["spi_r"], sa["responder"]):
            row = found.pop(spi)
            assert (row["a"], int(row["frames"])) == (address, sa["messages"])
            assert int(row["sent"]) + int(row["got"]) == sa["messages"]
    assert not found


@pytest.mark.parametrize("name", ["cisco-ios-rekey", "failed-negotiations", "strongswan-psk-gcm", "tcp-encap"])
def test_the_filter_of_a_conversation_gives_its_messages(tshark, name):
    folder = OWN / name
    files = [folder / "capture.pcap", folder / "keys.txt"]

    def ask(*requests):
        sharkd = Sharkd(tshark)
        sharkd.ask("setconf", name="ikev2.keylog_file", value="keys.txt")
        sharkd.ask("load", file="capture.pcap")
        for method, parameters in requests:
            sharkd.ask(method, **parameters)
        return sharkd.answers(*files)[2:]

    (answer,) = ask(("tap", {"tap0": "conv:IKEv2", "tap1": "endpt:IKEv2"}))
    items = [one for tap in answer["taps"] for one in tap.get("convs", tap.get("hosts"))]
    filters = [(one["filter"], one["rxf"] + one["txf"]) for one in items]
    assert len({one for one, _ in filters}) == len(filters)
    frames = ask(*(("frames", {"filter": f"ikev2 && {one}"}) for one, _ in filters))
    assert [len(answer) for answer in frames] == [count for _, count in filters]
