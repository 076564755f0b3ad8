# The key schedule against NIST CAVS, NSS and AOSP vectors.
# SPDX-License-Identifier: GPL-2.0-or-later

from ikev2gen import key_schedule
from ikev2gen.algorithms import INTEGS, PRFS, aes_cbc
from ikev2gen.registry import Integ, Prf

HEX = bytes.fromhex


def test_skeyseed_and_its_descendants_are_those_of_nist(vectors):
    cases = vectors("nist-cavs-ikev2-kdf-small.json")["cases"]
    assert len({case["prf"] for case in cases}) == 4
    for case in cases:
        prf = PRFS[Prf(case["prf_id"])]
        ni, nr, g_ir, g_ir_new = (HEX(case[name]) for name in ("Ni", "Nr", "gir", "gir_new"))
        seed = key_schedule.skeyseed(prf, ni, nr, g_ir)
        assert seed.hex() == case["SKEYSEED"]

        spis = HEX(case["SPIi"]) + HEX(case["SPIr"])
        material = prf.plus(seed, ni + nr + spis, len(HEX(case["DKM"])))
        assert material.hex() == case["DKM"]

        sk_d = material[: prf.length]
        child = HEX(case["DKM_child"])
        assert prf.plus(sk_d, ni + nr, len(child)) == child
        child_dh = HEX(case["DKM_child_dh"])
        assert prf.plus(sk_d, g_ir_new + ni + nr, len(child_dh)) == child_dh
        rekeyed = key_schedule.skeyseed_of_rekey(prf, sk_d, ni, nr, g_ir_new)
        assert rekeyed.hex() == case["SKEYSEED_rekey"]


def test_prf_plus_is_that_of_nss(vectors):
    tried = 0
    for case in vectors("nss-ike-vectors.json")["cases"]:
        if case["type"] != "ikePlus" or case["prf_id"] not in list(Prf) or not case["valid"]:
            continue
        expected = HEX(case["out"])
        prf = PRFS[Prf(case["prf_id"])]
        assert prf.plus(HEX(case["key(ikm)"]), HEX(case["seed"]), len(expected)) == expected
        tried += 1
    assert tried > 0


def aosp_keys(case):
    return key_schedule.ike_keys(
        PRFS[Prf.PRF_HMAC_SHA1],
        INTEGS[Integ.AUTH_HMAC_SHA1_96],
        aes_cbc(128),
        HEX(case["SKEYSEED"]),
        HEX(case["Ni"]),
        HEX(case["Nr"]),
        HEX(case["SPIi"]),
        HEX(case["SPIr"]),
    )


def test_the_seven_secrets_are_those_of_aosp(vectors):
    case = vectors("aosp-unit-psk-full-exchange.json")
    named = aosp_keys(case).named()
    assert [name for name, _ in named] == "SK_d SK_ai SK_ar SK_ei SK_er SK_pi SK_pr".split()
    for name, value in named:
        assert value.hex() == case[name], name


def test_child_keys_are_in_the_order_of_aosp(vectors):
    case = vectors("aosp-unit-psk-full-exchange.json")
    keys = key_schedule.child_keys(
        PRFS[Prf.PRF_HMAC_SHA1],
        HEX(case["SK_d"]),
        HEX(case["Ni"]),
        HEX(case["Nr"]),
        aes_cbc(128),
        INTEGS[Integ.AUTH_HMAC_SHA1_96],
    )
    material = keys.encr_i + keys.integ_i + keys.encr_r + keys.integ_r
    (expected,) = [value for name, value in case.items() if name.startswith("child_keymat")]
    assert material.hex() == expected


def test_an_aead_cipher_takes_no_integrity_keys():
    from ikev2gen.algorithms import aes_gcm_16

    prf = PRFS[Prf.PRF_HMAC_SHA2_256]
    spi = bytes(8)
    keys = key_schedule.ike_keys(prf, None, aes_gcm_16(256), bytes(32), b"i", b"r", spi, spi)
    assert (keys.sk_ai, keys.sk_ar) == (b"", b"")
    assert len(keys.sk_ei) == len(keys.sk_er) == 36
    assert "SK_ai" not in dict(keys.named())
