// The key schedule and the AUTH payload's data.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/key_schedule.h"

#include "plugin/crypto/auth.h"
#include "plugin/crypto/encr.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/crypto/integ.h"
#include "plugin/crypto/join.h"
#include "plugin/iana/transform_ids.h"
#include "tests/unit/vectors_json.h"

using namespace ikev2;
using namespace ikev2::crypto;
using namespace ikev2::tests;

namespace {

int ready(void** /*state*/) {
    return init_gcrypt() ? 0 : -1;
}

bool is(const std::optional<Secret>& secret, const Bytes& expected) {
    return secret.has_value() && equal(*secret, expected);
}

SpiPair spis_of(const Case& one) {
    return {one.hex_number("SPIi"), one.hex_number("SPIr")};
}

/// A case of NIST's IKEv2 KDF validation. DKM is SK_d, then the other keys in one.
bool nist_case_holds(const Case& one) {
    const Prf& prf = *find_prf(one.number("prf_id"));
    const Bytes ni = one.hex("Ni");
    const Bytes nr = one.hex("Nr");
    const Bytes gir = one.hex("gir");
    const Bytes gir_new = one.hex("gir_new");
    const Bytes dkm = one.hex("DKM");
    const std::optional<Secret> skeyseed = derive_skeyseed(prf, ni, nr, gir);
    if (!is(skeyseed, one.hex("SKEYSEED"))) {
        return false;
    }
    SkLengths lengths{prf.key_length, 0, 0, 0};
    const std::size_t rest = dkm.size() - lengths.d;
    lengths.a = rest / 8;
    lengths.e = rest / 4 - 1;
    lengths.p = rest / 2 - lengths.a - lengths.e;
    std::optional<SkKeys> keys = derive_sk(prf, *skeyseed, ni, nr, spis_of(one), lengths);
    if (!keys || rest % 2 != 0) {
        return false;
    }
    const Secret joined =
        join({keys->d, keys->ai, keys->ar, keys->ei, keys->er, keys->pi, keys->pr});
    const Bytes child = one.hex("DKM_child");
    const Bytes child_dh = one.hex("DKM_child_dh");
    return keys->d.size() == lengths.d && keys->ai.size() == lengths.a &&
           keys->ar.size() == lengths.a && keys->ei.size() == lengths.e &&
           keys->er.size() == lengths.e && keys->pi.size() == lengths.p &&
           keys->pr.size() == lengths.p && equal(joined, dkm) &&
           is(derive_keymat(prf, keys->d, {}, ni, nr, child.size()), child) &&
           is(derive_keymat(prf, keys->d, gir_new, ni, nr, child_dh.size()), child_dh) &&
           is(derive_rekeyed_skeyseed(prf, keys->d, gir_new, ni, nr), one.hex("SKEYSEED_rekey"));
}

void all_18_nist_vectors_are_reproduced(void** /*state*/) {
    unsigned count = 0;
    for_each_case(own_vectors("ikev2-kdf.json"), "cases", [&count](const Case& one) {
        ++count;
        return nist_case_holds(one);
    });
    assert_int_equal(count, 18);
}

void nss_vectors_are_reproduced(void** /*state*/) {
    skip_without_shared_vectors();
    unsigned count = 0;
    for_each_case(shared_vectors("nss-ike-vectors.json"), "cases", [&count](const Case& one) {
        ++count;
        const Prf& prf = *find_prf(one.number("prf_id"));
        const std::string type = one.text("type");
        const Bytes key = one.hex("key(ikm)");
        const Bytes expected = one.hex("out");
        if (type == "ikeGxy") {
            return is(derive_skeyseed(prf, one.hex("Ni"), one.hex("Nr"), key), expected);
        }
        if (type == "ikeV2Rekey") {
            return is(
                derive_rekeyed_skeyseed(prf, key, one.hex("gxy"), one.hex("Ni"), one.hex("Nr")),
                expected);
        }
        Bytes out(expected.size());
        return type == "ikePlus" && prf_plus(prf, key, one.hex("seed"), out) &&
               equal(out, expected);
    });
    assert_int_equal(count, 29);
}

/// Whether g^ir and the nonces of a case lead to its SKEYSEED and its seven keys.
bool sa_case_holds(const Prf& prf, const Case& one) {
    const Bytes ni = one.hex("Ni");
    const Bytes nr = one.hex("Nr");
    const std::optional<Secret> skeyseed = derive_skeyseed(prf, ni, nr, one.hex("g_ir"));
    if (!is(skeyseed, one.hex("SKEYSEED"))) {
        return false;
    }
    const SkLengths lengths{one.hex("SK_d").size(), one.hex("SK_ai").size(),
                            one.hex("SK_ei").size(), one.hex("SK_pi").size()};
    std::optional<SkKeys> keys = derive_sk(prf, *skeyseed, ni, nr, spis_of(one), lengths);
    return keys && equal(keys->d, one.hex("SK_d")) && equal(keys->ai, one.hex("SK_ai")) &&
           equal(keys->ar, one.hex("SK_ar")) && equal(keys->ei, one.hex("SK_ei")) &&
           equal(keys->er, one.hex("SK_er")) && equal(keys->pi, one.hex("SK_pi")) &&
           equal(keys->pr, one.hex("SK_pr"));
}

void with_an_aes_prf_64_bits_of_each_nonce_key_skeyseed(void** /*state*/) {
    for_each_case(own_vectors("ikev2-aes-prf.json"), "cases", [](const Case& one) {
        return one.hex("Ni").size() > 8 && one.hex("Nr").size() > 8 &&
               sa_case_holds(*find_prf(one.number("id")), one);
    });
}

void sessions_of_the_aosp_tests_are_reproduced(void** /*state*/) {
    skip_without_shared_vectors();
    for_each_case(shared_vectors("aosp-cts-sessions.json"), "sessions", [](const Case& one) {
        return sa_case_holds(*find_prf(one.number("prf_id")), one);
    });
}

/// From g^ir to the AUTH payload inside the IKE_AUTH request and the CHILD_SA's KEYMAT.
bool psk_exchange_holds(const Case& one) {
    const Prf& prf = *find_prf(iana::prf::PRF_HMAC_SHA1);
    if (!sa_case_holds(prf, one)) {
        return false;
    }
    const Bytes nr = one.hex("Nr");
    const Bytes request = one.hex("ike_sa_init_request");
    const Bytes sk_pi = one.hex("SK_pi");
    const Bytes plaintext = one.hex("ike_auth_plaintext");
    const Bytes keymat = one.hex("KEYMAT");

    // The IKE_AUTH request begins with the IDi payload, the AUTH payload follows IDr's.
    const Octets id = Octets(plaintext).subspan(4, 8);
    const std::optional<Secret> octets = signed_octets(prf, request, nr, sk_pi, id);
    const std::optional<Secret> auth =
        shared_key_auth(prf, one.hex("psk_hex"), request, nr, sk_pi, id);
    if (!is(octets, one.hex("InitiatorSignedOctets")) || !is(auth, one.hex("AUTH")) ||
        !equal(*auth, Octets(plaintext).subspan(12 + 12 + 8, auth->size()))) {
        return false;
    }

    const Bytes message = one.hex("ike_auth_request");
    const Octets whole = message;
    const Encr& encr = *find_encr(iana::encr::ENCR_AES_CBC);
    const Integ& integ = *find_integ(iana::integ::AUTH_HMAC_SHA1_96);
    std::optional<IntegKey> sk_ai = IntegKey::make(integ, one.hex("SK_ai"));
    std::optional<IntegKey> sk_ar = IntegKey::make(integ, one.hex("SK_ar"));
    std::optional<EncrKey> sk_ei = EncrKey::make(encr, one.hex("SK_ei"));
    const Octets icv = whole.last(12);
    const Octets checked = whole.first(whole.size() - 12);
    Bytes opened(whole.size() - 32 - 16 - 12);
    return sk_ai && sk_ar && sk_ei && sk_ai->verify({checked}, icv) &&
           !sk_ar->verify({checked}, icv) &&
           sk_ei->open(whole.subspan(32, 16), {}, whole.subspan(48, opened.size()), {}, opened) &&
           equal(Octets(opened).first(plaintext.size()), plaintext) &&
           opened.size() == plaintext.size() + opened.back() + 1U &&
           is(derive_keymat(prf, one.hex("SK_d"), {}, one.hex("Ni"), nr, keymat.size()), keymat);
}

void a_psk_exchange_is_reproduced_from_g_ir_to_auth(void** /*state*/) {
    for_each_case(own_vectors("ikev2-psk-exchange.json"), "cases", psk_exchange_holds);
}

void int_auth_is_appended_to_the_signed_octets(void** /*state*/) {
    const Prf& prf = *find_prf(iana::prf::PRF_HMAC_SHA2_256);
    const Bytes message(28, 1);
    const Bytes nonce(16, 2);
    const Bytes sk_p(32, 3);
    const Bytes id(8, 4);
    const Bytes int_auth(68, 5);
    Secret expected = *signed_octets(prf, message, nonce, sk_p, id);
    expected.insert(expected.end(), int_auth.begin(), int_auth.end());
    const auto octets = signed_octets(prf, message, nonce, sk_p, id, int_auth);
    assert_true(octets.has_value() && equal(*octets, expected));
    const auto with = shared_key_auth(prf, sk_p, message, nonce, sk_p, id, int_auth);
    const auto without = shared_key_auth(prf, sk_p, message, nonce, sk_p, id);
    assert_true(with.has_value() && without.has_value());
    assert_false(equal(*with, *without));
}

void additional_key_exchanges_follow_the_nonces(void** /*state*/) {
    const Prf& prf = *find_prf(iana::prf::PRF_HMAC_SHA2_256);
    const Bytes sk_d(32, 1);
    const Bytes g_ir(32, 2);
    const Bytes ni(16, 3);
    const Bytes nr(16, 4);
    const Bytes more(64, 5);
    Bytes expected(32);
    assert_true(compute_prf(prf, sk_d, {g_ir, ni, nr, more}, expected));
    assert_true(is(derive_rekeyed_skeyseed(prf, sk_d, g_ir, ni, nr, more), expected));
    Bytes keymat(100);
    assert_true(prf_plus(prf, sk_d, join({g_ir, ni, nr, more}), keymat));
    assert_true(is(derive_keymat(prf, sk_d, g_ir, ni, nr, 100, more), keymat));
}

void more_than_prf_plus_gives_is_refused(void** /*state*/) {
    const Prf& prf = *find_prf(iana::prf::PRF_HMAC_MD5);
    const Bytes key(16, 1);
    const std::size_t longest = 255 * prf.output_length;
    assert_true(derive_keymat(prf, key, {}, key, key, longest).has_value());
    assert_false(derive_keymat(prf, key, {}, key, key, longest + 1).has_value());
    assert_false(derive_sk(prf, key, key, key, {1, 2}, {16, 16, 4000, 16}).has_value());
}

// More secrets than there is room for, each of them again and again, and with another PRF.
void kept_pads_change_no_auth(void** /*state*/) {
    const Bytes octets(40, 7);
    SharedKeyPads pads;
    for (unsigned i = 0; i < 100; ++i) {
        const Prf& prf =
            *find_prf(i % 3 == 0 ? iana::prf::PRF_HMAC_SHA1 : iana::prf::PRF_HMAC_SHA2_256);
        const Bytes secret(1 + i % 7, 42);
        const auto with = shared_key_auth(prf, secret, octets, octets, octets, octets, {}, &pads);
        const auto without = shared_key_auth(prf, secret, octets, octets, octets, octets);
        assert_true(with && without && *with == *without);
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(kept_pads_change_no_auth),
        cmocka_unit_test(all_18_nist_vectors_are_reproduced),
        cmocka_unit_test(nss_vectors_are_reproduced),
        cmocka_unit_test(with_an_aes_prf_64_bits_of_each_nonce_key_skeyseed),
        cmocka_unit_test(sessions_of_the_aosp_tests_are_reproduced),
        cmocka_unit_test(a_psk_exchange_is_reproduced_from_g_ir_to_auth),
        cmocka_unit_test(int_auth_is_appended_to_the_signed_octets),
        cmocka_unit_test(additional_key_exchanges_follow_the_nonces),
        cmocka_unit_test(more_than_prf_plus_gives_is_refused),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
