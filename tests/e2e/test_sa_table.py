"""tshark -z ikev2,sa and -z ikev2,sa,json: the table of IKE SAs.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json

import pytest

from captures import CISCO_PSK, own_captures, secrets_of, shared_captures

# What programs rely on, in this order; further members follow.
FIXED = (
    "spi_i spi_r initiator responder encr key_bits prf integ dh_group id_i id_r auth_i auth_r "
    "auth_i_verified auth_r_verified messages encrypted decrypted retransmissions rekeyed_from "
    "child_sas errors"
).split()
FIXED_CHILD = "spi_i spi_r protocol encr integ esn mode ts_i ts_r packets".split()

AUTH_METHOD = {
    1: "RSA Digital Signature",
    2: "Shared Key Message Integrity Code",
    3: "DSS Digital Signature",
    9: "ECDSA with SHA-256 on the P-256 curve",
    10: "ECDSA with SHA-384 on the P-384 curve",
    11: "ECDSA with SHA-512 on the P-521 curve",
    13: "NULL Authentication",
    14: "Digital Signature",
}


def table(tshark, capture, *arguments, option="", **options):
    result = tshark.run(capture, "-q", "-z", "ikev2,sa,json" + option, *arguments, **options)
    return [json.loads(line) for line in result.stdout.splitlines()]


def keys_of(folder):
    return secrets_of(folder)[1]["keys"]


def own_table(tshark, folder, **options):
    return table(tshark, folder / "capture.pcap", keys=keys_of(folder), **options)


def text(tshark, capture, option="", **options):
    return tshark.run(capture, "-q", "-z", "ikev2,sa" + option, **options).stdout


@pytest.fixture(params=own_captures(), ids=lambda folder: folder.name, scope="module")
def folder(request):
    return request.param


# Recorded captures have no facts.json.
with_facts = pytest.mark.parametrize(
    "folder",
    [folder for folder in own_captures() if (folder / "facts.json").exists()],
    ids=lambda folder: folder.name,
    indirect=True,
)


@pytest.fixture(scope="module")
def rows(tshark, folder):
    return own_table(tshark, folder)


@pytest.fixture(scope="module")
def facts(folder):
    return json.loads((folder / "facts.json").read_text())


@pytest.fixture(scope="module")
def pairs(rows, facts):
    """Each IKE SA of the facts with its row."""
    if "verdicts" not in facts:
        assert len(rows) == len(facts["ike_sas"])
    by_spis = {(row["spi_i"], row["spi_r"]): row for row in rows}
    assert len(by_spis) == len(rows)
    return [(by_spis[sa["spi_i"], sa["spi_r"]], sa) for sa in facts["ike_sas"]]


# Verdict, cause and deciding frame of each IKE SA, where facts.json has none.
ESTABLISHED = ("established", "ESTABLISHED")
VERDICTS = {
    "cisco-ios-rekey": [
        (*ESTABLISHED, 7),
        (*ESTABLISHED, 10),
        ("established", "REKEYED", 14),
    ],
    "followup-ke": [
        (*ESTABLISHED, 4),
        ("established", "REKEYED", 30),
        ("established", "REKEYED", 38),
    ],
    "ike-rekey": [(*ESTABLISHED, 4), ("established", "REKEYED", 11)],
    "intermediate-addke": [(*ESTABLISHED, 12), ("established", "REKEYED", 21)],
    "libreswan-psk": [(*ESTABLISHED, 6), ("established", "REKEYED", 22)],
    "libreswan-strongswan": [(*ESTABLISHED, 6), ("established", "REKEYED", 20)],
    "libreswan-tcp": [(*ESTABLISHED, 12), ("established", "REKEYED", 37)],
    "many-child-sas": [(*ESTABLISHED, 4), ("established", "REKEYED", 24)],
    "auth-rsa": [(*ESTABLISHED, 8)],
    "auth-signatures": [(*ESTABLISHED, frame) for frame in (4, 8, 12, 22, 26)],
    "eap-identity": [(*ESTABLISHED, 12)],
    "session-resumption": [
        ("established", "CHILDLESS", 4),
        ("established", "CHILDLESS", 10),
    ],
    "skf": [(*ESTABLISHED, 8)],
    "skf-out-of-order": [(*ESTABLISHED, 9)],
    "strongswan-childless-mobike": [
        ("established", "CHILDLESS", 4),
        ("established", "REKEYED", 22),
    ],
    "strongswan-eap-ipv6": [
        ("established", "TS_NARROWED", 12),
        ("established", "REKEYED", 18),
    ],
    "strongswan-mlkem": [(*ESTABLISHED, 6), ("established", "REKEYED", 23)],
    "strongswan-ppk": [(*ESTABLISHED, 4), ("established", "REKEYED", 18)],
    "strongswan-rsa-nat": [(*ESTABLISHED, 6), (*ESTABLISHED, 16)],
    "strongswan-troubles": [
        (*ESTABLISHED, 8),
        ("open", "HALF_OPEN", 37),
        ("partial", "TS_UNACCEPTABLE", 43),
        ("partial", "NO_PROPOSAL_CHOSEN", 51),
        ("failed", "NO_PROPOSAL_CHOSEN", 57),
    ],
    "strongswan-eap-mschapv2": [("established", "TS_NARROWED", 12)],
    "strongswan-psk-3des": [(*ESTABLISHED, 8)],
    "tcp-encap": [(*ESTABLISHED, 11)],
    "strongswan-psk-gcm": [(*ESTABLISHED, 4), ("established", "REKEYED", 10)],
    "strongswan-wrong-psk": [("failed", "AUTHENTICATION_FAILED", 4)],
    "wrong-psk": [("failed", "AUTHENTICATION_FAILED", 4)],
}


def test_each_negotiation_has_the_verdict_that_it_deserves(rows, folder):
    shown = [(row["verdict"], row["cause"], row["verdict_frame"]) for row in rows]
    path = folder / "facts.json"
    verdicts = json.loads(path.read_text()).get("verdicts") if path.exists() else None
    if verdicts is None:
        assert shown == VERDICTS.get(folder.name, [(*ESTABLISHED, 4)])
        return
    assert shown == [(one["verdict"], one["cause"], one["frame"]) for one in verdicts]
    assert [row["spi_i"] for row in rows] == [one["spi_i"] for one in verdicts]
    assert [row["errors"] for row in rows] == [one["errors"] for one in verdicts]


def test_the_deciding_message_shows_the_verdict(tshark, folder, rows):
    names = ["frame.number", "ikev2.sa", "ikev2.verdict.cause"]
    capture, keys = folder / "capture.pcap", keys_of(folder)
    for number, sas, causes in tshark.fields(capture, names, keys=keys):
        for row in rows:
            if causes and str(row["sa"]) in sas and int(number[0]) == row["verdict_frame"]:
                assert causes == [row["cause"]]
    decided = {row["verdict_frame"] for row in rows if row["verdict"] != "open"}
    assert decided


def test_a_failure_is_found_by_its_fields(tshark):
    folder = CISCO_PSK.parent / "failed-negotiations"

    def frames(display_filter, two_pass=False):
        options = {"keys": folder / "keys.txt", "two_pass": two_pass}
        arguments = ["-Y", display_filter]
        found = tshark.fields(folder / "capture.pcap", ["frame.number"], *arguments, **options)
        return [int(number[0]) for (number,) in found]

    rows = own_table(tshark, folder)
    causes = {row["cause"]: row["verdict_frame"] for row in rows}
    assert frames('ikev2.verdict.cause == "TS_UNACCEPTABLE"') == [causes["TS_UNACCEPTABLE"]]
    assert frames('ikev2.verdict.cause == "EAP_FAILURE"') == [causes["EAP_FAILURE"]]
    assert causes["NO_REPLY"] in frames("ikev2.unanswered", two_pass=True)
    assert frames('ikev2.finding == "COOKIE_REQUIRED"') == frames("ikev2.finding.cookie_required")


def test_findings_stand_in_the_frames_that_the_table_names(tshark):
    folder = CISCO_PSK.parent / "troubled-exchanges"
    (row,) = own_table(tshark, folder)
    names = ["frame.number", "ikev2.finding"]
    shown = [
        (int(number[0]), finding)
        for number, findings in tshark.fields(
            folder / "capture.pcap", names, keys=folder / "keys.txt"
        )
        for finding in findings
    ]
    told = [(event["frame"], event["name"]) for event in row["events"]]
    assert sorted(shown) == sorted(one for one in told if one[1] != "NO_RESPONSE")


def test_generations_of_an_ike_sa_share_a_lineage(tshark):
    folder = CISCO_PSK.parent / "cisco-ios-rekey"
    rows = own_table(tshark, folder)
    assert [row["lineage"] for row in rows] == [0, 1, 1]


def test_crossing_rekeys_of_an_ike_sa_leave_one_of_both(tshark):
    """RFC 7296, section 2.8.2; and what "show crypto ikev2 sa detailed" has besides."""
    rows = own_table(tshark, CISCO_PSK.parent / "crossing-ike-rekeys")
    old, *new = rows
    assert [row["lineage"] for row in rows] == [0, 0, 0]
    assert {row["rekeyed_from"] for row in new} == {f"{old['spi_i']}_{old['spi_r']}"}
    assert [row["deleted_frame"] is None for row in rows] == [False, False, True]
    assert "CROSSING_REKEYS" in [event["name"] for event in old["events"]]
    assert old["id_i"] == r"CN=left.example.org,O=Example\, Ltd,C=AA"
    assert (old["window_i"], old["window_r"], old["auth_lifetime"]) == (4, 4, 3600)
    assert [row["liveness_checks_i"] for row in rows] == [0, 0, 1]
    # The new IKE SA begins with a window of 1 (section 2.3).
    assert [(row["window_i"], row["window_r"]) for row in new] == [(1, 1), (1, 1)]


def test_pfs_is_told_with_its_group(tshark):
    folder = CISCO_PSK.parent / "ike-rekey"
    row, _ = own_table(tshark, folder)
    assert [(child["pfs"], child["dh_group"]) for child in row["child_sas"]] == [
        (False, None),
        (True, 14),
    ]
    block = text(tshark, folder / "capture.pcap", keys=folder / "keys.txt")
    assert ", no PFS," in block and ", PFS 2048-bit MODP Group," in block


def selectors(facts):
    return [
        f"{one['first']}-{one['last']}"
        + (f" protocol {one['protocol']}" if one["protocol"] else "")
        + (
            f" ports {one['first_port']}-{one['last_port']}"
            if (one["first_port"], one["last_port"]) != (0, 65535)
            else ""
        )
        for one in facts
    ]


def side_verified(auths, side):
    """True or False if a shared secret decides it, None if a key file cannot or there is no AUTH."""
    known = [auth["verified"] for auth in auths if auth["side"] == side and auth["secret"] in ("PSK", "EAP_MSK")]
    return all(known) if known else None


def test_members_are_the_fixed_ones_in_their_order(rows):
    for row in rows:
        assert list(row)[: len(FIXED)] == FIXED
        for child in row["child_sas"]:
            assert [name for name in child if name in FIXED_CHILD] == FIXED_CHILD


@with_facts
def test_one_row_for_each_ike_sa_says_what_the_facts_say(pairs):
    plain = "spi_i spi_r initiator responder encr key_bits prf integ dh_group messages encrypted rekeyed_from".split()
    for row, sa in pairs:
        assert {name: row[name] for name in plain} == {name: sa[name] for name in plain}
        assert row["decrypted"] == row["encrypted"]


@with_facts
def test_authentication_is_that_of_the_facts(pairs):
    for row, sa in pairs:
        for short, side in ("i", "initiator"), ("r", "responder"):
            auths = [auth for auth in sa["auths"] if auth["side"] == side]
            assert row[f"auth_{short}"] == (AUTH_METHOD[auths[0]["method"]] if auths else None)
            expected = side_verified(sa["auths"], side)
            if expected is not None:
                assert row[f"auth_{short}_verified"] is expected
            if auths:
                assert row[f"id_{short}"] == (sa[f"id_{short}"] or None)


@with_facts
def test_child_sas_are_those_of_the_facts(pairs):
    plain = "spi_i spi_r protocol encr key_bits integ mode esn packets".split()
    for row, sa in pairs:
        for child, known in zip(row["child_sas"], sa["child_sas"], strict=True):
            assert {name: child[name] for name in plain} == {name: known[name] for name in plain}
            assert child["ts_i"] == selectors(known["ts_i"])
            assert child["ts_r"] == selectors(known["ts_r"])


@pytest.mark.unsanitized
def test_two_passes_give_the_same_table(tshark, folder, rows):
    assert own_table(tshark, folder, two_pass=True) == rows
    capture, keys = folder / "capture.pcap", keys_of(folder)
    assert text(tshark, capture, keys=keys, two_pass=True) == text(tshark, capture, keys=keys)


def test_each_ike_sa_has_a_block_of_text(tshark, folder, rows):
    blocks = text(tshark, folder / "capture.pcap", keys=keys_of(folder)).split("\n\n")
    assert len(blocks) == len(rows)
    for block, row in zip(blocks, rows):
        first, verdict, *_ = block.splitlines()
        assert first == f"IKE SA {row['sa']}  {row['spi_i']}_{row['spi_r']}"
        assert verdict.split()[:2] == ["Verdict", row["verdict"] + ":"]
        assert row["verdict_text"] in verdict
        for child in row["child_sas"]:
            assert f"{child['spi_i']}/{child['spi_r']}" in block


@pytest.mark.unsanitized
def test_without_keys_the_table_says_what_is_seen_in_clear(tshark, folder, rows):
    for row in table(tshark, folder / "capture.pcap"):
        assert row["decrypted"] == 0
        assert row["id_i"] is row["id_r"] is row["auth_i"] is row["auth_i_verified"] is None
        assert row["child_sas"] == []
        spis = row["spi_i"], row["spi_r"]
        same = [one for one in rows if (one["spi_i"], one["spi_r"]) == spis]
        assert [one["messages"] for one in same] == [row["messages"]]
        assert row["verdict"] in ("open", "established", "failed")


def test_a_filter_chooses_the_ike_sas(tshark):
    folder = CISCO_PSK.parent / "cisco-ios-rekey"
    all_rows = own_table(tshark, folder)
    assert len(all_rows) == 3
    assert own_table(tshark, folder, option=",ikev2.sa==0") == all_rows[:1]
    assert own_table(tshark, folder, option=",frame.number==14") == all_rows[1:]
    keys = folder / "keys.txt"
    one = text(tshark, folder / "capture.pcap", option=",ikev2.sa==0", keys=keys)
    assert one.startswith("IKE SA 0") and "\n\n" not in one
    read = ["-R", "ikev2.sa==0"]
    (row,) = table(tshark, folder / "capture.pcap", *read, keys=keys, two_pass=True)
    # tshark numbers the frames that pass a read filter anew.
    same = [name for name in row if "frame" not in name and name != "child_sas"]
    assert {name: row[name] for name in same} == {name: all_rows[0][name] for name in same}
    assert row["last_frame"] == 4


def test_a_filter_that_is_none_ends_tshark_with_a_message(tshark):
    result = tshark.run(CISCO_PSK / "capture.pcap", "-q", "-z", "ikev2,sa,nonsense==", status=1)
    assert "-z ikev2,sa,nonsense==" in result.stderr


@pytest.mark.parametrize("capture", shared_captures("public"))
def test_captures_of_others_give_whole_json(tshark, capture):
    for row in table(tshark, capture):
        assert list(row)[: len(FIXED)] == FIXED
        assert row["verdict"] in ("open", "established", "partial", "failed")
