# The captures as files: deterministic, committed as made, and sound below IKE.
# SPDX-License-Identifier: GPL-2.0-or-later

import io
import json
import subprocess
from pathlib import Path

import pytest

from ikev2gen.capture import Capture
from ikev2gen.scenarios import SCENARIOS
from ikev2gen.seed import Seed

MAKE = Path(__file__).with_name("make")


def files_in(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_capture_is_the_same_on_each_run(captures, name):
    assert SCENARIOS[name]().files() == captures[name].files()


def test_the_committed_files_are_what_the_generator_makes():
    run = subprocess.run([MAKE, "--check"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_check_tells_what_differs(tmp_path):
    subprocess.run([MAKE, "--output", tmp_path, "wrong-psk"], check=True, capture_output=True)
    directory = tmp_path / "wrong-psk"
    (directory / "keys.txt").write_text("altered")
    (directory / "facts.json").unlink()
    (directory / "stray").touch()
    run = subprocess.run(
        [MAKE, "--check", "--output", tmp_path, "wrong-psk"], capture_output=True, text=True
    )
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "wrong-psk/facts.json: missing",
        "wrong-psk/stray: not made here",
        "wrong-psk/keys.txt: differs",
    ]


def test_an_unknown_capture_is_refused(tmp_path):
    run = subprocess.run([MAKE, "--output", tmp_path, "nothing"], capture_output=True, text=True)
    assert run.returncode == 2
    assert "no such capture: nothing" in run.stderr


def test_seed_values_depend_on_scenario_and_label_and_extend_each_other():
    seed = Seed("one")
    assert seed.value("a", 40)[:10] == seed.value("a", 10)
    assert seed.value("a", 16) != seed.value("b", 16)
    assert seed.value("a", 16) != Seed("two").value("a", 16)


@pytest.mark.parametrize("name", SCENARIOS)
def test_frames_are_in_order_of_time(captures, name):
    times = [time for time, _ in captures[name].frames]
    assert times == sorted(times) and times


def rows(capture: Capture):
    scapy = pytest.importorskip("scapy.all", reason="python3-scapy is not installed")
    packets = scapy.rdpcap(io.BytesIO(capture.files()["capture.pcap"]))
    return scapy, zip(packets, capture.frame_facts, strict=True)


@pytest.mark.parametrize("name", SCENARIOS)
def test_checksums_and_addresses_below_ike_are_right(captures, name):
    scapy, frames = rows(captures[name])
    for packet, facts in frames:
        ip = packet[1]
        assert (ip.src, ip.dst) == (facts["source"], facts["destination"])
        again = ip.copy()
        for layer in (again, again.payload):
            if hasattr(layer, "chksum") and layer.chksum:
                del layer.chksum
        assert bytes(again) == bytes(ip)
        if facts["kind"] in ("ike", "nat-keepalive", "esp-in-udp"):
            udp = ip[scapy.UDP]
            assert (udp.sport, udp.dport, udp.len) == (
                facts["source_port"],
                facts["destination_port"],
                facts["udp_length"],
            )
            assert (udp.chksum != 0) == (facts["kind"] == "ike")


@pytest.mark.parametrize("name", SCENARIOS)
def test_lengths_in_facts_add_up(captures, name):
    for frame in captures[name].frame_facts:
        if frame["kind"] != "ike":
            continue
        ike = frame["ike"]
        assert ike["length"] == 28 + sum(each["length"] for each in ike["payloads"])
        marker = 4 if frame["non_esp_marker"] else 0
        assert frame["udp_length"] == 8 + marker + ike["length"]
        last = ike["payloads"][-1]
        if last["name"] == "SK":
            inner = sum(each["length"] for each in last["payloads"])
            assert inner == len(last["plaintext"]) // 2


def test_facts_are_json_that_tells_the_exceptional_cases(captures):
    facts = {name: json.loads(capture.files()["facts.json"]) for name, capture in captures.items()}
    assert facts["3des-md5-psk"]["ike_sas"][0]["g_ir"].startswith("00")
    assert [each["verified"] for each in facts["wrong-psk"]["ike_sas"][0]["auths"]] == [False]
    assert [each["secret"] for each in facts["eap-identity"]["ike_sas"][0]["auths"]] == [
        "certificate",
        "EAP_MSK",
        "EAP_MSK",
    ]
    old, new = facts["ike-rekey"]["ike_sas"]
    assert new["rekeyed_from"] == f"{old['spi_i']}_{old['spi_r']}"
    assert (new["initiator"], new["responder"]) == (old["responder"], old["initiator"])


def test_a_retransmission_is_the_same_message(captures):
    capture = captures["aes256-sha512-psk"]
    (number,) = [each["number"] for each in capture.frame_facts if each.get("note")]
    _, first = capture.frames[number - 2]
    _, second = capture.frames[number - 1]
    assert first[42:] == second[42:]
