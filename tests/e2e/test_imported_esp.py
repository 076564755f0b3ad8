"""ESP packets are opened with keys that other programs show, also without any IKE message.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import re

import pytest

from captures import OWN
from test_esp import user_row

MANY = OWN / "many-child-sas"
PSK = OWN / "strongswan-psk"

# What `ip xfrm state` calls them. It has no name for implicit IVs (RFC 8750).
LINUX_ENCR = {
    "ENCR_AES_CBC": "enc cbc(aes)",
    "ENCR_3DES": "enc cbc(des3_ede)",
    "ENCR_NULL": "enc ecb(cipher_null)",
    "ENCR_AES_CTR": "enc rfc3686(ctr(aes))",
    "ENCR_CAMELLIA_CBC": "enc cbc(camellia)",
    "ENCR_AES_GCM_8": "aead rfc4106(gcm(aes)) 64",
    "ENCR_AES_GCM_12": "aead rfc4106(gcm(aes)) 96",
    "ENCR_AES_GCM_16": "aead rfc4106(gcm(aes)) 128",
    "ENCR_AES_CCM_8": "aead rfc4309(ccm(aes)) 64",
    "ENCR_AES_CCM_12": "aead rfc4309(ccm(aes)) 96",
    "ENCR_AES_CCM_16": "aead rfc4309(ccm(aes)) 128",
    "ENCR_NULL_AUTH_AES_GMAC": "aead rfc4543(gcm(aes)) 128",
    "ENCR_CHACHA20_POLY1305": "aead rfc7539esp(chacha20,poly1305) 128",
}
LINUX_INTEG = {
    "AUTH_HMAC_MD5_96": "auth-trunc hmac(md5) 96",
    "AUTH_HMAC_SHA1_96": "auth-trunc hmac(sha1) 96",
    "AUTH_HMAC_SHA2_256_128": "auth-trunc hmac(sha256) 128",
    "AUTH_HMAC_SHA2_384_192": "auth-trunc hmac(sha384) 192",
    "AUTH_HMAC_SHA2_512_256": "auth-trunc hmac(sha512) 256",
}


def with_key(words, key):
    """`aead rfc4106(gcm(aes)) 0x... 128`."""
    kind, name, *bits = words.split()
    return " ".join(["\t" + kind, name, f"0x{key}", *bits])


def children():
    facts = json.loads((MANY / "facts.json").read_text())
    return [child for sa in facts["ike_sas"] for child in sa["child_sas"]]


def xfrm_state(known=LINUX_ENCR, esn=True):
    """What Linux shows of those SAs for whose algorithms it has a name."""
    lines = []
    for child in children():
        if child["encr"] not in known:
            continue
        for spi, side in (("spi_r", "i"), ("spi_i", "r")):
            lines.append("src 192.0.2.51 dst 198.51.100.52")
            lines.append(f"\tproto esp spi 0x{child[spi]} reqid 1 mode {child['mode']}")
            flag = " flag esn" if child["esn"] and esn else ""
            lines.append(f"\treplay-window 0{flag}")
            if child["integ"]:
                integ_key = child[f"integ_key_{side}"]
                lines.append(with_key(LINUX_INTEG[child["integ"]], integ_key))
            lines.append(with_key(known[child["encr"]], child[f"encr_key_{side}"]))
    return "".join(line + "\n" for line in lines)


def without_ike(capture, destination):
    """A copy of a capture without its IKE messages: those in UDP, but for ESP on port 4500."""
    octets = capture.read_bytes()
    kept = [octets[:24]]
    offset = 24
    while offset < len(octets):
        end = offset + 16 + int.from_bytes(octets[offset + 8 : offset + 12], "little")
        frame = octets[offset + 16 : end]
        port = frame[36:38] if frame[23] == 17 else b""
        if frame[23] == 50 or (port and frame[42:46] != bytes(4) and b"\x11\x94" in (frame[34:36], port)):
            kept.append(octets[offset:end])
        offset = end
    destination.write_bytes(b"".join(kept))
    return destination


@pytest.fixture
def esp_only(tmp_path):
    return without_ike(MANY / "capture.pcap", tmp_path / "capture.pcap")


def inner_packets(tshark, capture, keys, **options):
    fields = ["esp.spi", "esp.sequence", "esp.contained_data", "esp.protocol"]
    return tshark.fields(capture, fields, "-Y", "esp", keys=keys, **options)


@pytest.mark.parametrize("two_pass", [False, True], ids=["one_pass", "two_passes"])
def test_the_kernels_list_opens_esp_without_ike(tshark, esp_only, tmp_path, two_pass):
    keys = tmp_path / "keys.txt"
    keys.write_text(xfrm_state())
    expected = inner_packets(tshark, MANY / "capture.pcap", MANY / "keys.txt")
    actual = inner_packets(tshark, esp_only, keys, two_pass=two_pass)
    unnamed = {c[s] for c in children() for s in ("spi_i", "spi_r") if c["encr"] not in LINUX_ENCR}
    assert len(unnamed) == 4
    assert [row for row in actual if row[2]] == [
        row for row in expected if row[0][0][2:] not in unnamed
    ]
    assert len([row for row in actual if row[2]]) == 44


def test_extended_sequence_numbers_need_not_be_said(tshark, esp_only, tmp_path):
    keys = tmp_path / "keys.txt"
    keys.write_text(re.sub(r"\treplay-window.*\n", "", xfrm_state()))
    assert len([row for row in inner_packets(tshark, esp_only, keys) if row[2]]) == 44


def test_the_line_that_opened_a_packet_is_named(tshark, esp_only, tmp_path):
    keys = tmp_path / "keys.txt"
    keys.write_text(xfrm_state())
    fields = ["esp.spi", "ikev2.esp.key", "ikev2.esp.child_sa", "esp.icv_good"]
    lines = xfrm_state().splitlines()
    rows = tshark.fields(esp_only, fields, "-Y", "ikev2.esp.key", keys=keys)
    assert len(rows) == 44
    for spi, key, child, good in rows:
        line = int(re.fullmatch(r"ESP key of .*keys.txt:(\d+)", key[0])[1])
        before = [text for text in lines[:line] if "proto esp" in text]
        assert spi[0] in before[-1]
        assert (child, good) == ([], ["1"])


@pytest.mark.parametrize("row_spi", ["0x{spi}", "*"], ids=["spi", "any_spi"])
def test_rows_of_wiresharks_table_in_the_key_file_open_esp(tshark, esp_only, tmp_path, row_spi):
    rows = []
    for child in children():
        if (child["encr"], child["integ"]) != ("ENCR_AES_CBC", "AUTH_HMAC_SHA1_96"):
            continue
        for spi, side in (("spi_r", "i"), ("spi_i", "r")):
            ends = ["192.0.2.51", "198.51.100.52"]
            row = ["IPv4", *(ends if side == "i" else reversed(ends))]
            row += [row_spi.format(spi=child[spi])]
            row += ["AES-CBC [RFC3602]", "0x" + child[f"encr_key_{side}"]]
            row += ["HMAC-SHA-1-96 [RFC2404]", "0x" + child[f"integ_key_{side}"]]
            rows.append(",".join(f'"{field}"' for field in row))
    keys = tmp_path / "keys.txt"
    keys.write_text("\n".join(rows) + "\n")
    opened = [row for row in inner_packets(tshark, esp_only, keys) if row[2]]
    expected = inner_packets(tshark, MANY / "capture.pcap", MANY / "keys.txt")
    assert len(opened) == 4
    assert all(row in expected for row in opened)


def test_wrong_keys_open_nothing_and_are_named(tshark, esp_only, tmp_path):
    keys = tmp_path / "keys.txt"
    state = xfrm_state({"ENCR_AES_CBC": LINUX_ENCR["ENCR_AES_CBC"]})
    keys.write_text(re.sub(r"hmac\((\w+)\) 0x..", r"hmac(\1) 0x00", state))
    text = tshark.run(esp_only, "-V", keys=keys).stdout
    assert "ESP Contained Data" not in text
    assert re.search(r"integrity check failed with the keys of the SA.* Tried: ESP key of .*:\d+", text)


def test_keys_for_any_spi_that_do_not_fit_say_nothing(tshark, builtin, esp_only, tmp_path):
    keys = tmp_path / "keys.txt"
    row = user_row("*").removeprefix("esp_sa:").replace("192.0.2.1", "*").replace("192.0.2.2", "*")
    keys.write_text(row + "\n")
    shown = tshark.run(esp_only, "-V", "-Y", "esp", keys=keys).stdout
    assert shown == builtin.run(esp_only, "-V", "-Y", "esp").stdout


def test_the_log_of_one_end_opens_esp_without_ike(tshark, tmp_path):
    capture = without_ike(PSK / "capture.pcap", tmp_path / "capture.pcap")
    for log in ("charon-initiator.log", "charon-responder.log"):
        assert [row for row in tshark.fields(capture, ["ikev2.exchangetype"]) if row[0]] == []
        rows = inner_packets(tshark, capture, PSK / log)
        assert len(rows) == 8
        assert all(contained for _, _, contained, _ in rows)


def test_what_the_negotiation_gives_goes_first(tshark, tmp_path):
    keys = tmp_path / "keys.txt"
    keys.write_text((MANY / "keys.txt").read_text() + xfrm_state())
    fields = ["esp.contained_data", "ikev2.esp.key"]
    rows = tshark.fields(MANY / "capture.pcap", fields, "-Y", "esp", keys=keys)
    assert [len(contained) for contained, _ in rows] == [1] * 48
    assert all(key == [] for _, key in rows)


def test_keys_of_a_child_sa_whose_shared_secret_is_not_known_open_it(tshark, tmp_path):
    keys = tmp_path / "keys.txt"
    given = re.sub(r"^SHARED_SECRET .*\n", "", (MANY / "keys.txt").read_text(), flags=re.M)
    keys.write_text(given + xfrm_state())
    fields = ["esp.contained_data", "ikev2.esp.key", "ikev2.esp.child_sa"]
    rows = tshark.fields(MANY / "capture.pcap", fields, "-Y", "esp", keys=keys)
    by_line = [row for row in rows if row[1]]
    assert len(rows) == 48
    assert by_line
    assert all(contained and "key exchange: yes" in child[0] for contained, _, child in by_line)
