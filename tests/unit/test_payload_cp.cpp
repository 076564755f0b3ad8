// The Configuration payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_cp.h"

#include "plugin/iana/cfg_attributes.h"
#include "plugin/iana/cfg_types.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

const Bytes& figure() {
    static const Bytes body = from_hex(
        "02"        // CFG Type: CFG_REPLY
        "010203"    // RESERVED
        "0001"      // INTERNAL_IP4_ADDRESS
        "0004"      // Length
        "0a030001"  // Value
        "0003"      // INTERNAL_IP4_DNS
        "0000");    // Length
    return body;
}

void every_field_of_the_figure_is_read(void** /*state*/) {
    Reader reader = reader_of(figure());
    Configuration cp = Configuration::read(reader);
    assert_true(is_at(cp.type, iana::cfg::CFG_REPLY, 0));
    assert_true(is_at(cp.reserved, "010203", 1));
    Attribute attribute;
    assert_true(next_configuration_attribute(cp.attributes, attribute));
    assert_int_equal(attribute.offset, 4);
    assert_true(is_at(attribute.type_field, 1, 4));
    assert_true(is_at(attribute.length, 4, 6));
    assert_true(is_at(attribute.value, "0a030001", 8));
    assert_int_equal(attribute.end(), 12);
    assert_true(next_configuration_attribute(cp.attributes, attribute));
    assert_int_equal(attribute.type(), 3);
    assert_false(attribute.value.present());
    assert_int_equal(attribute.end(), 16);
    assert_false(next_configuration_attribute(cp.attributes, attribute));
    assert_true(cp.attributes.ok());
}

void a_type_alone_is_whole(void** /*state*/) {
    Reader reader(figure(), 0, 4);
    Configuration cp = Configuration::read(reader);
    Attribute attribute;
    assert_false(next_configuration_attribute(cp.attributes, attribute));
    assert_true(cp.attributes.ok());
}

void the_reserved_bit_does_not_make_the_short_form(void** /*state*/) {
    const Bytes octets = from_hex(
        "80010004"
        "0a030001");
    Reader reader = reader_of(octets);
    Attribute attribute;
    assert_true(next_configuration_attribute(reader, attribute));
    assert_int_equal(attribute.type(), 1);
    assert_true(is_at(attribute.length, 4, 2));
    assert_true(is_at(attribute.value, "0a030001", 4));
    assert_true(reader.at_end());
}

void an_attribute_length_past_the_end_is_a_shortfall(void** /*state*/) {
    for (const unsigned length : {9U, 0xffffU}) {
        Bytes body = figure();
        put(body, 6, length, 2);
        Reader reader = reader_of(body);
        Configuration cp = Configuration::read(reader);
        Attribute attribute;
        assert_false(next_configuration_attribute(cp.attributes, attribute));
        assert_true(cp.attributes.shortfall() == Shortfall::structure);
        assert_true(is_at(attribute.length, length, 6));
        assert_false(attribute.value.present());
    }
}

void a_body_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut_but(
        figure(), [](std::uint32_t kept) { return kept == 4 || kept == 12; },
        [](Reader& reader) {
            Configuration cp = Configuration::read(reader);
            Parsed all = parsed(reader, cp.type, cp.reserved);
            Attribute attribute;
            for (bool more = true; more;) {
                more = next_configuration_attribute(cp.attributes, attribute);
                all.add(attribute.type_field, attribute.length, attribute.value);
            }
            all.add_shortfall(cp.attributes.shortfall());
            return all;
        });
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_figure_is_read),
        cmocka_unit_test(a_type_alone_is_whole),
        cmocka_unit_test(the_reserved_bit_does_not_make_the_short_form),
        cmocka_unit_test(an_attribute_length_past_the_end_is_a_shortfall),
        cmocka_unit_test(a_body_that_is_cut_gives_the_fields_before_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
