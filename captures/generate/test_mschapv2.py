# MD4, MS-CHAPv2 and its keys against the RFCs' examples.
# SPDX-License-Identifier: GPL-2.0-or-later

import pytest

from ikev2gen.md4 import md4
from ikev2gen.mschapv2 import MsChapV2

# RFC 2759, section 9.2.
EXAMPLE = MsChapV2(
    "User",
    "clientPass",
    bytes.fromhex("5B5D7C7D7B3F2F3E3C2C602132262628"),
    bytes.fromhex("21402324255E262A28295F2B3A337C7E"),
)


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        (b"", "31d6cfe0d16ae931b73c59d7e0c089c0"),
        (b"abc", "a448017aaf21d8525fc10ae87aa6729d"),
        (b"abcdefghijklmnopqrstuvwxyz", "d79e1c308aa5bbcdeea8ed63df412da9"),
        (b"1234567890" * 8, "e33b4ddc9c38f2199c3e7b164fcc0536"),
    ],
)
def test_md4_digests_are_those_of_rfc_1320(text, digest):
    assert md4(text).hex() == digest


def test_responses_are_those_of_rfc_2759():
    assert EXAMPLE.nt_response.hex() == "82309ecd8d708b5ea08faa3981cd83544233114a3d85d6df"
    assert EXAMPLE.authenticator_response == "S=407A5589115FD0D6209F510FE9C04566932CDA56"


def test_the_msk_holds_the_send_key_of_rfc_3079():
    """Section 3.5.3 computes the server's 128-bit send key, the second 16 octets of the MSK."""
    assert EXAMPLE.msk[16:32].hex() == "8b7cdc149b993a1ba118cb153f56dccb"
    assert EXAMPLE.msk[32:] == bytes(32)
    assert len(EXAMPLE.msk) == 64


def test_packets_carry_their_own_length():
    packet = EXAMPLE.response_packet(5)
    assert packet[:5] == bytes([2, 5, 0, 4 + 1 + 49 + 4, 49])
    assert packet.endswith(b"User")
