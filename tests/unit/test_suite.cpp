// The algorithms that an IKE SA negotiated.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/suite.h"

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/negotiation.h"
#include "tests/unit/captures.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;
namespace encr = ikev2::iana::encr;
namespace prf = ikev2::iana::prf;
namespace integ = ikev2::iana::integ;
namespace type = ikev2::iana::transform_type;

namespace {

constexpr unsigned kIke = 1;

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

Bytes key_length(unsigned bits) {
    return concat({number(0x800e, 2), number(bits, 2)});
}

Suite chosen(const Bytes& sa_body) {
    return Suite::chosen(reader_of(sa_body));
}

// The suite of a proposal with these transforms.
Suite suite_of(std::initializer_list<Octets> transforms) {
    return chosen(proposal(true, kIke, {}, 4, concat(transforms)));
}

const Bytes& sha1_prf() {
    static const Bytes it = transform(false, type::PRF, prf::PRF_HMAC_SHA1);
    return it;
}

const Bytes& sha1_integ() {
    static const Bytes it = transform(false, type::INTEG, integ::AUTH_HMAC_SHA1_96);
    return it;
}

Bytes aes_cbc(unsigned bits) {
    return transform(false, type::ENCR, encr::ENCR_AES_CBC, key_length(bits));
}

void the_transforms_of_a_proposal_make_the_suite(void** /*state*/) {
    const Suite suite =
        suite_of({aes_cbc(256), sha1_prf(), sha1_integ(), transform(true, type::KE, 14)});
    assert_int_equal(suite.encr_id, encr::ENCR_AES_CBC);
    assert_int_equal(suite.key_bits, 256);
    assert_int_equal(suite.prf_id, prf::PRF_HMAC_SHA1);
    assert_int_equal(suite.integ_id, integ::AUTH_HMAC_SHA1_96);
    assert_int_equal(suite.ke_method, 14);
    assert_ptr_equal(suite.encr, crypto::find_encr(encr::ENCR_AES_CBC));
    assert_ptr_equal(suite.prf, crypto::find_prf(prf::PRF_HMAC_SHA1));
    assert_ptr_equal(suite.integ, crypto::find_integ(integ::AUTH_HMAC_SHA1_96));
    assert_true(suite.can_open());
    const auto lengths = suite.sk_lengths();
    assert_true(lengths.has_value());
    assert_int_equal(lengths->d, 20);
    assert_int_equal(lengths->a, 20);
    assert_int_equal(lengths->e, 32);
    assert_int_equal(lengths->p, 20);
}

void the_order_of_the_transforms_does_not_matter(void** /*state*/) {
    const Suite suite =
        suite_of({transform(false, type::KE, 14), sha1_integ(), sha1_prf(), aes_cbc(128)});
    assert_int_equal(suite.encr_id, encr::ENCR_AES_CBC);
    assert_int_equal(suite.key_bits, 128);
    assert_true(suite.sk_lengths().has_value());
}

void transforms_of_other_types_are_passed_over(void** /*state*/) {
    const Suite suite = suite_of({transform(false, type::SN, 1), aes_cbc(128), sha1_prf(),
                                  sha1_integ(), transform(true, 255, 12)});
    assert_int_equal(suite.encr_id, encr::ENCR_AES_CBC);
    assert_int_equal(suite.ke_method, 0);
    assert_true(suite.can_open());
}

void only_the_first_proposal_counts(void** /*state*/) {
    const Bytes both = concat({proposal(false, kIke, {}, 2, concat({aes_cbc(128), sha1_prf()})),
                               proposal(true, kIke, {}, 1, sha1_integ())});
    assert_int_equal(chosen(both).encr_id, encr::ENCR_AES_CBC);
    assert_int_equal(chosen(both).integ_id, 0);
    assert_false(chosen(both).can_open());
}

void an_aead_needs_no_integrity_algorithm(void** /*state*/) {
    const Bytes gcm = transform(false, type::ENCR, encr::ENCR_AES_GCM_16, key_length(256));
    const Suite suite = suite_of({gcm, sha1_prf()});
    assert_true(suite.can_open());
    assert_null(suite.integ);
    assert_int_equal(suite.sk_lengths()->e, 36);
    assert_int_equal(suite.sk_lengths()->a, 0);
}

void the_integrity_algorithm_of_a_faulty_proposal_with_an_aead_is_not_used(void** /*state*/) {
    const Bytes gcm = transform(false, type::ENCR, encr::ENCR_AES_GCM_16, key_length(128));
    const Suite suite = suite_of({gcm, sha1_prf(), sha1_integ()});
    assert_int_equal(suite.integ_id, integ::AUTH_HMAC_SHA1_96);
    assert_null(suite.integ);
    assert_int_equal(suite.sk_lengths()->a, 0);
}

void a_cipher_that_is_not_an_aead_needs_an_integrity_algorithm(void** /*state*/) {
    assert_false(suite_of({aes_cbc(128), sha1_prf()}).can_open());
    assert_false(suite_of({aes_cbc(128), sha1_prf()}).sk_lengths().has_value());
    const Bytes unknown = transform(false, type::INTEG, 1000);
    const Suite suite = suite_of({aes_cbc(128), sha1_prf(), unknown});
    assert_int_equal(suite.integ_id, 1000);
    assert_false(suite.can_open());
}

void an_encryption_that_is_not_known_cannot_be_opened(void** /*state*/) {
    const Bytes unknown = transform(false, type::ENCR, 1000, key_length(128));
    const Suite suite = suite_of({unknown, sha1_prf(), sha1_integ()});
    assert_int_equal(suite.encr_id, 1000);
    assert_int_equal(suite.key_bits, 128);
    assert_false(suite.can_open());
    assert_false(suite.sk_lengths().has_value());
}

void a_key_length_that_the_cipher_has_not_cannot_be_opened(void** /*state*/) {
    for (const unsigned bits : {0U, 64U, 100U, 129U, 512U, 0xffffU}) {
        assert_false(suite_of({aes_cbc(bits), sha1_prf(), sha1_integ()}).can_open());
    }
    const Bytes no_attribute = transform(false, type::ENCR, encr::ENCR_AES_CBC);
    assert_false(suite_of({no_attribute, sha1_prf(), sha1_integ()}).can_open());
}

void a_cipher_with_one_key_length_needs_no_attribute(void** /*state*/) {
    const Bytes triple_des = transform(false, type::ENCR, encr::ENCR_3DES);
    const Suite suite = suite_of({triple_des, sha1_prf(), sha1_integ()});
    assert_int_equal(suite.key_bits, 0);
    assert_true(suite.can_open());
    assert_int_equal(suite.sk_lengths()->e, 24);
}

void without_a_known_prf_messages_can_be_opened_but_no_keys_derived(void** /*state*/) {
    const Suite none = suite_of({aes_cbc(128), sha1_integ()});
    assert_true(none.can_open());
    assert_false(none.sk_lengths().has_value());
    const Suite unknown = suite_of({aes_cbc(128), transform(false, type::PRF, 1000), sha1_integ()});
    assert_int_equal(unknown.prf_id, 1000);
    assert_true(unknown.can_open());
    assert_false(unknown.sk_lengths().has_value());
}

void a_body_without_a_proposal_is_no_suite(void** /*state*/) {
    for (const Bytes& body : {Bytes(), Bytes(1), Bytes(8), Bytes(7, 0xff)}) {
        assert_int_equal(chosen(body).encr_id, 0);
        assert_false(chosen(body).can_open());
        assert_false(chosen(body).sk_lengths().has_value());
    }
}

// The suite of a capture's first IKE SA, from its IKE_SA_INIT response.
Suite suite_of_capture(const char* capture) {
    for (const Frame& frame : ike_frames(capture)) {
        if (frame.message().header.is_response()) {
            return Suite::chosen(Negotiation::read(frame.octets, chain_of(frame.message())).sa());
        }
    }
    fail_msg("%s: no response", capture);
    return {};
}

void suites_of_captures_ask_for_keys_as_long_as_theirs(void** /*state*/) {
    for (const char* capture :
         {"cisco-ios-psk", "3des-md5-psk", "aes-gcm-psk", "aes256-sha512-psk"}) {
        const Suite suite = suite_of_capture(capture);
        const Facts facts(capture);
        const auto length = [&](const char* key) {
            return facts.text(std::string("$.ike_sas[0].") + key).size() / 2;
        };
        assert_int_equal(suite.encr_id, facts.number("$.ike_sas[0].encr_id"));
        assert_int_equal(suite.prf_id, facts.number("$.ike_sas[0].prf_id"));
        assert_int_equal(suite.ke_method, facts.number("$.ike_sas[0].dh_group"));
        const auto lengths = suite.sk_lengths();
        assert_true(lengths.has_value());
        assert_non_null(suite.encr);
        assert_int_equal(lengths->d, length("SK_d"));
        assert_int_equal(lengths->e, length("SK_ei"));
        assert_int_equal(lengths->p, length("SK_pr"));
        const bool aead = suite.encr != nullptr && suite.encr->is_aead();
        assert_int_equal(lengths->a, aead ? 0 : length("SK_ar"));
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(the_transforms_of_a_proposal_make_the_suite),
        cmocka_unit_test(the_order_of_the_transforms_does_not_matter),
        cmocka_unit_test(transforms_of_other_types_are_passed_over),
        cmocka_unit_test(only_the_first_proposal_counts),
        cmocka_unit_test(an_aead_needs_no_integrity_algorithm),
        cmocka_unit_test(the_integrity_algorithm_of_a_faulty_proposal_with_an_aead_is_not_used),
        cmocka_unit_test(a_cipher_that_is_not_an_aead_needs_an_integrity_algorithm),
        cmocka_unit_test(an_encryption_that_is_not_known_cannot_be_opened),
        cmocka_unit_test(a_key_length_that_the_cipher_has_not_cannot_be_opened),
        cmocka_unit_test(a_cipher_with_one_key_length_needs_no_attribute),
        cmocka_unit_test(without_a_known_prf_messages_can_be_opened_but_no_keys_derived),
        cmocka_unit_test(a_body_without_a_proposal_is_no_suite),
        cmocka_unit_test(suites_of_captures_ask_for_keys_as_long_as_theirs),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
