// The Fibre Channel traffic selector.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/ts_fc.h"

#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

// RFC 4595, section 4.4, behind the Selector Length.
const Bytes& figure() {
    static const Bytes octets = from_hex(
        "00"      // Reserved
        "010203"  // Starting Address
        "00"      // Reserved
        "01ffff"  // Ending Address
        "22"      // Starting R_CTL
        "23"      // Ending R_CTL
        "01"      // Starting Type
        "08");    // Ending Type
    return octets;
}

void every_field_of_the_figure_is_read(void** /*state*/) {
    Reader reader = reader_of(figure());
    const auto range = FibreChannelRange::read(reader);
    assert_true(is_at(range.start, "010203", 1));
    assert_true(is_at(range.end, "01ffff", 5));
    assert_true(is_at(range.start_r_ctl, 0x22, 8));
    assert_true(is_at(range.end_r_ctl, 0x23, 9));
    assert_true(is_at(range.start_type, 1, 10));
    assert_true(is_at(range.end_type, 8, 11));
    assert_true(reader.ok() && reader.at_end());
}

void one_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut(figure(), [](Reader& reader) {
        const auto it = FibreChannelRange::read(reader);
        return parsed(reader, it.reserved, it.start, it.reserved2, it.end, it.start_r_ctl,
                      it.end_r_ctl, it.start_type, it.end_type);
    });
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_figure_is_read),
        cmocka_unit_test(one_that_is_cut_gives_the_fields_before_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
