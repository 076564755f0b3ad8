// The Notify payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_notify.h"

#include "plugin/iana/notify_types.h"
#include "plugin/iana/security_protocols.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

const Bytes& figure() {
    static const Bytes body = from_hex(
        "03"        // Protocol ID: ESP
        "04"        // SPI Size
        "4009"      // Notify Message Type: REKEY_SA
        "9506d414"  // SPI
        "aabb");    // Notification Data
    return body;
}

void every_field_of_the_figure_is_read(void** /*state*/) {
    Reader reader = reader_of(figure());
    const Notify notify = Notify::read(reader);
    assert_true(is_at(notify.protocol_id, iana::protocol::ESP, 0));
    assert_true(is_at(notify.spi_size, 4, 1));
    assert_true(is_at(notify.type, iana::notify::REKEY_SA, 2));
    assert_true(is_at(notify.spi, "9506d414", 4));
    assert_true(is_at(notify.data, "aabb", 8));
    assert_true(reader.ok());
    assert_true(reader.at_end());
}

void a_notify_without_spi_and_data_is_whole(void** /*state*/) {
    const Bytes body = from_hex("00004000");
    Reader reader = reader_of(body);
    const Notify notify = Notify::read(reader);
    assert_int_equal(notify.type.value, iana::notify::INITIAL_CONTACT);
    assert_false(notify.spi.present());
    assert_false(notify.data.present());
    assert_true(reader.ok());
}

void without_an_spi_all_the_rest_is_data(void** /*state*/) {
    Bytes body = figure();
    put(body, 1, 0, 1);
    Reader reader = reader_of(body);
    const Notify notify = Notify::read(reader);
    assert_false(notify.spi.present());
    assert_true(is_at(notify.data, "9506d414aabb", 4));
}

void an_spi_size_past_the_end_leaves_neither_spi_nor_data(void** /*state*/) {
    for (const unsigned size : {7U, 255U}) {
        Bytes body = figure();
        put(body, 1, size, 1);
        Reader reader = reader_of(body);
        const Notify notify = Notify::read(reader);
        assert_true(reader.shortfall() == Shortfall::structure);
        assert_int_equal(reader.needed(), size);
        assert_true(is_at(notify.type, iana::notify::REKEY_SA, 2));
        assert_false(notify.spi.present());
        assert_false(notify.data.present());
    }
}

void a_body_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut_before(8, figure(), [](Reader& reader) {
        const Notify it = Notify::read(reader);
        return parsed(reader, it.protocol_id, it.spi_size, it.type, it.spi, it.data);
    });
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_figure_is_read),
        cmocka_unit_test(a_notify_without_spi_and_data_is_whole),
        cmocka_unit_test(without_an_spi_all_the_rest_is_data),
        cmocka_unit_test(an_spi_size_past_the_end_leaves_neither_spi_nor_data),
        cmocka_unit_test(a_body_that_is_cut_gives_the_fields_before_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
