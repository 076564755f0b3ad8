// The Delete payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_delete.h"

#include "plugin/iana/security_protocols.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

const Bytes& figure() {
    static const Bytes body = from_hex(
        "03"          // Protocol ID: ESP
        "04"          // SPI Size
        "0002"        // Num of SPIs
        "11223344"    // SPI
        "55667788");  // SPI
    return body;
}

// The SPIs that are given, and at the end what was missing.
unsigned count_spis(const Bytes& body, Shortfall shortfall) {
    Reader reader = reader_of(body);
    Delete it = Delete::read(reader);
    unsigned count = 0;
    At<Octets> spi;
    while (it.next_spi(spi)) {
        assert_int_equal(spi.length, it.spi_size.value);
        ++count;
    }
    assert_true(it.spis.shortfall() == shortfall);
    assert_false(it.next_spi(spi));
    return count;
}

void every_field_of_the_figure_is_read(void** /*state*/) {
    Reader reader = reader_of(figure());
    Delete it = Delete::read(reader);
    assert_true(is_at(it.protocol_id, iana::protocol::ESP, 0));
    assert_true(is_at(it.spi_size, 4, 1));
    assert_true(is_at(it.spi_count, 2, 2));
    At<Octets> spi;
    assert_true(it.next_spi(spi));
    assert_true(is_at(spi, "11223344", 4));
    assert_true(it.next_spi(spi));
    assert_true(is_at(spi, "55667788", 8));
    assert_false(it.next_spi(spi));
    assert_true(it.spis.ok());
    assert_true(it.spis.at_end());
}

void the_delete_of_an_ike_sa_has_no_spi(void** /*state*/) {
    assert_int_equal(count_spis(from_hex("01000000"), Shortfall::none), 0);
}

void a_count_of_spis_without_size_gives_none(void** /*state*/) {
    assert_int_equal(count_spis(from_hex("0100ffff"), Shortfall::none), 0);
}

void a_count_that_is_too_high_gives_the_spis_that_are_there(void** /*state*/) {
    for (const unsigned count : {3U, 0xffffU}) {
        Bytes body = figure();
        put(body, 2, count, 2);
        assert_int_equal(count_spis(body, Shortfall::structure), 2);
    }
}

void a_count_that_is_too_low_leaves_octets_over(void** /*state*/) {
    Bytes body = figure();
    put(body, 2, 1, 2);
    assert_int_equal(count_spis(body, Shortfall::none), 1);
    Reader reader = reader_of(body);
    Delete it = Delete::read(reader);
    At<Octets> spi;
    assert_true(it.next_spi(spi));
    assert_int_equal(it.spis.remaining(), 4);
}

void an_spi_size_that_does_not_divide_the_rest_is_a_shortfall(void** /*state*/) {
    Bytes body = figure();
    put(body, 1, 5, 1);
    assert_int_equal(count_spis(body, Shortfall::structure), 1);
    put(body, 1, 255, 1);
    assert_int_equal(count_spis(body, Shortfall::structure), 0);
}

void a_body_that_is_cut_gives_the_spis_before_the_cut(void** /*state*/) {
    check_every_cut(figure(), [](Reader& reader) {
        Delete it = Delete::read(reader);
        Parsed all = parsed(reader, it.protocol_id, it.spi_size, it.spi_count);
        At<Octets> spi;
        while (it.next_spi(spi)) {
            all.add(spi);
        }
        all.add_shortfall(it.spis.shortfall());
        return all;
    });
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_figure_is_read),
        cmocka_unit_test(the_delete_of_an_ike_sa_has_no_spi),
        cmocka_unit_test(a_count_of_spis_without_size_gives_none),
        cmocka_unit_test(a_count_that_is_too_high_gives_the_spis_that_are_there),
        cmocka_unit_test(a_count_that_is_too_low_leaves_octets_over),
        cmocka_unit_test(an_spi_size_that_does_not_divide_the_rest_is_a_shortfall),
        cmocka_unit_test(a_body_that_is_cut_gives_the_spis_before_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
