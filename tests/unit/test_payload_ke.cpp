// The Key Exchange payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_ke.h"

#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

const Bytes& figure() {
    static const Bytes body = from_hex(
        "0013"          // Diffie-Hellman Group Num: 19
        "0a0b"          // RESERVED
        "5eb513f851");  // Key Exchange Data
    return body;
}

void every_field_of_the_figure_is_read(void** /*state*/) {
    Reader reader = reader_of(figure());
    const KeyExchange ke = KeyExchange::read(reader);
    assert_true(is_at(ke.group, 19, 0));
    assert_true(is_at(ke.reserved, "0a0b", 2));
    assert_true(is_at(ke.data, "5eb513f851", 4));
    assert_true(reader.ok());
    assert_true(reader.at_end());
}

void a_body_without_data_is_whole(void** /*state*/) {
    Reader reader(figure(), 0, 4);
    const KeyExchange ke = KeyExchange::read(reader);
    assert_int_equal(ke.group.value, 19);
    assert_false(ke.data.present());
    assert_true(reader.ok());
}

void a_body_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut_before(4, figure(), [](Reader& reader) {
        const KeyExchange it = KeyExchange::read(reader);
        return parsed(reader, it.group, it.reserved, it.data);
    });
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_figure_is_read),
        cmocka_unit_test(a_body_without_data_is_whole),
        cmocka_unit_test(a_body_that_is_cut_gives_the_fields_before_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
