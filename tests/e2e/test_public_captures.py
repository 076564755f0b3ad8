"""Captures of other projects' test suites: nothing breaks, and nothing is worse than built in.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import pytest

from captures import shared_captures

# Frames that really are malformed and that the built-in dissector does not report.
MALFORMED = {
    # The last payload, of type 127, says that an IDi payload follows.
    "ndpi-ipsec_isakmp_esp.pcap": {192},
}


@pytest.fixture(params=shared_captures("public"), scope="module")
def capture(request):
    return request.param


def frames(tshark, capture):
    """The numbers of the frames that are IKEv2, of those that are isakmp's, and of the malformed."""
    names = ["frame.number", "ikev2", "isakmp.version", "_ws.malformed"]
    if tshark.protocol == "isakmp":
        names.remove("ikev2")
    rows = tshark.fields(capture, names)
    return {
        name: {int(row[0][0]): row[column] for row in rows if row[column]}
        for column, name in enumerate(names)
    }


@pytest.mark.parametrize("two_pass", [False, True], ids=["one_pass", "two_passes"])
def test_a_capture_is_dissected_without_a_dissector_bug(tshark, capture, two_pass):
    result = tshark.run(capture, "-V", two_pass=two_pass)
    assert "Dissector bug" not in result.stdout
    assert result.messages() == []


def test_a_capture_is_taken_over_as_far_as_it_is_ikev2_and_reads_no_worse(tshark, builtin, capture):
    ours, theirs = frames(tshark, capture), frames(builtin, capture)
    version_2 = {
        number for number, versions in theirs["isakmp.version"].items() if versions[0] == "0x20"
    }
    assert ours["ikev2"].keys() == version_2
    assert ours["isakmp.version"].keys() == theirs["isakmp.version"].keys() - version_2
    known = MALFORMED.get(capture.name, set())
    assert ours["_ws.malformed"].keys() - known <= theirs["_ws.malformed"].keys()
