"""Runs sharkd with the plugin: a program that opens one capture after the other.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import shutil

import pytest


class Sharkd:
    """Requests for one run of sharkd, the Wireshark without windows that answers in JSON."""

    def __init__(self, tshark):
        if shutil.which("sharkd") is None:
            pytest.skip("sharkd is not installed")
        self._tshark = tshark
        self._requests = []

    def ask(self, method, **parameters):
        self._requests.append({"method": method, "params": parameters})

    def answers(self, *files):
        """The result of each request, in order. `files` lie where sharkd runs."""
        lines = [
            json.dumps({"jsonrpc": "2.0", "id": number, **request})
            for number, request in enumerate([*self._requests, {"method": "bye"}], start=1)
        ]
        text = self._tshark.run_program(["sharkd", "-"], files, "\n".join(lines) + "\n").stdout
        answers = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
        assert [answer["id"] for answer in answers] == list(range(1, len(lines) + 1)), text
        assert all("result" in answer for answer in answers), text
        return [answer["result"] for answer in answers[:-1]]
