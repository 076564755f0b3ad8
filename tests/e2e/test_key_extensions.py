"""Keys that change: PPKs, IKE_INTERMEDIATE, additional key exchanges; and keys in the tree.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json

import pytest

from captures import CISCO_PSK, OWN

PPK = OWN / "ppk"
ROUNDS = OWN / "intermediate-addke"
VERIFIED, WRONG, NOT_CHECKED = "1", "2", "3"
ESP = ("-o", "esp.enable_encryption_decode:TRUE")


def lines_of(folder):
    return (folder / "keys.txt").read_text().splitlines(keepends=True)


@pytest.fixture
def with_lines(tshark, tmp_path):
    """Reads a capture with a key file of these lines: one column of `fields` for each frame."""

    def run(folder, lines, *fields, arguments=()):
        keys = tmp_path / "keys.txt"
        keys.write_text("".join(lines))
        rows = tshark.fields(folder / "capture.pcap", fields, *ESP, *arguments, keys=keys)
        return [list(column) for column in zip(*rows)]

    return run


def flat(column):
    return [value for cell in column for value in cell]


def without(lines, *start):
    return [line for line in lines if not line.startswith(start)]


def test_a_ppk_verifies_both_sides_and_opens_esp(with_lines):
    status, key, icmp = with_lines(
        PPK, lines_of(PPK), "ikev2.auth.status", "ikev2.auth.key", "icmp.type"
    )
    assert flat(status) == [VERIFIED, VERIFIED]
    assert flat(key) == ["PSK of keys.txt:5 and PPK of keys.txt:8", "PSK of keys.txt:6 and PPK of keys.txt:8"]
    assert flat(icmp) == ["8", "0"]


NO_PPK_STATUS = "ikev2.notify.data.no_ppk_auth.status"


@pytest.mark.parametrize("absent", [(), ("PPK",)], ids=["with_ppk", "without_ppk"])
def test_what_auth_would_be_without_the_ppk_is_verified(with_lines, absent):
    (status,) = with_lines(PPK, without(lines_of(PPK), *absent), NO_PPK_STATUS)
    assert flat(status) == [VERIFIED]


def test_a_wrong_psk_does_not_verify_it(with_lines):
    lines = [line.replace('"a preshared key"', '"another"') for line in lines_of(PPK)]
    assert lines != lines_of(PPK)
    (status,) = with_lines(PPK, lines, NO_PPK_STATUS)
    assert flat(status) == [WRONG]


def test_auth_of_a_resumed_ike_sa_is_verified_with_sk_p(with_lines):
    folder = OWN / "session-resumption"
    status, key = with_lines(folder, lines_of(folder), "ikev2.auth.status", "ikev2.auth.key")
    assert flat(status) == [VERIFIED] * 4
    assert flat(key)[2:] == ["SK_pi (RFC 5723)", "SK_pr (RFC 5723)"]


def test_without_the_ppk_that_is_said_and_esp_stays_closed(with_lines):
    lines = without(lines_of(PPK), "PPK")
    status, text, icmp = with_lines(
        PPK, lines, "ikev2.auth.status", "_ws.expert.message", "icmp.type"
    )
    assert flat(status) == [NOT_CHECKED, NOT_CHECKED]
    assert sum("depend on a PPK" in message for message in flat(text)) == 2
    assert flat(icmp) == []


def test_a_wrong_ppk_is_wrong(with_lines):
    lines = without(lines_of(PPK), "PPK") + ['PPK ppk-7@example.org "another"\n']
    status, icmp = with_lines(PPK, lines, "ikev2.auth.status", "icmp.type")
    assert flat(status) == [WRONG, WRONG]
    assert flat(icmp) == []


def test_of_several_ppks_the_one_that_fits_counts(with_lines):
    lines = ['PPK ppk-7@example.org "another"\n', *lines_of(PPK)]
    status, icmp = with_lines(PPK, lines, "ikev2.auth.status", "icmp.type")
    assert flat(status) == [VERIFIED, VERIFIED]
    assert flat(icmp) == ["8", "0"]


def test_without_a_psk_the_ppk_still_opens_esp(with_lines):
    status, icmp = with_lines(
        PPK, without(lines_of(PPK), "PSK"), "ikev2.auth.status", "icmp.type"
    )
    assert flat(status) == [NOT_CHECKED, NOT_CHECKED]
    assert flat(icmp) == ["8", "0"]


def test_sk_lines_hold_the_keys_of_after_the_ppk(with_lines):
    sa = json.loads((PPK / "facts.json").read_text())["ike_sas"][0]
    spis = f"{sa['spi_i']} {sa['spi_r']}"
    lines = [f"{name} {spis} {value}\n" for name, value in sa.items() if name.startswith("SK_")]
    lines += [line for line in lines_of(PPK) if line.startswith("PSK")]
    status, icmp = with_lines(PPK, lines, "ikev2.auth.status", "icmp.type")
    assert flat(status) == [VERIFIED, VERIFIED]
    assert flat(icmp) == ["8", "0"]


def test_every_round_of_keys_opens(with_lines):
    key, status, icmp = with_lines(
        ROUNDS, lines_of(ROUNDS), "ikev2.enc.key", "ikev2.auth.status", "icmp.type"
    )
    assert sum(bool(cell) for cell in key) == 23
    assert flat(status) == [VERIFIED, VERIFIED]
    assert flat(icmp) == ["8", "8"]


def test_secrets_without_spis_open_every_round(with_lines):
    lines = []
    first, *rest = [line.split() for line in lines_of(ROUNDS) if line[0] in "SD"]
    spis = first[1:3]
    for fields in (first, *rest):
        if fields[1:3] == spis:
            lines.append(" ".join([fields[0], "*", "*", *fields[3:]]) + "\n")
    lines += [line for line in lines_of(ROUNDS) if line[0] == "P"]
    (key,) = with_lines(ROUNDS, lines, "ikev2.enc.key")
    # The rekeyed IKE SA has secrets of its own.
    assert sum(bool(cell) for cell in key) == 21


@pytest.mark.parametrize(
    "line, frame, expert, says",
    [
        (8, 7, "ikev2.enc.no_additional_ke", "the secret of additional key exchange 1,"),
        (9, 9, "ikev2.enc.no_additional_ke", "the secret of additional key exchange 3,"),
        (10, 11, "ikev2.enc.no_ppk", "PPK <PPK_ID> <value>"),
    ],
)
def test_a_round_whose_secret_is_missing_is_named(with_lines, line, frame, expert, says):
    lines = lines_of(ROUNDS)
    if line == 8:
        # So is that of the CHILD_SA, which would be tried.
        del lines[11]
    del lines[line - 1]
    key, shown, text = with_lines(ROUNDS, lines, "ikev2.enc.key", expert, "_ws.expert.message")
    opened = [number for number, cell in enumerate(key, 1) if cell]
    assert opened and max(opened) < frame or set(opened) <= {*range(3, frame), 13}
    assert shown[frame - 1]
    assert any(says in message for message in text[frame - 1])


def test_sk_lines_of_a_later_round_open_what_follows(with_lines):
    sa = json.loads((ROUNDS / "facts.json").read_text())["ike_sas"][0]
    spis = f"{sa['spi_i']} {sa['spi_r']}"
    lines = [f"SKEYSEED {spis} {sa['skeyseed']}\n"]
    lines += [f"{name} {spis} {value}\n" for name, value in sa.items() if name.startswith("SK_")]
    lines += [line for line in lines_of(ROUNDS) if line.startswith("PSK")]
    key, status, text = with_lines(
        ROUNDS, lines, "ikev2.enc.key", "ikev2.auth.status", "_ws.expert.message"
    )
    opened = [number for number, cell in enumerate(key, 1) if cell]
    assert opened == [3, 4, 5, 6, 11, 12, *range(15, 19), *range(20, 26)]
    assert flat(status) == [NOT_CHECKED, NOT_CHECKED]
    assert any("covers IKE_INTERMEDIATE messages" in message for message in text[10])


FOLLOW_UPS = OWN / "followup-ke"
FOLLOW_UPS_ESP = [13, 18, 19, 22, 25, 28]
SECOND_SA, THIRD_SA = [37, 38, 39, 40], [41, 42]


def opened(with_lines, lines):
    """The frames with ESP, and those with IKE, that these lines open."""
    icmp, key = with_lines(FOLLOW_UPS, lines, "icmp.type", "ikev2.enc.key")
    return tuple([n for n, cell in enumerate(column, 1) if cell] for column in (icmp, key))


def test_private_values_open_what_followup_ke_made(with_lines):
    lines = lines_of(FOLLOW_UPS)
    assert not any(line.startswith("SHARED_SECRET") for line in lines)
    esp, ike = opened(with_lines, lines)
    assert esp == FOLLOW_UPS_ESP
    assert [n for n in range(3, 43) if n not in ike] == FOLLOW_UPS_ESP


@pytest.mark.parametrize("exchange", ["0", "1", "3"])
def test_each_key_exchange_of_a_child_sa_counts(with_lines, exchange):
    spis = json.loads((FOLLOW_UPS / "facts.json").read_text())["ike_sas"][0]["spi_i"]
    lines = [
        line
        for line in lines_of(FOLLOW_UPS)
        if not (line.startswith(f"DH_PRIVATE {spis}") and line.split()[4:] == [exchange])
    ]
    assert len(lines) == len(lines_of(FOLLOW_UPS)) - 1
    assert opened(with_lines, lines)[0] == [18, 19, 22, 28]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_each_key_exchange_of_a_rekeyed_ike_sa_counts(with_lines, number):
    spis = json.loads((FOLLOW_UPS / "facts.json").read_text())["ike_sas"][1]["spi_i"]
    its = [line for line in lines_of(FOLLOW_UPS) if line.startswith(f"DH_PRIVATE {spis}")]
    lines = [line for line in lines_of(FOLLOW_UPS) if line != its[number]]
    _, ike = opened(with_lines, lines)
    assert not set(SECOND_SA) & set(ike)
    assert 36 in ike


def test_keys_that_a_ppk_was_mixed_into_are_not_derived_and_not_called_wrong(with_lines):
    lines = without(lines_of(FOLLOW_UPS), '"IPv4"')
    third = json.loads((FOLLOW_UPS / "facts.json").read_text())["ike_sas"][2]
    spis = f"{third['spi_i']} {third['spi_r']}"
    lines = [line for line in lines if spis not in line]
    # The g^ir is not enough.
    lines += [f"SHARED_SECRET {spis} {third['g_ir']}\n"]
    lines += [f"DH_PRIVATE {spis} {third['dh_private_i']}\n"]
    lines += [f"SKEYSEED * * {'07' * 32}\n"]
    key, mixed, no_ppk, wrong, text = with_lines(
        FOLLOW_UPS,
        lines,
        "ikev2.enc.key",
        "ikev2.ppk.mixed",
        "ikev2.enc.no_ppk",
        "ikev2.integrity_checksum",
        "_ws.expert.message",
    )
    assert not flat(key[40:])
    assert [n for n, cell in enumerate(mixed, 1) if cell] == [27, 38]
    assert [n for n, cell in enumerate(no_ppk, 1) if cell] == THIRD_SA
    assert flat(wrong) == []
    assert any("mixed a PPK" in message for message in text[27])


def test_a_skeyseed_that_is_wrong_is_called_so_with_a_ppk_too(with_lines):
    third = json.loads((FOLLOW_UPS / "facts.json").read_text())["ike_sas"][2]
    lines = [line.replace(third["skeyseed"], "07" * 32) for line in lines_of(FOLLOW_UPS)]
    (wrong,) = with_lines(FOLLOW_UPS, lines, "ikev2.integrity_checksum")
    assert [n for n, cell in enumerate(wrong, 1) if cell] == THIRD_SA


def test_sk_lines_open_an_ike_sa_that_a_ppk_was_mixed_into(with_lines):
    third = json.loads((FOLLOW_UPS / "facts.json").read_text())["ike_sas"][2]
    spis = f"{third['spi_i']} {third['spi_r']}"
    lines = [line for line in lines_of(FOLLOW_UPS) if spis not in line]
    lines += [f"{name} {spis} {third[name]}\n" for name in ("SK_ai", "SK_ar", "SK_ei", "SK_er")]
    assert set(THIRD_SA) <= set(opened(with_lines, lines)[1])


def test_auth_of_the_full_transcript_is_not_checked_and_says_why(with_lines):
    folder = OWN / "auth-signatures"
    status, text = with_lines(
        folder, lines_of(folder), "ikev2.auth.status", "_ws.expert.message"
    )
    assert flat(status[22:]) == [NOT_CHECKED, NOT_CHECKED]
    for messages in text[24:26]:
        assert any("IKE_SA_INIT_FULL_TRANSCRIPT_AUTH" in message for message in messages)


def without_frames(capture, frames, path):
    """A copy of a pcap file without these frames."""
    octets = capture.read_bytes()
    kept, at, number = [octets[:24]], 24, 0
    while at < len(octets):
        length = 16 + int.from_bytes(octets[at + 8 : at + 12], "little")
        number += 1
        if number not in frames:
            kept.append(octets[at : at + length])
        at += length
    path.write_bytes(b"".join(kept))
    return path


@pytest.fixture
def without_init(tshark, tmp_path):
    """The frames of a capture with ESP and with IKE that these lines open where its IKE_SA_INIT is
    missing; and what is said of each."""

    def run(folder, lines):
        capture = without_frames(folder / "capture.pcap", {1, 2}, tmp_path / "capture.pcap")
        keys = tmp_path / "keys.txt"
        keys.write_text("".join(lines))
        fields = ("icmp.type", "ikev2.enc.key", "_ws.expert.message")
        icmp, key, text = zip(*tshark.fields(capture, fields, *ESP, keys=keys))
        opened = ([n for n, cell in enumerate(column, 3) if cell] for column in (icmp, key))
        return *opened, text

    return run


def sk_lines(sa):
    spis = f"{sa['spi_i']} {sa['spi_r']}"
    return [f"{name} {spis} {value}\n" for name, value in sa.items() if name.startswith("SK_")]


def test_without_ike_sa_init_sk_d_gives_what_follows(without_init):
    folder = OWN / "ike-rekey"
    old, new = json.loads((folder / "facts.json").read_text())["ike_sas"]
    lines = sk_lines(old)
    spis = f"{old['spi_i']} {old['spi_r']}"
    lines.append(f"SHARED_SECRET {spis} {old['child_sas'][1]['g_ir']}\n")
    lines.append(f"DH_PRIVATE {new['spi_i']} {new['spi_r']} {new['dh_private_r']}\n")
    esp, ike, _ = without_init(folder, lines)
    # A CHILD_SA and an IKE SA that CREATE_CHILD_SA made, by the PRF that SK_d is for.
    assert esp == [7]
    assert ike == [3, 4, 5, 6, *range(8, 18)]
    esp, ike, _ = without_init(folder, [line for line in lines if not line.startswith("SK_d")])
    assert esp == []
    assert ike == [3, 4, 5, 6, *range(8, 14)]


def test_without_ike_sa_init_the_first_child_sa_lacks_nonces(without_init):
    folder = OWN / "aes-gcm-psk"
    (sa,) = json.loads((folder / "facts.json").read_text())["ike_sas"]
    esp, ike, text = without_init(folder, sk_lines(sa))
    assert (esp, len(ike)) == ([], 4)
    said = [message for messages in text for message in messages]
    assert sum(message.startswith("The nonces that the keys") for message in said) == 2


def test_of_a_partial_set_what_lacks_is_said(with_lines):
    lines = sk_lines(json.loads((CISCO_PSK / "facts.json").read_text())["ike_sas"][0])
    only = [line for line in lines if line.startswith("SK_ei")]
    key, text = with_lines(CISCO_PSK, only, "ikev2.enc.key", "_ws.expert.message")
    assert flat(key) == []
    assert any("not all of them, or not of the length" in message for message in text[2])


def test_keys_are_shown_only_to_those_who_ask(tshark):
    sa = json.loads((CISCO_PSK / "facts.json").read_text())["ike_sas"][0]
    names = ["d", "ai", "ar", "ei", "er", "pi", "pr"]
    fields = [f"ikev2.key.sk_{name}" for name in names]
    capture, keys = CISCO_PSK / "capture.pcap", CISCO_PSK / "keys.txt"
    for row in tshark.fields(capture, fields, keys=keys):
        assert flat(row) == []
    show = ("-o", "ikev2.show_secrets:TRUE")
    rows = tshark.fields(capture, fields, *show, keys=keys)
    expected = [[sa[f"SK_{name}"]] for name in names]
    assert [[[cell.replace(":", "") for cell in cells] for cells in row] for row in rows[2:4]] == [
        expected,
        expected,
    ]
    assert flat(rows[0]) == []


def test_the_keys_of_each_round_are_shown(with_lines):
    (shown,) = with_lines(
        ROUNDS, lines_of(ROUNDS), "ikev2.key.sk_ei", arguments=("-o", "ikev2.show_secrets:TRUE")
    )
    by_frame = {number: cell[0] for number, cell in enumerate(shown, 1) if cell}
    rounds = [by_frame[number] for number in (3, 7, 9, 11, 26)]
    assert len(set(rounds)) == 5
    assert by_frame[3] == by_frame[6]
    assert by_frame[11] == by_frame[25]


MANY = OWN / "many-child-sas"
SHOW = ("-o", "ikev2.show_secrets:TRUE")


def children_of(folder):
    facts = json.loads((folder / "facts.json").read_text())
    return [child for sa in facts["ike_sas"] for child in sa["child_sas"]]


def test_the_keys_of_child_sas_are_shown_when_asked_for(with_lines):
    names = [f"ikev2.key.child_{kind}_{side}" for side in "ir" for kind in ("encr", "integ")]
    facts = [f"{kind}_key_{side}" for side in "ir" for kind in ("encr", "integ")]
    # The g^ir of the others is found by their ESP packets.
    expected = [child for child in children_of(MANY) if not child["g_ir"]]
    assert len(expected) == 14
    columns = with_lines(MANY, lines_of(MANY), *names, arguments=SHOW)
    for name, column in zip(facts, columns):
        assert flat(column) == [child[name] for child in expected if child[name]]
    assert [flat(column) for column in with_lines(MANY, lines_of(MANY), *names)] == [[]] * 4


def test_the_keys_that_opened_an_esp_packet_are_shown_when_asked_for(with_lines):
    keys = {}
    for child in children_of(MANY):
        for spi, side in (("spi_r", "i"), ("spi_i", "r")):
            keys["0x" + child[spi]] = [child[f"{kind}_key_{side}"] for kind in ("encr", "integ")]
    fields = ["esp.spi", "ikev2.esp.key.encr", "ikev2.esp.key.integ"]
    spis, encr, integ = with_lines(MANY, lines_of(MANY), *fields, arguments=SHOW)
    shown = [[s[0], *e, *i] for s, e, i in zip(spis, encr, integ) if s]
    assert shown == [[s[0], *filter(None, keys[s[0]])] for s in spis if s]
    assert len(shown) == 48
    assert flat(with_lines(MANY, lines_of(MANY), *fields)[1]) == []
