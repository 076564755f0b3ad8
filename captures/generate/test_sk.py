# Encrypted payloads: AOSP's messages rebuilt octet by octet, and what tampering writes.
# SPDX-License-Identifier: GPL-2.0-or-later

import struct

import pytest

from ikev2gen.algorithms import INTEGS, TRIPLE_DES, Encr, aes_cbc, aes_gcm_16
from ikev2gen.message import Header, clear_message
from ikev2gen.payload import Payload, chain
from ikev2gen.payloads import nonce, vendor_id
from ikev2gen.registry import Encr as EncrId, Exchange, Integ, PayloadType
from ikev2gen.sk import Sealer, Tamper
from ikev2gen.triple_des import TripleDES

HEX = bytes.fromhex
HEADER = Header(b"initiatr", b"respondr", Exchange.INFORMATIONAL, 0x08, 7)
SEALER = Sealer(aes_cbc(128), INTEGS[Integ.AUTH_HMAC_SHA1_96], bytes(16), bytes(20))


def cipher(case) -> Encr:
    if case["encr_id"] == EncrId.ENCR_3DES:
        return TRIPLE_DES
    key_bits = 8 * len(HEX(case["SK_e"]))
    if case["encr_id"] == EncrId.ENCR_AES_GCM_16:
        return aes_gcm_16(key_bits - 32)
    return aes_cbc(key_bits)


def open_payload(sealer: Sealer, payload: bytes) -> bytes:
    """The padding octets of an AOSP message, which its plaintext leaves out."""
    from cryptography.hazmat.primitives.ciphers import Cipher, modes
    from cryptography.hazmat.primitives.ciphers.algorithms import AES

    iv_length = sealer.encr.iv_length
    iv, ciphertext = payload[:iv_length], payload[iv_length : -sealer.icv_length]
    if sealer.encr.aead:
        key, salt = sealer.sk_e[:-4], sealer.sk_e[-4:]
        counter = salt + iv + (2).to_bytes(4, "big")
        decryptor = Cipher(AES(key), modes.CTR(counter)).decryptor()
    else:
        algorithm = TripleDES if sealer.encr.id == EncrId.ENCR_3DES else AES
        decryptor = Cipher(algorithm(sealer.sk_e), modes.CBC(iv)).decryptor()
    return decryptor.update(ciphertext)


def test_messages_of_aosp_come_out_octet_by_octet(vectors):
    ciphers = set()
    for case in vectors("aosp-unit-sk-messages.json")["messages"]:
        octets = HEX(case["message"])
        integ = INTEGS[Integ(case["integ_id"])] if case["integ_id"] else None
        sealer = Sealer(cipher(case), integ, HEX(case["SK_e"]), HEX(case["SK_a"] or ""))
        header = Header(
            octets[:8], octets[8:16], octets[18], octets[19], struct.unpack("!I", octets[20:24])[0]
        )
        fragment = case["frag"]
        start = 28 + 4 + (4 if fragment else 0)
        iv = octets[start : start + sealer.encr.iv_length]
        plaintext = HEX(case["plaintext"])
        padded = open_payload(sealer, octets[start:])
        pad = padded[len(plaintext) : -1]
        assert padded[: len(plaintext)] == plaintext and padded[-1] == len(pad) == case["pad_len"]
        if fragment:
            made = sealer.seal_fragment(header, octets[28], *fragment, plaintext, iv, pad)
        else:
            inner = [raw_payload(octets[28], plaintext)] if plaintext else []
            made = sealer.seal(header, inner, iv, pad)
        assert made.octets.hex() == case["message"], case["test"]
        ciphers.add(case["encr_id"])
    assert ciphers == {EncrId.ENCR_3DES, EncrId.ENCR_AES_CBC, EncrId.ENCR_AES_GCM_16}


def raw_payload(first_type: int, plaintext: bytes) -> Payload:
    """A whole chain of payloads as if it were one."""
    following, _, length = struct.unpack_from("!BBH", plaintext)
    return Payload(first_type, plaintext[4:], length=length, next_payload=following)


@pytest.mark.parametrize("length", range(0, 33))
def test_padding_fills_the_last_block(length):
    pad_length = SEALER.pad_length(length)
    assert (length + pad_length + 1) % 16 == 0
    assert pad_length < 16


def test_a_payload_chain_names_each_following_payload():
    octets = chain([nonce(b"n" * 16), vendor_id(b"v")])
    assert octets == b"\x2b\0\0\x14" + b"n" * 16 + b"\0\0\0\x05v"


def test_payload_fields_are_written_as_given():
    bad = Payload(PayloadType.V, b"abc", critical=True, reserved=1, length=3, next_payload=99)
    assert chain([bad]) == HEX("63810003") + b"abc"


def test_header_fields_are_written_as_given():
    bad = Header(b"i" * 8, b"r" * 8, 34, 8, 0, version=0x30, next_payload=7, length=5)
    octets = clear_message(bad, [vendor_id(b"v")]).octets
    assert octets[16:28] == HEX("07302208" "00000000" "00000005")


def test_a_tampered_message_differs_only_where_told():
    iv, pad = bytes(16), bytes(10)
    inner = [vendor_id(b"v")]
    right = SEALER.seal(HEADER, inner, iv, pad)
    wrong_icv = SEALER.seal(HEADER, inner, iv, pad, tamper=Tamper(icv=bytes(12)))
    assert wrong_icv.octets == right.octets[:-12] + bytes(12)
    wrong_length = SEALER.seal(HEADER, inner, iv, pad, tamper=Tamper(payload_length=0))
    assert wrong_length.octets[28:32] == right.octets[28:30] + b"\0\0"
    wrong_pad = SEALER.seal(HEADER, inner, iv, pad, tamper=Tamper(pad_length=255))
    assert wrong_pad.facts["payloads"][0]["pad_length"] == 255


def test_payloads_before_sk_are_in_clear_and_named_by_the_header():
    made = SEALER.seal(HEADER, [], bytes(16), bytes(15), before=[vendor_id(b"clear")])
    assert made.octets[16] == PayloadType.V
    assert made.octets[28:37] == b"\x2e\0\0\x09clear"
    assert [each["name"] for each in made.facts["payloads"]] == ["V", "SK"]
