// Finding the algorithms of an IKE SA whose negotiation is not in the capture.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/suite_trial.h"

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/transform_ids.h"
#include "tests/unit/message_builder.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;
namespace encr = ikev2::iana::encr;
namespace integ = ikev2::iana::integ;
namespace type = ikev2::iana::payload;

namespace {

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

void every_suite_that_keys_fit_is_given_once(void** /*state*/) {
    const std::vector<Suite> suites = suites_with(16, 20);
    unsigned aes_sha1 = 0;
    for (const Suite& suite : suites) {
        assert_true(suite.can_open());
        assert_int_equal(*crypto::sk_e_length(*suite.encr, suite.key_bits), 16);
        assert_int_equal(suite.integ->key_length, 20);
        const bool is_aes_sha1 = suite.encr_id == encr::ENCR_AES_CBC && suite.key_bits == 128 &&
                                 suite.integ_id == integ::AUTH_HMAC_SHA1_96;
        aes_sha1 += is_aes_sha1 ? 1 : 0;
    }
    assert_int_equal(aes_sha1, 1);
}

void keys_without_integrity_key_are_those_of_an_aead(void** /*state*/) {
    const std::vector<Suite> suites = suites_with(36, 0);
    unsigned gcm = 0;
    for (const Suite& suite : suites) {
        assert_true(suite.can_open());
        assert_true(suite.encr->is_aead());
        gcm += suite.encr_id == encr::ENCR_AES_GCM_16 ? 1 : 0;
    }
    assert_int_equal(gcm, 1);
    assert_true(suites_with(16, 0).empty());
}

void keys_of_no_algorithm_fit_no_suite(void** /*state*/) {
    assert_true(suites_with(17, 20).empty());
    assert_true(suites_with(16, 21).empty());
}

void aes_cbc_comes_before_the_ciphers_that_are_seldom_seen(void** /*state*/) {
    for (const std::size_t sk_e_length : {16U, 24U, 32U}) {
        const std::vector<Suite> suites = suites_with(sk_e_length, 20);
        assert_true(suites.size() > 1);
        bool others = false;
        for (const Suite& suite : suites) {
            assert_false(others && suite.encr_id == encr::ENCR_AES_CBC);
            others = others || suite.encr_id != encr::ENCR_AES_CBC;
        }
        assert_int_equal(suites[0].encr_id, encr::ENCR_AES_CBC);
    }
}

// A notify, then a Delete.
Bytes two_payloads() {
    return concat(
        {payload(type::D, from_hex("00004000")), payload(type::NONE, from_hex("01000000"))});
}

Bytes padded(Octets payloads, unsigned padding) {
    return concat({payloads, Bytes(padding, 0xa5), number(padding, 1)});
}

Encrypted whole(std::uint8_t first_type) {
    Encrypted it;
    it.first_type = first_type;
    return it;
}

Encrypted fragment(std::uint8_t first_type, std::uint16_t number, std::uint16_t total) {
    return {{}, first_type, number, total};
}

void a_chain_of_payloads_and_padding_is_a_plaintext(void** /*state*/) {
    for (const unsigned padding : {0U, 7U, 255U}) {
        assert_true(holds_payloads(padded(two_payloads(), padding), whole(type::N)));
        assert_true(holds_payloads(padded({}, padding), whole(type::NONE)));
    }
    assert_true(holds_payloads(padded(two_payloads(), 3), fragment(type::N, 1, 1)));
}

void octets_that_are_no_chain_are_no_plaintext(void** /*state*/) {
    assert_false(holds_payloads({}, whole(type::N)));
    assert_false(holds_payloads(padded(two_payloads(), 3), whole(type::NONE)));
    assert_false(holds_payloads(padded({}, 3), whole(type::N)));
    Bytes pad_length_lies = padded(two_payloads(), 3);
    pad_length_lies.back() = static_cast<std::uint8_t>(pad_length_lies.size());
    assert_false(holds_payloads(pad_length_lies, whole(type::N)));
    for (const unsigned length : {0U, 3U, 9U, 0xffffU}) {
        Bytes payloads = two_payloads();
        put(payloads, 10, length, 2);
        assert_false(holds_payloads(padded(payloads, 3), whole(type::N)));
        assert_false(holds_payloads(padded(payloads, 3), fragment(type::N, 1, 1)));
    }
    const Bytes left_over = concat({two_payloads(), Bytes(1)});
    assert_false(holds_payloads(padded(left_over, 3), whole(type::N)));
}

// RFC 7383, section 2.5: a fragment ends wherever the size of datagrams has it.
void the_first_fragment_begins_with_a_payload(void** /*state*/) {
    const Bytes payloads = two_payloads();
    for (std::size_t kept = 1; kept <= payloads.size(); ++kept) {
        assert_true(
            holds_payloads(padded(Octets(payloads).first(kept), 2), fragment(type::N, 1, 2)));
    }
    Bytes reserved_bit = payloads;
    put(reserved_bit, 1, 0x04, 1);
    assert_false(holds_payloads(padded(reserved_bit, 2), fragment(type::N, 1, 2)));
    Bytes too_small = payloads;
    put(too_small, 2, 3, 2);
    assert_false(holds_payloads(padded(too_small, 2), fragment(type::N, 1, 2)));
}

void of_later_fragments_only_the_padding_can_be_told(void** /*state*/) {
    const Bytes anything(20, 0xff);
    assert_true(holds_payloads(padded(anything, 2), fragment(type::NONE, 2, 2)));
    assert_false(holds_payloads(anything, fragment(type::NONE, 2, 2)));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_suite_that_keys_fit_is_given_once),
        cmocka_unit_test(keys_without_integrity_key_are_those_of_an_aead),
        cmocka_unit_test(keys_of_no_algorithm_fit_no_suite),
        cmocka_unit_test(aes_cbc_comes_before_the_ciphers_that_are_seldom_seen),
        cmocka_unit_test(a_chain_of_payloads_and_padding_is_a_plaintext),
        cmocka_unit_test(octets_that_are_no_chain_are_no_plaintext),
        cmocka_unit_test(the_first_fragment_begins_with_a_payload),
        cmocka_unit_test(of_later_fragments_only_the_padding_can_be_told),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
