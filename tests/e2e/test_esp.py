"""ESP packets of the CHILD_SAs that a capture negotiates are opened, and no others.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import re
import shutil

import pytest

from captures import OWN
from sharkd import Sharkd

MANY = OWN / "many-child-sas"
PSK = OWN / "strongswan-psk"

# Capture, key file, ESP packets in it, and what is inside each of them.
CAPTURES = {
    "strongswan-psk": ("keys.txt", 8, "icmp"),
    "strongswan-psk-gcm": ("keys.txt", 12, "icmp"),
    "strongswan-psk-3des": ("keys.txt", 4, "icmp"),
    "strongswan-eap-mschapv2": ("keys.txt", 4, "icmp"),
    "aes-gcm-psk": ("keys.txt", 2, "icmp"),
    "3des-md5-psk": ("keys.txt", 1, "udp"),
    "aes256-sha512-psk": ("keys.txt", 2, "icmp"),
    "ike-rekey": ("keys-child.txt", 1, "icmp"),
    "many-child-sas": ("keys.txt", 48, None),
    "followup-ke": ("keys.txt", 6, "icmp"),
    "tcp-encap": ("keys.txt", 4, "icmp"),
}

SPI_AND_SEQUENCE = ["esp.spi", "esp.sequence"]


@pytest.fixture(params=CAPTURES)
def name(request):
    return request.param


def capture_of(name):
    return OWN / name / "capture.pcap"


def keys_of(name):
    return OWN / name / CAPTURES[name][0]


def column(tshark, capture, field, *arguments, **options):
    """All values of a field, from all frames."""
    rows = tshark.fields(capture, [field], *arguments, **options)
    return [value for row in rows for value in (row[0] if row else [])]


def altered(capture, destination, change):
    """A copy of a capture in which `change` was applied to the octets of each ESP packet."""
    octets = bytearray(capture.read_bytes())
    offset = 24
    while offset < len(octets):
        length = int.from_bytes(octets[offset + 8 : offset + 12], "little")
        frame = memoryview(octets)[offset + 16 : offset + 16 + length]
        # Ethernet, IPv4 without options, ESP.
        if frame[12:14] == b"\x08\x00" and frame[23] == 50:
            change(frame[34:])
        frame.release()
        offset += 16 + length
    destination.write_bytes(octets)
    return destination


@pytest.mark.parametrize("two_pass", [False, True], ids=["one_pass", "two_passes"])
def test_every_esp_packet_is_opened(tshark, builtin, name, two_pass):
    keys_file, count, inside = CAPTURES[name]
    fields = ["esp.spi", "esp.icv_good", "esp.contained_data", "frame.protocols"]
    options = {"keys": OWN / name / keys_file, "two_pass": two_pass}
    rows = tshark.fields(capture_of(name), fields, "-Y", "esp", **options)
    spis, good, contained = ([value for row in rows for value in row[i]] for i in range(3))
    assert len(spis) == len(contained) == count
    assert good == ["1"] * count
    if name != "tcp-encap":  # which some versions of Wireshark do not know
        assert column(builtin, capture_of(name), "esp.spi") == spis
    if inside is not None:
        opened = [part for *_, protocols in rows for part in protocols[0].split(":esp:")[1:]]
        assert all(inside in part.split(":") for part in opened)


def test_what_is_inside_is_what_was_sent(tshark):
    facts = json.loads((MANY / "facts.json").read_text())
    sent = {
        frame["number"]: frame["esp"] for frame in facts["frames"] if "inner" in frame.get("esp", {})
    }
    assert len(sent) == 48
    names = ["frame.number", "esp.contained_data", "esp.protocol", *SPI_AND_SEQUENCE]
    rows = tshark.fields(capture_of(MANY.name), names, "-Y", "esp", keys=MANY / "keys.txt")
    shown = {
        int(number[0]): (data[0].replace(":", ""), int(protocol[0], 16), int(spi[0], 16), sequence[0])
        for number, data, protocol, spi, sequence in rows
    }
    assert shown == {
        number: (
            esp["inner"],
            esp["next_header"],
            int(esp["spi"], 16),
            str(esp["sequence"]),
        )
        for number, esp in sent.items()
    }


def test_what_is_inside_reaches_its_dissector_whole(tshark):
    options = ["-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"]
    text = tshark.run(capture_of(MANY.name), "-V", *options, keys=MANY / "keys.txt").stdout
    assert len(re.findall(r"Type: [08] \(Echo", text)) == 44
    for complaint in ("Malformed", "incorrect", "Dissector bug", "Bad]"):
        assert complaint not in text


def test_each_packet_names_the_message_that_made_its_child_sa(tshark, name):
    options = {"keys": keys_of(name)}
    made = {
        row[0][0]: row[1]
        for row in tshark.fields(
            capture_of(name), ["frame.number", "ikev2.child_sa"], "-Y", "ikev2.child_sa", **options
        )
    }
    fields = ["esp.spi", "ikev2.esp.child_sa", "ikev2.esp.child_sa.frame"]
    rows = tshark.fields(capture_of(name), fields, "-Y", "esp", **options)
    for row in rows:
        assert len(row[0]) == len(row[1]) == len(row[2])
        for spi, child, frame in zip(*row):
            assert child in made[frame]
            assert spi[2:] in re.match(r"ESP (\w{8})/(\w{8}), ", child).groups()


def test_a_message_says_what_child_sa_it_made(tshark):
    facts = json.loads((MANY / "facts.json").read_text())
    children = [child for sa in facts["ike_sas"] for child in sa["child_sas"]]
    expected = []
    for child in children:
        parts = [f"ESP {child['spi_i']}/{child['spi_r']}", child["encr"]]
        if child["key_bits"]:
            parts[-1] += f" ({child['key_bits']} bits)"
        parts += [child["integ"]] if child["integ"] else []
        parts.append(f"{child['mode']} mode")
        parts += ["Extended Sequence Numbers"] if child["esn"] else []
        parts.append(f"key exchange: {'yes' if child['g_ir'] else 'no'}")
        expected.append(", ".join(parts))
    capture = capture_of(MANY.name)
    assert column(tshark, capture, "ikev2.child_sa", keys=MANY / "keys.txt") == expected
    assert len(expected) == 20


def esp_text(tshark, capture, *arguments, **options):
    """Everything that is shown of frames with ESP."""
    return tshark.run(capture, "-V", "-Y", "esp", *arguments, **options).stdout


@pytest.mark.parametrize(
    "arguments",
    [["-o", "ikev2.esp_keys:FALSE"], ["--disable-protocol", "ikev2"]],
    ids=["preference_off", "protocol_disabled"],
)
def test_switched_off_it_leaves_esp_to_the_built_in_dissector(tshark, builtin, arguments):
    shown = esp_text(tshark, capture_of(PSK.name), *arguments, keys=PSK / "keys.txt")
    assert shown == esp_text(builtin, capture_of(PSK.name))


# Not tcp-encap: the built-in dissector of this Wireshark may not know RFC 9329.
@pytest.mark.parametrize("name", [name for name in CAPTURES if name != "tcp-encap"])
def test_without_keys_esp_is_what_it_is_without_the_plugin(tshark, builtin, name):
    assert esp_text(tshark, capture_of(name)) == esp_text(builtin, capture_of(name))


def test_esp_of_no_child_sa_is_what_it_is_without_the_plugin(tshark, builtin, tmp_path):
    def other_spi(packet):
        packet[0] ^= 0xFF

    capture = altered(capture_of(MANY.name), tmp_path / "capture.pcap", other_spi)
    native = ["-Y", "esp and not udp.port == 4500"]
    shown = tshark.run(capture, "-V", *native, keys=MANY / "keys.txt").stdout
    assert shown == builtin.run(capture, "-V", *native).stdout
    assert "ESP SPI" in shown


def test_an_altered_packet_is_not_opened(tshark, tmp_path):
    def last_octet(packet):
        packet[-1] ^= 1

    capture = altered(capture_of(MANY.name), tmp_path / "capture.pcap", last_octet)
    fields = ["esp.icv_good", "esp.contained_data", "ikev2.esp.bad_icv", "ikev2.esp.no_key"]
    native = ["-Y", "esp and not udp.port == 4500"]
    rows = tshark.fields(capture, fields, *native, keys=MANY / "keys.txt")
    assert len(rows) == 40
    for good, contained, bad_icv, no_key in rows:
        assert (good, contained) == ([], [])
        # Where several secrets may be the g^ir, none was found to be it.
        assert bool(bad_icv) != bool(no_key)


def test_after_altered_packets_the_others_are_opened(tshark, tmp_path):
    """The packets that follow in UDP are those of two CHILD_SAs with and two without PFS."""

    def last_octet(packet):
        packet[-1] ^= 1

    capture = altered(capture_of(MANY.name), tmp_path / "capture.pcap", last_octet)
    good = column(tshark, capture, "esp.icv_good", keys=MANY / "keys.txt")
    assert good == ["1"] * 8


@pytest.mark.parametrize("replacement", ["", r"\g<1>00"], ids=["absent", "wrong"])
def test_a_child_sa_with_a_key_exchange_needs_its_shared_secret(tshark, tmp_path, replacement):
    keys = tmp_path / "keys.txt"
    given = (MANY / "keys.txt").read_text()
    keys.write_text(re.sub(r"^(SHARED_SECRET .*)..$", replacement, given, flags=re.M))
    fields = ["ikev2.esp.child_sa", "esp.icv_good", "esp.contained_data", "ikev2.esp.no_key"]
    rows = tshark.fields(capture_of(MANY.name), fields, "-Y", "esp", keys=keys)
    assert len(rows) == 48
    needs_one = [child[0].endswith("key exchange: yes") for child, *_ in rows]
    assert sum(needs_one) == 16
    for needs, (_, good, contained, no_key) in zip(needs_one, rows):
        assert (good, bool(contained), bool(no_key)) == (([], False, True) if needs else (["1"], True, False))
    text = esp_text(tshark, capture_of(MANY.name), keys=keys)
    assert "SHARED_SECRET with that g^ir in the key file would open it" in text


def test_a_wrong_key_file_opens_nothing_and_shows_no_garbage(tshark, builtin, tmp_path):
    keys = tmp_path / "keys.txt"
    wrong = re.sub(r"^(SKEYSEED .*)..$", r"\g<1>00", (MANY / "keys.txt").read_text(), flags=re.M)
    keys.write_text(wrong)
    shown = esp_text(tshark, capture_of(MANY.name), keys=keys)
    assert shown == esp_text(builtin, capture_of(MANY.name))


def test_what_sk_d_is_needed_for_is_said(tshark, tmp_path):
    keys = tmp_path / "keys.txt"
    lines = (PSK / "keys.txt").read_text().splitlines(keepends=True)
    keys.write_text("".join(line for line in lines if re.match(r"SK_[ea]", line)))
    text = esp_text(tshark, capture_of(PSK.name), keys=keys)
    assert "ESP Contained Data" not in text
    assert "come from SK_d (RFC 7296, 2.17), which is not known" in text


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_packet_that_the_capture_cuts_is_not_opened(tshark, tmp_path, cut):
    octets = capture_of(PSK.name).read_bytes()
    capture = tmp_path / "capture.pcap"
    with capture.open("wb") as file:
        file.write(octets[:24])
        offset = 24
        while offset < len(octets):
            length = int.from_bytes(octets[offset + 8 : offset + 12], "little")
            frame = octets[offset + 16 : offset + 16 + length]
            offset += 16 + length
            # Ethernet, IPv4, UDP to port 4500, no non-ESP marker.
            is_esp = frame[36:38] == (4500).to_bytes(2, "big") and frame[42:46] != bytes(4)
            captured = frame[: length - cut] if is_esp else frame
            file.write(octets[offset - 16 - length : offset - 8 - length])
            file.write(len(captured).to_bytes(4, "little") + length.to_bytes(4, "little"))
            file.write(captured)
    fields = ["esp.spi", "esp.contained_data", "ikev2.esp.child_sa"]
    rows = tshark.fields(capture, fields, "-Y", "esp", keys=PSK / "keys.txt")
    assert len(rows) == 8
    assert all(spi and not contained and child for spi, contained, child in rows)


def user_row(spi):
    """A row of the user's own table, for a packet from the left end to the right one of PSK."""
    fields = ["IPv4", "192.0.2.1", "192.0.2.2", spi]
    fields += ["AES-CBC [RFC3602]", "0x00112233445566778899aabbccddeeff"]
    fields += ["HMAC-SHA-1-96 [RFC2404]", "0x" + "11" * 20]
    return "esp_sa:" + ",".join(f'"{field}"' for field in fields)


def test_an_sa_of_the_users_own_table_is_left_to_the_built_in_dissector(tshark, builtin):
    """Even if its keys are wrong: it is the user's."""
    spi = column(builtin, capture_of(PSK.name), "esp.spi")[0]
    options = ["-o", "esp.enable_encryption_decode:TRUE", "-o", f"uat:{user_row(spi)}"]
    mine = [*options, "-Y", f"esp.spi == {spi}"]
    shown = tshark.run(capture_of(PSK.name), "-V", *mine, keys=PSK / "keys.txt").stdout
    assert shown == builtin.run(capture_of(PSK.name), "-V", *mine).stdout
    others = [*options, "-Y", f"esp and not esp.spi == {spi}"]
    good = column(tshark, capture_of(PSK.name), "esp.icv_good", *others, keys=PSK / "keys.txt")
    assert good == ["1"] * 6


def test_the_built_in_preferences_do_not_matter(tshark):
    for preference in ("encryption_decode", "authentication_check"):
        options = ["-o", f"esp.enable_{preference}:TRUE"]
        good = column(tshark, capture_of(MANY.name), "esp.icv_good", *options, keys=MANY / "keys.txt")
        assert good == ["1"] * 48


@pytest.fixture
def sharkd(tshark):
    return Sharkd(tshark)


def test_the_users_table_and_preferences_stay_as_they_are(sharkd):
    sharkd.ask("setconf", name="ikev2.keylog_file", value="keys.txt")
    sharkd.ask("setconf", name="uat", value=user_row("0x12345678"))
    sharkd.ask("dumpconf", pref="esp")
    sharkd.ask("load", file="capture.pcap")
    sharkd.ask("frames", filter="esp.icv_good == 1")
    sharkd.ask("dumpconf", pref="esp")
    answers = sharkd.answers(MANY / "capture.pcap", MANY / "keys.txt")
    before, frames, after = answers[2], answers[4], answers[5]
    assert len(frames) == 48
    assert after == before
    assert after["prefs"]["esp.enable_encryption_decode"] == {"b": 0}
    assert len(after["prefs"]["esp.sa_table"]["t"]) == 1


def test_captures_are_opened_one_after_the_other(sharkd, tmp_path):
    files = []
    for name in ("many-child-sas", "strongswan-psk", "aes-gcm-psk"):
        for source, suffix in ((capture_of(name), ".pcap"), (keys_of(name), ".txt")):
            files.append(tmp_path / f"{name}{suffix}")
            shutil.copyfile(source, files[-1])
    expected = []
    for name in ("strongswan-psk", "many-child-sas", "aes-gcm-psk", "many-child-sas"):
        sharkd.ask("setconf", name="ikev2.keylog_file", value=f"{name}.txt")
        sharkd.ask("load", file=f"{name}.pcap")
        # It keeps the result of a filter under the filter's text, even for another capture.
        sharkd.ask("frames", filter=f"esp.icv_good == 1 and frame.number < {1000 + len(expected)}")
        expected.append(CAPTURES[name][1])
    answers = sharkd.answers(*files)
    assert [len(frames) for frames in answers[2::3]] == expected


def test_keys_appear_nowhere(tshark):
    facts = json.loads((MANY / "facts.json").read_text())
    secrets = {
        child[key]
        for sa in facts["ike_sas"]
        for child in sa["child_sas"]
        for key in ("encr_key_i", "encr_key_r", "integ_key_i", "integ_key_r", "g_ir")
        if child[key]
    }
    assert len(secrets) > 60
    for output in (["-V", "-x"], ["-T", "pdml"], ["-T", "json"]):
        result = tshark.run(capture_of(MANY.name), *output, keys=MANY / "keys.txt")
        text = (result.stdout + result.stderr).lower().replace(":", "")
        assert [secret for secret in secrets if secret in text] == []


def test_the_packets_inside_can_be_exported(tshark):
    arguments = ["-U", "OSI layer 3", "-w", "-"]
    exported = tshark.run(capture_of(PSK.name), *arguments, keys=PSK / "keys.txt").stdout
    # The option "dissector name" of LINKTYPE_WIRESHARK_UPPER_PDU, of 4 octets.
    assert exported.count("\0\x0c\0\4ip\0\0") == 8


@pytest.mark.sanitized
def test_nothing_is_leaked(tshark, name):
    tshark.run(capture_of(name), "-V", keys=keys_of(name), leaks=True)
