"""What IKE SAs take of memory, and that it is given back when the capture is closed.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import os

import pytest

from packets import Datagram, message, payload, write_capture

NONCE, SKF = 40, 53
IKE_AUTH = 35

COUNT = 5000


def half_open(count):
    """IKE_SA_INIT requests that nobody answers."""
    for number in range(count):
        spis = (number + 1).to_bytes(8, "big") + bytes(8)
        request = message(NONCE, payload(0, bytes(32)))
        yield Datagram(spis + request[16:])


def lone_fragments(count):
    """Fragments of as many messages, each the first of two."""
    for number in range(count):
        spis = (number + 1).to_bytes(8, "big") + bytes([1] * 8)
        fragment = message(SKF, payload(0, b"\0\1\0\2" + bytes(60)))
        yield Datagram(spis + fragment[16:18] + bytes([IKE_AUTH, 8]) + fragment[20:])


def peak_memory(tshark, folder, requests):
    """The most memory, in octets, that one sharkd had during `requests`."""
    with tshark.folder() as stage:
        for path in folder.glob("*.pcap"):
            (stage / path.name).write_bytes(path.read_bytes())
        program = tshark.start(["sharkd", "-"])
        lines = []
        for method, parameters in [*requests, ("bye", {})]:
            if "file" in parameters:
                parameters = {"file": str(stage / parameters["file"])}
            request = {"id": len(lines) + 1, "method": method, "params": parameters}
            lines.append(json.dumps({"jsonrpc": "2.0", **request}))
        program.stdin.write("\n".join(lines).encode() + b"\n")
        program.stdin.close()
        answers = [json.loads(line) for line in program.stdout if line.startswith(b"{")]
        _, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    assert all("result" in answer for answer in answers), answers
    assert len(answers) == len(lines)
    assert program.returncode == 0
    return usage.ru_maxrss * 1024


@pytest.mark.parametrize("make", [half_open, lone_fragments])
def test_memory_is_given_back_when_a_capture_is_closed(tshark, builtin, tmp_path, make):
    """sharkd itself grows with each capture that it opens: by as much without the plugin."""
    write_capture(tmp_path / "many.pcap", make(COUNT))
    load = [("load", {"file": "many.pcap"})]
    once, often, without_once, without_often = (
        peak_memory(program, tmp_path, load * times)
        for program in (tshark, builtin)
        for times in (1, 6)
    )
    taken = once - without_once
    assert 0 < taken < COUNT * 4000
    assert (often - once) - (without_often - without_once) < taken
