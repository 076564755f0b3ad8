// The bounds-checked reader.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/reader.h"

#include "tests/unit/message_builder.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

constexpr std::uint32_t kFar = UINT32_MAX;

const Bytes& sixteen_octets() {
    static const Bytes octets = from_hex("000102030405060708090a0b0c0d0e0f");
    return octets;
}

// Reader::skip in parentheses, because CMocka has a macro of that name.
void pass(Reader& reader, std::uint32_t count) {
    (reader.skip)(count);
}

// Reads behind the first field that does not fit, `needed` octets at `position`.
bool stays_short(Reader& reader, Shortfall shortfall, std::uint32_t needed,
                 std::uint32_t position) {
    const auto is_unchanged = [&] {
        return !reader.ok() && reader.shortfall() == shortfall && reader.needed() == needed &&
               reader.position() == position;
    };
    bool good = is_unchanged();
    good = good && !reader.u8().present() && is_unchanged();
    good = good && !reader.u16().present() && !reader.u32().present() && !reader.u64().present();
    good = good && !reader.octets(1).present() && !reader.rest().present() && is_unchanged();
    Reader part = reader.part(1);
    good = good && !part.u8().present() && is_unchanged();
    pass(reader, 1);
    return good && is_unchanged();
}

void numbers_are_big_endian_and_know_their_places(void** /*state*/) {
    Reader reader(sixteen_octets(), 1, 16);
    assert_true(is_at(reader.u8(), 0x01, 1));
    assert_true(is_at(reader.u16(), 0x0203, 2));
    assert_true(is_at(reader.u32(), 0x04050607, 4));
    assert_true(is_at(reader.u64(), 0x08090a0b0c0d0e0fU, 8));
    assert_true(reader.at_end());
    assert_true(reader.ok());
    assert_int_equal(reader.position(), 16);
}

void the_highest_numbers_are_read_whole(void** /*state*/) {
    const Bytes ones(15, 0xff);
    Reader reader = reader_of(ones);
    assert_true(is_at(reader.u64(), UINT64_MAX, 0));
    assert_true(is_at(reader.u32(), UINT32_MAX, 8));
    assert_true(is_at(reader.u16(), UINT16_MAX, 12));
    assert_true(is_at(reader.u8(), UINT8_MAX, 14));
}

void octets_are_a_view_of_the_buffer(void** /*state*/) {
    Reader reader(sixteen_octets(), 2, 9);
    const At<Octets> three = reader.octets(3);
    assert_true(is_at(three, "020304", 2));
    assert_ptr_equal(three.value.data(), sixteen_octets().data() + 2);
    assert_int_equal(three.end(), 5);
    assert_int_equal(reader.remaining(), 4);
    assert_true(is_at(reader.rest(), "05060708", 5));
    assert_int_equal(reader.remaining(), 0);
    assert_true(reader.at_end());
    assert_true(reader.ok());
}

void no_octets_are_absent_without_a_shortfall(void** /*state*/) {
    Reader reader(sixteen_octets(), 4, 6);
    assert_false(reader.octets(0).present());
    assert_true(is_at(reader.u16(), 0x0405, 4));
    assert_false(reader.octets(0).present());
    assert_false(reader.rest().present());
    pass(reader, 0);
    assert_true(reader.ok());
}

void no_octets_are_no_shortfall_behind_the_capture_either(void** /*state*/) {
    Reader outer(sixteen_octets(), 0, 40);
    assert_true(outer.part(30).ok());
    assert_false(outer.octets(0).present());
    pass(outer, 0);
    assert_true(outer.ok());
    Reader inner = outer.part(10);
    assert_true(outer.at_end());
    assert_false(outer.rest().present());
    assert_true(outer.ok());
    assert_false(inner.u8().present());
    assert_true(inner.shortfall() == Shortfall::capture);
}

void a_skip_passes_over_octets(void** /*state*/) {
    Reader reader(sixteen_octets(), 0, 8);
    pass(reader, 7);
    assert_true(is_at(reader.u8(), 7, 7));
    pass(reader, 1);
    assert_true(reader.shortfall() == Shortfall::structure);
    assert_int_equal(reader.needed(), 1);
}

void a_field_that_goes_past_the_structure_is_absent(void** /*state*/) {
    for (std::uint32_t end = 0; end < 8; ++end) {
        Reader reader(sixteen_octets(), 0, end);
        assert_false(reader.u64().present());
        assert_true(stays_short(reader, Shortfall::structure, 8, 0));
    }
    Reader numbers(sixteen_octets(), 3, 6);
    assert_false(numbers.u32().present());
    assert_true(stays_short(numbers, Shortfall::structure, 4, 3));
    Reader octets(sixteen_octets(), 3, 6);
    assert_true(octets.u8().present());
    assert_false(octets.octets(3).present());
    assert_true(stays_short(octets, Shortfall::structure, 3, 4));
}

void a_field_that_goes_past_the_capture_is_absent(void** /*state*/) {
    for (std::uint32_t captured = 0; captured < 8; ++captured) {
        const Bytes kept = to_bytes(Octets(sixteen_octets()).first(captured));
        Reader reader(kept, 0, 16);
        assert_false(reader.u64().present());
        assert_true(stays_short(reader, Shortfall::capture, 8, 0));
    }
    Reader rest(sixteen_octets(), 10, 17);
    assert_true(rest.u16().present());
    assert_false(rest.rest().present());
    assert_true(stays_short(rest, Shortfall::capture, 5, 12));
}

void a_field_past_both_is_the_fault_of_the_structure(void** /*state*/) {
    Reader reader(sixteen_octets(), 14, 17);
    assert_false(reader.u32().present());
    assert_true(stays_short(reader, Shortfall::structure, 4, 14));
}

void a_part_is_bounded_and_passed_over(void** /*state*/) {
    Reader reader(sixteen_octets(), 0, 12);
    assert_true(reader.u16().present());
    Reader part = reader.part(3);
    assert_int_equal(part.position(), 2);
    assert_int_equal(part.end(), 5);
    assert_true(is_at(reader.u8(), 5, 5));
    assert_true(is_at(part.u16(), 0x0203, 2));
    assert_false(part.u16().present());
    assert_true(stays_short(part, Shortfall::structure, 2, 4));
    assert_true(reader.ok());
    assert_true(is_at(reader.rest(), "060708090a0b", 6));
}

void a_part_that_does_not_fit_is_the_fault_of_the_structure(void** /*state*/) {
    Reader reader(sixteen_octets(), 4, 8);
    Reader part = reader.part(5);
    assert_true(part.at_end());
    assert_false(part.u8().present());
    assert_true(stays_short(reader, Shortfall::structure, 5, 4));
}

void a_part_may_go_past_the_capture(void** /*state*/) {
    Reader reader(sixteen_octets(), 14, 30);
    Reader part = reader.part(10);
    assert_true(reader.ok());
    assert_int_equal(reader.position(), 24);
    assert_true(is_at(part.u16(), 0x0e0f, 14));
    assert_false(part.u8().present());
    assert_true(stays_short(part, Shortfall::capture, 1, 16));
    assert_false(reader.u8().present());
    assert_true(stays_short(reader, Shortfall::capture, 1, 24));
}

void an_end_before_the_start_leaves_nothing_to_read(void** /*state*/) {
    Reader reader(sixteen_octets(), 8, 4);
    assert_true(reader.at_end());
    assert_int_equal(reader.remaining(), 0);
    assert_false(reader.u8().present());
    assert_true(stays_short(reader, Shortfall::structure, 1, 8));
}

void lengths_near_the_highest_number_do_not_wrap_around(void** /*state*/) {
    Reader all(sixteen_octets(), 4, kFar);
    assert_int_equal(all.remaining(), kFar - 4);
    assert_false(all.octets(kFar - 4).present());
    assert_true(stays_short(all, Shortfall::capture, kFar - 4, 4));
    Reader more(sixteen_octets(), 4, kFar);
    assert_false(more.octets(kFar).present());
    assert_true(stays_short(more, Shortfall::structure, kFar, 4));
    Reader parts(sixteen_octets(), 4, kFar);
    assert_false(parts.part(kFar - 3).ok() && parts.ok());
    assert_true(stays_short(parts, Shortfall::structure, kFar - 3, 4));
    Reader far_part(sixteen_octets(), 4, kFar);
    assert_int_equal(far_part.part(kFar - 4).end(), kFar);
    assert_true(far_part.ok());
}

void a_reader_of_nothing_is_at_its_end(void** /*state*/) {
    Reader reader;
    assert_true(reader.at_end());
    assert_true(reader.ok());
    assert_false(reader.rest().present());
    assert_true(reader.ok());
    assert_false(reader.u8().present());
    assert_true(stays_short(reader, Shortfall::structure, 1, 0));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_big_endian_and_know_their_places),
        cmocka_unit_test(the_highest_numbers_are_read_whole),
        cmocka_unit_test(octets_are_a_view_of_the_buffer),
        cmocka_unit_test(no_octets_are_absent_without_a_shortfall),
        cmocka_unit_test(no_octets_are_no_shortfall_behind_the_capture_either),
        cmocka_unit_test(a_skip_passes_over_octets),
        cmocka_unit_test(a_field_that_goes_past_the_structure_is_absent),
        cmocka_unit_test(a_field_that_goes_past_the_capture_is_absent),
        cmocka_unit_test(a_field_past_both_is_the_fault_of_the_structure),
        cmocka_unit_test(a_part_is_bounded_and_passed_over),
        cmocka_unit_test(a_part_that_does_not_fit_is_the_fault_of_the_structure),
        cmocka_unit_test(a_part_may_go_past_the_capture),
        cmocka_unit_test(an_end_before_the_start_leaves_nothing_to_read),
        cmocka_unit_test(lengths_near_the_highest_number_do_not_wrap_around),
        cmocka_unit_test(a_reader_of_nothing_is_at_its_end),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
