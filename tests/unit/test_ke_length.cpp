// How long Key Exchange Data must be.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/ke_length.h"

#include "plugin/iana/transform_ids.h"
#include "tests/unit/cmocka_cpp.h"

using ikev2::session::ke_data_length;

namespace {

void a_diffie_hellman_value_is_as_long_both_ways(void** /*state*/) {
    for (const bool response : {false, true}) {
        assert_int_equal(ke_data_length(2, response).value_or(0), 128);   // RFC 7296, Appendix B.2
        assert_int_equal(ke_data_length(14, response).value_or(0), 256);  // RFC 3526
        assert_int_equal(ke_data_length(19, response).value_or(0), 64);   // RFC 5903
        assert_int_equal(ke_data_length(21, response).value_or(0), 132);  // RFC 5903
        assert_int_equal(ke_data_length(31, response).value_or(0), 32);   // RFC 8031
    }
}

void ml_kem_has_a_key_one_way_and_a_ciphertext_the_other(void** /*state*/) {
    // FIPS 203, table 3.
    assert_int_equal(ke_data_length(ikev2::iana::dh::ML_KEM_512, false).value_or(0), 800);
    assert_int_equal(ke_data_length(ikev2::iana::dh::ML_KEM_512, true).value_or(0), 768);
    assert_int_equal(ke_data_length(ikev2::iana::dh::ML_KEM_768, false).value_or(0), 1184);
    assert_int_equal(ke_data_length(ikev2::iana::dh::ML_KEM_768, true).value_or(0), 1088);
    assert_int_equal(ke_data_length(ikev2::iana::dh::ML_KEM_1024, false).value_or(0), 1568);
    assert_int_equal(ke_data_length(ikev2::iana::dh::ML_KEM_1024, true).value_or(0), 1568);
}

void the_length_of_a_method_that_is_not_known_is_not_known(void** /*state*/) {
    assert_false(ke_data_length(0, false).has_value());
    assert_false(ke_data_length(1024, true).has_value());
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_diffie_hellman_value_is_as_long_both_ways),
        cmocka_unit_test(ml_kem_has_a_key_one_way_and_a_ciphertext_the_other),
        cmocka_unit_test(the_length_of_a_method_that_is_not_known_is_not_known),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
