// Attributes in type/value and type/length/value form.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/attribute.h"

#include "plugin/iana/attribute_types.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

Attribute only_attribute(const Bytes& octets) {
    Reader reader = reader_of(octets);
    Attribute attribute;
    assert_true(next_attribute(reader, attribute));
    Attribute none;
    assert_false(next_attribute(reader, none));
    assert_true(reader.ok());
    assert_false(none.type_field.present());
    return attribute;
}

void the_short_form_of_the_figure_is_read(void** /*state*/) {
    const Bytes octets = from_hex("800e0100");  // AF=1, Key Length, 256
    const Attribute attribute = only_attribute(octets);
    assert_true(is_at(attribute.type_field, 0x800e, 0));
    assert_true(attribute.short_form());
    assert_int_equal(attribute.type(), iana::attribute::KEY_LENGTH);
    assert_false(attribute.length.present());
    assert_true(is_at(attribute.value, "0100", 2));
    assert_int_equal(attribute.number(), 256);
    assert_int_equal(attribute.offset, 0);
    assert_int_equal(attribute.end(), 4);
}

void the_long_form_of_the_figure_is_read(void** /*state*/) {
    const Bytes octets = from_hex("000e0003c0ffee");  // AF=0, length 3
    const Attribute attribute = only_attribute(octets);
    assert_true(is_at(attribute.type_field, 0x000e, 0));
    assert_false(attribute.short_form());
    assert_int_equal(attribute.type(), 14);
    assert_true(is_at(attribute.length, 3, 2));
    assert_true(is_at(attribute.value, "c0ffee", 4));
    assert_int_equal(attribute.number(), 0xc0ffee);
    assert_int_equal(attribute.end(), 7);
}

void the_type_has_fifteen_bits(void** /*state*/) {
    const Bytes short_form = from_hex("ffff0000");
    assert_int_equal(only_attribute(short_form).type(), 0x7fff);
    const Bytes long_form = from_hex("7fff0000");
    assert_int_equal(only_attribute(long_form).type(), 0x7fff);
    assert_false(only_attribute(long_form).short_form());
}

void a_long_form_without_a_value_ends_behind_its_length(void** /*state*/) {
    const Bytes octets = from_hex("00010000");
    const Attribute attribute = only_attribute(octets);
    assert_false(attribute.value.present());
    assert_true(is_at(attribute.length, 0, 2));
    assert_int_equal(attribute.number(), 0);
    assert_int_equal(attribute.end(), 4);
}

void a_value_of_up_to_four_octets_is_a_number(void** /*state*/) {
    const Bytes one = from_hex("0001000180");
    assert_int_equal(only_attribute(one).number(), 0x80);
    const Bytes four = from_hex("00010004fedcba98");
    assert_int_equal(only_attribute(four).number(), 0xfedcba98U);
    const Bytes five = from_hex("000100050000000001");
    assert_int_equal(only_attribute(five).number(), 0);
    assert_true(is_at(only_attribute(five).value, "0000000001", 4));
}

void attributes_follow_one_another(void** /*state*/) {
    const Bytes octets = from_hex(
        "800e0080"
        "00020001aa"
        "80030004");
    Reader reader = reader_of(octets);
    Attribute attribute;
    const std::uint32_t offsets[] = {0, 4, 9};
    const unsigned types[] = {14, 2, 3};
    for (unsigned i = 0; i < 3; ++i) {
        assert_true(next_attribute(reader, attribute));
        assert_int_equal(attribute.offset, offsets[i]);
        assert_int_equal(attribute.type(), types[i]);
    }
    assert_int_equal(attribute.end(), octets.size());
    assert_false(next_attribute(reader, attribute));
    assert_int_equal(attribute.offset, octets.size());
    assert_true(reader.ok());
}

void a_length_past_the_end_is_a_shortfall(void** /*state*/) {
    for (const unsigned length : {4U, 0xffffU}) {
        Bytes octets = from_hex("00020003aabbcc");
        put(octets, 2, length, 2);
        Reader reader = reader_of(octets);
        Attribute attribute;
        assert_false(next_attribute(reader, attribute));
        assert_true(reader.shortfall() == Shortfall::structure);
        assert_int_equal(reader.needed(), length);
        assert_true(is_at(attribute.length, length, 2));
        assert_false(attribute.value.present());
        assert_false(next_attribute(reader, attribute));
        assert_false(attribute.type_field.present());
    }
}

void attributes_that_are_cut_are_given_up_to_the_cut(void** /*state*/) {
    const Bytes octets = from_hex(
        "800e0080"
        "00020001aa"
        "80030004");
    check_every_cut_but(
        octets, [](std::uint32_t kept) { return kept == 0 || kept == 4 || kept == 9; },
        [](Reader& reader) {
            Parsed all;
            Attribute attribute;
            for (bool more = true; more;) {
                more = next_attribute(reader, attribute);
                all.add(attribute.type_field, attribute.length, attribute.value);
            }
            all.add_shortfall(reader.shortfall());
            return all;
        });
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(the_short_form_of_the_figure_is_read),
        cmocka_unit_test(the_long_form_of_the_figure_is_read),
        cmocka_unit_test(the_type_has_fifteen_bits),
        cmocka_unit_test(a_long_form_without_a_value_ends_behind_its_length),
        cmocka_unit_test(a_value_of_up_to_four_octets_is_a_number),
        cmocka_unit_test(attributes_follow_one_another),
        cmocka_unit_test(a_length_past_the_end_is_a_shortfall),
        cmocka_unit_test(attributes_that_are_cut_are_given_up_to_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
