"""Work that is limited, and said to be.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from captures import OWN

REKEY = OWN / "cisco-ios-rekey"

TRIED_ON = 4
"""Encrypted messages of an IKE SA that secrets without SPIs are tried on."""


def test_secrets_without_spis_are_not_tried_for_ever(tshark, tmp_path):
    keys = tmp_path / "keys.txt"
    keys.write_text(f"SKEYSEED * * {'8d' * 20}\n")
    names = ["ikev2.sa", "ikev2.enc.data", "ikev2.enc.wildcards"]
    rows = tshark.fields(REKEY / "capture.pcap", names, keys=keys)
    seen = {}
    said = []
    for sa, encrypted, limit in rows:
        if encrypted:
            seen.setdefault(sa[0], []).append(bool(limit))
    for limits in seen.values():
        said += limits[TRIED_ON:]
        assert not any(limits[:TRIED_ON])
    assert said and all(said)
