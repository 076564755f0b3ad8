// How near what was offered comes to what the other side takes.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/proposal_match.h"

#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "tests/unit/message_builder.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;
using namespace ikev2::iana::transform_type;

namespace {

// A Key Length attribute (RFC 7296, section 3.3.5).
Bytes bits(unsigned length) {
    return concat({number(0x800e, 2), number(length, 2)});
}

Bytes ike_proposal(bool last, unsigned key_bits, unsigned prf, unsigned group) {
    return proposal(last, iana::protocol::IKE, {}, 3,
                    concat({transform(false, ENCR, iana::encr::ENCR_AES_CBC, bits(key_bits)),
                            transform(false, PRF, prf), transform(true, KE, group)}));
}

void the_closest_proposal_names_the_transform_that_differs(void** /*state*/) {
    const Bytes offered = concat({ike_proposal(false, 128, iana::prf::PRF_HMAC_MD5, 2),
                                  ike_proposal(true, 256, iana::prf::PRF_HMAC_SHA1, 14)});
    const Bytes known = ike_proposal(true, 256, iana::prf::PRF_HMAC_SHA2_256, 14);
    const auto closest = closest_proposal(reader_of(offered), reader_of(known));
    assert_true(closest.has_value());
    assert_int_equal(closest->mismatches.size(), 1);
    assert_int_equal(closest->mismatches[0].type, PRF);
    assert_string_equal(to_text(*closest, "192.0.2.1").c_str(),
                        "proposal 1 differs in PRF: offered PRF_HMAC_SHA1, 192.0.2.1 has "
                        "PRF_HMAC_SHA2_256");
}

void key_lengths_count(void** /*state*/) {
    const Bytes offered = ike_proposal(true, 128, iana::prf::PRF_HMAC_SHA1, 14);
    const Bytes known = ike_proposal(true, 256, iana::prf::PRF_HMAC_SHA1, 14);
    const auto closest = closest_proposal(reader_of(offered), reader_of(known));
    assert_true(closest.has_value());
    assert_int_equal(closest->mismatches.size(), 1);
    assert_int_equal(closest->mismatches[0].type, ENCR);
    assert_string_equal(closest->mismatches[0].offered[0].c_str(), "ENCR_AES_CBC-128");
    assert_string_equal(closest->mismatches[0].known[0].c_str(), "ENCR_AES_CBC-256");
}

void a_transform_type_that_only_one_side_has_differs(void** /*state*/) {
    const Bytes offered = ike_proposal(true, 128, iana::prf::PRF_HMAC_SHA1, 14);
    const Bytes known = proposal(
        true, iana::protocol::IKE, {}, 4,
        concat({transform(false, ENCR, iana::encr::ENCR_AES_CBC, bits(128)),
                transform(false, PRF, iana::prf::PRF_HMAC_SHA1),
                transform(false, INTEG, iana::integ::AUTH_HMAC_SHA1_96), transform(true, KE, 14)}));
    const auto closest = closest_proposal(reader_of(offered), reader_of(known));
    assert_true(closest.has_value());
    assert_string_equal(to_text(*closest, "it").c_str(),
                        "proposal 1 differs in INTEG: offered none, it has AUTH_HMAC_SHA1_96");
}

// "NONE" says the same as leaving the type out (RFC 7296, section 3.3.2).
void none_is_the_same_as_no_transform(void** /*state*/) {
    const auto esp = [](bool none) {
        const Bytes integ = none ? transform(false, INTEG, 0) : Bytes();
        return proposal(true, iana::protocol::ESP, number(7, 4), none ? 3 : 2,
                        concat({transform(false, ENCR, iana::encr::ENCR_AES_GCM_16, bits(128)),
                                integ, transform(true, SN, 0)}));
    };
    const Bytes with = esp(true);
    const Bytes without = esp(false);
    const auto closest = closest_proposal(reader_of(with), reader_of(without));
    assert_true(closest.has_value());
    assert_true(closest->mismatches.empty());
}

void proposals_for_other_protocols_are_not_compared(void** /*state*/) {
    const Bytes offered = ike_proposal(true, 128, iana::prf::PRF_HMAC_SHA1, 14);
    const Bytes known = proposal(true, iana::protocol::ESP, number(7, 4), 1,
                                 transform(true, ENCR, iana::encr::ENCR_3DES));
    assert_false(closest_proposal(reader_of(offered), reader_of(known)).has_value());
    assert_false(closest_proposal(reader_of(offered), reader_of({})).has_value());
}

void proposals_are_listed_with_their_numbers(void** /*state*/) {
    const Bytes offered = ike_proposal(true, 192, iana::prf::PRF_HMAC_SHA1, 2);
    assert_string_equal(proposals_text(reader_of(offered)).c_str(),
                        "1: ENCR_AES_CBC-192, PRF_HMAC_SHA1, 1024-bit MODP Group");
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(the_closest_proposal_names_the_transform_that_differs),
        cmocka_unit_test(key_lengths_count),
        cmocka_unit_test(a_transform_type_that_only_one_side_has_differs),
        cmocka_unit_test(none_is_the_same_as_no_transform),
        cmocka_unit_test(proposals_for_other_protocols_are_not_compared),
        cmocka_unit_test(proposals_are_listed_with_their_numbers),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
