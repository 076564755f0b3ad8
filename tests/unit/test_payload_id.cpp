// The Identification payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_id.h"

#include "plugin/iana/id_types.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

const Bytes& figure() {
    static const Bytes body = from_hex(
        "01"          // ID Type: ID_IPV4_ADDR
        "0c0d0e"      // RESERVED
        "0a000001");  // Identification Data: 10.0.0.1
    return body;
}

void every_field_of_the_figure_is_read(void** /*state*/) {
    Reader reader = reader_of(figure());
    const Identification id = Identification::read(reader);
    assert_true(is_at(id.type, iana::id::ID_IPV4_ADDR, 0));
    assert_true(is_at(id.reserved, "0c0d0e", 1));
    assert_true(is_at(id.data, "0a000001", 4));
    assert_true(reader.ok());
    assert_true(reader.at_end());
}

void an_identity_of_any_type_and_length_is_left_as_it_is(void** /*state*/) {
    const Bytes body = concat({from_hex("ff000000"), Bytes(2000, 0x61)});
    Reader reader = reader_of(body);
    const Identification id = Identification::read(reader);
    assert_int_equal(id.type.value, 255);
    assert_true(equal(id.data.value, Bytes(2000, 0x61)));
    Reader empty(body, 0, 4);
    assert_false(Identification::read(empty).data.present());
    assert_true(empty.ok());
}

void a_body_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut_before(4, figure(), [](Reader& reader) {
        const Identification it = Identification::read(reader);
        return parsed(reader, it.type, it.reserved, it.data);
    });
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_figure_is_read),
        cmocka_unit_test(an_identity_of_any_type_and_length_is_left_as_it_is),
        cmocka_unit_test(a_body_that_is_cut_gives_the_fields_before_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
