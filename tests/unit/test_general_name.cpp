// GeneralNames as ID_DER_ASN1_GN carries them.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/general_name.h"

#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

GeneralName name_of(const Bytes& octets) {
    Reader reader = reader_of(octets);
    return GeneralName::read(reader);
}

void a_name_of_each_choice_is_read(void** /*state*/) {
    for (unsigned choice = 0; choice <= GeneralName::registered_id; ++choice) {
        const Bytes octets = concat({number(0x80 | choice, 1), from_hex("03616263")});
        const GeneralName name = name_of(octets);
        assert_true(name.valid());
        assert_int_equal(name.choice(), choice);
        assert_true(is_at(name.value, "616263", 2));
    }
}

void long_forms_of_the_length_are_read(void** /*state*/) {
    const Bytes value(200, 0x61);
    for (unsigned count = 1; count <= 4; ++count) {
        const GeneralName name =
            name_of(concat({from_hex("82"), number(0x80 | count, 1), number(200, count), value}));
        assert_true(name.valid());
        assert_int_equal(name.value.length, 200);
        assert_int_equal(name.value.offset, 2 + count);
    }
}

void what_is_no_general_name_is_not_taken_for_one(void** /*state*/) {
    const char* const bad[] = {
        "",                      // nothing
        "82",                    // no length
        "8204616263",            // more than there is
        "8280616263",            // the indefinite form, which DER has not
        "82850000000003616263",  // a length of five octets
        "82ff",                  // a length of 127 octets
        "82848000000061",        // a length of 2^31
        "828200036162",          // a length that fits nothing
        "0203616263",            // a universal tag
        "8903616263",            // a tag behind the last one
        "c203616263",            // a private tag
    };
    for (const char* hex : bad) {
        assert_false(name_of(from_hex(hex)).valid());
    }
}

void a_name_that_is_cut_is_not_valid(void** /*state*/) {
    const Bytes whole = from_hex(
        "8207657861"
        "6d706c65");
    assert_true(name_of(whole).valid());
    for (std::size_t kept = 0; kept < whole.size(); ++kept) {
        assert_false(name_of(to_bytes(Octets(whole).first(kept))).valid());
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_name_of_each_choice_is_read),
        cmocka_unit_test(long_forms_of_the_length_are_read),
        cmocka_unit_test(what_is_no_general_name_is_not_taken_for_one),
        cmocka_unit_test(a_name_that_is_cut_is_not_valid),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
