// The substructures of the GSA and KD payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/group_substructure.h"

#include "plugin/iana/security_protocols.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

// RFC 9838, section 4.4: a Group SA policy, here without what follows its SPI.
const Bytes& of_esp() {
    static const Bytes octets = from_hex(
        "03"        // Protocol: ESP
        "04"        // SPI Size
        "000a"      // Length
        "11223344"  // SPI
        "aabb");    // what the payload makes of it
    return octets;
}

// The group-wide policy, or a Member Key Bag: no SPI.
const Bytes& of_group() {
    static const Bytes octets = from_hex("00ff0006ccdd");
    return octets;
}

std::vector<GroupSubstructure> all_of(const Bytes& octets) {
    Reader reader = reader_of(octets);
    std::vector<GroupSubstructure> all;
    GroupSubstructure it;
    while (next_group_substructure(reader, it)) {
        all.push_back(it);
    }
    assert_true(reader.at_end());
    return all;
}

void every_field_of_the_figure_is_read(void** /*state*/) {
    const Bytes octets = concat({of_esp(), of_group()});
    std::vector<GroupSubstructure> all = all_of(octets);
    assert_int_equal(all.size(), 2);
    assert_true(all[0].of_sa());
    assert_true(is_at(all[0].protocol, iana::protocol::ESP, 0));
    assert_true(is_at(all[0].spi_size, 4, 1));
    assert_true(is_at(all[0].length, 10, 2));
    assert_true(is_at(all[0].spi, "11223344", 4));
    assert_true(is_at(all[0].body.rest(), "aabb", 8));
    assert_int_equal(all[0].end, 10);
    assert_int_equal(all[1].offset, 10);
    assert_true(all[1].shortfall == Shortfall::none);
}

void what_is_of_no_sa_has_no_spi_whatever_the_reserved_octet_says(void** /*state*/) {
    std::vector<GroupSubstructure> all = all_of(of_group());
    assert_int_equal(all.size(), 1);
    assert_false(all[0].of_sa());
    assert_true(is_at(all[0].spi_size, 0xff, 1));
    assert_false(all[0].spi.present());
    assert_true(is_at(all[0].body.rest(), "ccdd", 4));
    assert_true(all[0].shortfall == Shortfall::none);
}

void a_length_that_cannot_be_takes_the_rest_and_is_a_shortfall(void** /*state*/) {
    for (const unsigned length : {0U, 1U, 3U, 17U, 0xffffU}) {
        Bytes octets = concat({of_esp(), of_group()});
        put(octets, 2, length, 2);
        const std::vector<GroupSubstructure> all = all_of(octets);
        assert_int_equal(all.size(), 1);
        assert_true(all[0].shortfall == Shortfall::structure);
        assert_int_equal(all[0].end, 16);
    }
}

void an_spi_that_does_not_fit_its_substructure_is_not_taken_from_the_next(void** /*state*/) {
    Bytes octets = concat({of_esp(), of_group()});
    put(octets, 1, 7, 1);
    const std::vector<GroupSubstructure> all = all_of(octets);
    assert_int_equal(all.size(), 2);
    assert_true(all[0].shortfall == Shortfall::structure);
    assert_false(all[0].spi.present());
    assert_true(all[1].shortfall == Shortfall::none);
}

void one_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut(of_esp(), [](Reader& reader) {
        Parsed all;
        GroupSubstructure it;
        if (next_group_substructure(reader, it)) {
            all.add(it.protocol, it.spi_size, it.length, it.spi);
            // A substructure that is cut shows in its own shortfall first.
            Reader body = it.body;
            all.add(body.octets(2));
            all.add_shortfall(it.shortfall);
            all.add_shortfall(body.shortfall());
        } else {
            all.add_shortfall(reader.u8().present() ? Shortfall::none : reader.shortfall());
        }
        return all;
    });
}

void a_wrapped_key_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    // RFC 9838, section 4.5.4: Key ID, KWK ID, Encrypted Key.
    const Bytes key = from_hex("00000001000000020102030405060708");
    check_every_cut_before(8, key, [](Reader& reader) {
        const auto it = WrappedKey::read(reader);
        return parsed(reader, it.key_id, it.kwk_id, it.encrypted_key);
    });
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_figure_is_read),
        cmocka_unit_test(what_is_of_no_sa_has_no_spi_whatever_the_reserved_octet_says),
        cmocka_unit_test(a_length_that_cannot_be_takes_the_rest_and_is_a_shortfall),
        cmocka_unit_test(an_spi_that_does_not_fit_its_substructure_is_not_taken_from_the_next),
        cmocka_unit_test(one_that_is_cut_gives_the_fields_before_the_cut),
        cmocka_unit_test(a_wrapped_key_that_is_cut_gives_the_fields_before_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
