// The chain of payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload.h"
#include "tests/unit/message_builder.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;
namespace type = ikev2::iana::payload;

namespace {

struct Walk {
    Bytes octets;  // of the bodies
    std::vector<Payload> payloads;
    ChainEnd ended;
    std::uint32_t position;
    std::uint8_t next_type;
};

// Walks along `captured`, of a message that ends at `end`, and makes sure that the end is final.
Walk walk(Octets captured, std::uint8_t first, std::uint32_t end) {
    Walk it{to_bytes(captured), {}, {}, 0, 0};
    Chain chain(it.octets, first, 0, end);
    Payload payload;
    while (chain.next(payload)) {
        it.payloads.push_back(payload);
    }
    it.ended = chain.ended();
    it.position = chain.position();
    it.next_type = chain.next_type();
    assert_false(chain.next(payload));
    assert_true(chain.ended() == it.ended);
    return it;
}

Walk walk(const Bytes& octets, std::uint8_t first) {
    return walk(octets, first, static_cast<std::uint32_t>(octets.size()));
}

// Three payloads: of 8, 4 and 7 octets.
Bytes three_payloads() {
    return concat({payload(type::V, from_hex("a1a2a3a4")), payload(type::NONCE, {}),
                   payload(type::NONE, from_hex("c1c2c3"))});
}

Walk walk_captured(const Bytes& octets, std::uint8_t first, std::uint32_t captured) {
    return walk(Octets(octets).first(captured), first, static_cast<std::uint32_t>(octets.size()));
}

void the_generic_header_of_the_figure_is_read(void** /*state*/) {
    const Bytes octets = from_hex(
        "ffff"    // what stands before
        "28"      // Next Payload: Ni
        "80"      // C, RESERVED
        "0007"    // Payload Length
        "0a0b0c"  // body
        "00000004");
    Chain chain(octets, type::KE, 2, static_cast<std::uint32_t>(octets.size()));
    assert_int_equal(chain.next_type(), type::KE);
    Payload payload;
    assert_true(chain.next(payload));
    assert_int_equal(payload.type, type::KE);
    assert_int_equal(payload.offset, 2);
    assert_true(is_at(payload.next, type::NONCE, 2));
    assert_true(is_at(payload.flags, 0x80, 3));
    assert_true(is_at(payload.length, 7, 4));
    assert_true(is_at(payload.body, "0a0b0c", 6));
    assert_int_equal(payload.end, 9);
    assert_true(payload.critical());
    assert_int_equal(chain.position(), 9);
    assert_int_equal(chain.next_type(), type::NONCE);
    assert_true(chain.next(payload));
    assert_int_equal(payload.type, type::NONCE);
    assert_int_equal(payload.offset, 9);
    assert_false(payload.body.present());
    assert_false(payload.critical());
    assert_int_equal(payload.end, 13);
    assert_false(chain.next(payload));
    assert_true(chain.ended() == ChainEnd::complete);
}

void only_the_first_bit_of_the_flags_is_the_critical_one(void** /*state*/) {
    const auto flags_of = [](unsigned flags) {
        const Walk it = walk(payload(type::NONE, {}, flags), type::N);
        assert_int_equal(it.payloads.at(0).flags.value, flags);
        return it.payloads.at(0).critical();
    };
    assert_true(flags_of(0x80));
    assert_false(flags_of(0x7f));
    assert_true(flags_of(0xff));
    assert_false(flags_of(0x00));
}

void each_payload_has_the_type_that_the_one_before_names(void** /*state*/) {
    const Walk it = walk(three_payloads(), type::SA);
    assert_int_equal(it.payloads.size(), 3);
    assert_int_equal(it.payloads[0].type, type::SA);
    assert_int_equal(it.payloads[1].type, type::V);
    assert_int_equal(it.payloads[2].type, type::NONCE);
    assert_true(is_at(it.payloads[0].body, "a1a2a3a4", 4));
    assert_true(is_at(it.payloads[2].body, "c1c2c3", 16));
    assert_true(it.ended == ChainEnd::complete);
    assert_int_equal(it.position, 19);
}

void unknown_types_are_payloads_like_others(void** /*state*/) {
    const Bytes octets =
        concat({payload(255, from_hex("01")), payload(127, {}), payload(0, from_hex("02"))});
    const Walk it = walk(octets, 1);
    assert_int_equal(it.payloads.size(), 3);
    assert_int_equal(it.payloads[0].type, 1);
    assert_int_equal(it.payloads[1].type, 255);
    assert_int_equal(it.payloads[2].type, 127);
    assert_true(it.ended == ChainEnd::complete);
}

void a_message_without_payloads_is_complete(void** /*state*/) {
    const Bytes octets = three_payloads();
    const Walk it = walk(octets, type::NONE);
    assert_true(it.payloads.empty());
    assert_true(it.ended == ChainEnd::complete);
    assert_int_equal(it.position, 0);
    Payload payload;
    Chain nothing;
    assert_false(nothing.next(payload));
    assert_true(nothing.ended() == ChainEnd::complete);
}

void octets_behind_the_last_payload_are_left_over(void** /*state*/) {
    const Walk it = walk(concat({three_payloads(), from_hex("d1d2")}), type::SA);
    assert_int_equal(it.payloads.size(), 3);
    assert_true(it.ended == ChainEnd::complete);
    assert_int_equal(it.position, 19);
    assert_int_equal(it.next_type, type::NONE);
}

void octets_behind_the_end_are_not_read(void** /*state*/) {
    const Bytes octets = three_payloads();
    const Walk it = walk(octets, type::SA, 12);
    assert_int_equal(it.payloads.size(), 2);
    assert_true(it.ended == ChainEnd::truncated);
    assert_int_equal(it.position, 12);
    assert_int_equal(it.next_type, type::NONCE);
}

void a_length_below_the_generic_header_ends_the_chain(void** /*state*/) {
    for (unsigned length = 0; length < 4; ++length) {
        Bytes octets = three_payloads();
        put(octets, 10, length, 2);
        const Walk it = walk(octets, type::SA);
        assert_int_equal(it.payloads.size(), 2);
        assert_true(it.ended == ChainEnd::length_too_small);
        assert_int_equal(it.payloads[1].length.value, length);
        assert_false(it.payloads[1].body.present());
        assert_int_equal(it.payloads[1].end, 12);
        assert_int_equal(it.position, 12);
    }
}

void a_length_past_the_end_of_the_message_ends_the_chain(void** /*state*/) {
    for (const unsigned length : {12U, 13U, 0xffffU}) {
        Bytes octets = three_payloads();
        put(octets, 10, length, 2);
        const Walk it = walk(octets, type::SA);
        assert_int_equal(it.payloads.size(), 2);
        assert_true(it.ended == ChainEnd::length_too_big);
        assert_int_equal(it.payloads[1].length.value, length);
        assert_true(is_at(it.payloads[1].body, "00000007c1c2c3", 12));
        assert_int_equal(it.payloads[1].end, 19);
        assert_int_equal(it.position, 19);
    }
}

void a_length_that_swallows_the_rest_leaves_no_next_payload(void** /*state*/) {
    Bytes octets = three_payloads();
    put(octets, 10, 11, 2);
    const Walk it = walk(octets, type::SA);
    assert_int_equal(it.payloads.size(), 2);
    assert_true(is_at(it.payloads[1].body, "00000007c1c2c3", 12));
    assert_true(it.ended == ChainEnd::truncated);
    assert_int_equal(it.next_type, type::NONCE);
}

void a_next_payload_where_none_follows_is_a_truncated_chain(void** /*state*/) {
    const Walk it = walk(payload(type::AUTH, from_hex("00")), type::SA);
    assert_int_equal(it.payloads.size(), 1);
    assert_true(it.ended == ChainEnd::truncated);
    assert_int_equal(it.position, 5);
    assert_int_equal(it.next_type, type::AUTH);
}

// What walking along three_payloads() must give after a cut.
struct Expected {
    std::uint32_t from;  ///< octets that are left, at least
    std::size_t payloads;
    ChainEnd structure;
    ChainEnd capture;
};
constexpr Expected kCuts[] = {
    {0, 0, ChainEnd::truncated, ChainEnd::not_captured},
    {4, 1, ChainEnd::length_too_big, ChainEnd::not_captured},
    {8, 1, ChainEnd::truncated, ChainEnd::not_captured},
    {12, 2, ChainEnd::truncated, ChainEnd::not_captured},
    // Of the last payload the body alone is cut by the capture: the chain is known to its end.
    {16, 3, ChainEnd::length_too_big, ChainEnd::complete},
    {19, 3, ChainEnd::complete, ChainEnd::complete},
};

void a_chain_that_is_cut_tells_by_what(void** /*state*/) {
    const Bytes octets = three_payloads();
    for (std::uint32_t kept = 0; kept <= octets.size(); ++kept) {
        const Expected& expected = *std::find_if(std::rbegin(kCuts), std::rend(kCuts),
                                                 [kept](auto& it) { return it.from <= kept; });
        const Walk message = walk(octets, type::SA, kept);
        assert_int_equal(message.payloads.size(), expected.payloads);
        assert_true(message.ended == expected.structure);
        const Walk capture = walk_captured(octets, type::SA, kept);
        assert_int_equal(capture.payloads.size(), expected.payloads);
        assert_true(capture.ended == expected.capture);
        if (!message.payloads.empty()) {
            const Payload& last = message.payloads.back();
            assert_int_equal(last.end,
                             std::min<std::uint32_t>(kept, last.offset + last.length.value));
            // The body is what there is, wherever the end is; the capture leaves `end` as it was.
            const Payload& captured = capture.payloads.back();
            assert_true(equal(captured.body.value, last.body.value));
            assert_int_equal(captured.end, captured.offset + captured.length.value);
        }
    }
}

void a_length_past_a_message_that_is_cut_as_well_is_too_big(void** /*state*/) {
    Bytes octets = three_payloads();
    put(octets, 14, 8, 2);
    const Walk it = walk_captured(octets, type::SA, 17);
    assert_int_equal(it.payloads.size(), 3);
    assert_true(it.ended == ChainEnd::length_too_big);
    assert_true(is_at(it.payloads[2].body, "c1", 16));
    assert_int_equal(it.payloads[2].end, 19);
}

void a_reader_of_a_payload_ends_with_it(void** /*state*/) {
    const Bytes octets = three_payloads();
    const Walk it = walk(octets, type::SA);
    Reader first = it.payloads[0].reader(octets);
    assert_true(is_at(first.u32(), 0xa1a2a3a4, 4));
    assert_true(first.at_end());
    assert_false(first.u8().present());
    assert_true(first.shortfall() == Shortfall::structure);
    assert_true(it.payloads[1].reader(octets).at_end());
}

void a_reader_of_a_payload_that_is_cut_blames_the_capture(void** /*state*/) {
    const Walk it = walk_captured(three_payloads(), type::SA, 6);
    assert_int_equal(it.payloads.size(), 1);
    Reader reader = it.payloads[0].reader(it.octets);
    assert_true(is_at(reader.u16(), 0xa1a2, 4));
    assert_false(reader.u8().present());
    assert_true(reader.shortfall() == Shortfall::capture);
    assert_int_equal(reader.end(), 8);
}

void a_reader_of_a_payload_with_a_lying_length_stays_in_the_message(void** /*state*/) {
    Bytes octets = three_payloads();
    put(octets, 14, 0xffff, 2);
    const Walk it = walk(octets, type::SA);
    Reader big = it.payloads.at(2).reader(octets);
    assert_true(is_at(big.octets(3), "c1c2c3", 16));
    assert_false(big.u8().present());
    assert_true(big.shortfall() == Shortfall::structure);
    put(octets, 14, 2, 2);
    Reader small = walk(octets, type::SA).payloads.at(2).reader(octets);
    assert_true(small.at_end());
}

void an_encrypted_payload_is_the_last(void** /*state*/) {
    for (const std::uint8_t last : {type::SK, type::SKF}) {
        // Its Next Payload is the type of the first payload inside.
        const Bytes octets =
            concat({payload(last, {}), payload(type::IDi, from_hex("e1e2")), payload(0, {})});
        const Walk it = walk(octets, type::N);
        assert_int_equal(it.payloads.size(), 2);
        assert_int_equal(it.payloads[1].type, last);
        assert_int_equal(it.payloads[1].next.value, type::IDi);
        assert_true(it.ended == ChainEnd::complete);
        assert_int_equal(it.position, 10);
    }
}

void an_encrypted_payload_with_a_lying_length_is_not_complete(void** /*state*/) {
    Bytes octets = payload(type::IDi, from_hex("e1e2"));
    put(octets, 2, 7, 2);
    const Walk too_big = walk(octets, type::SK);
    assert_int_equal(too_big.payloads.size(), 1);
    assert_true(too_big.ended == ChainEnd::length_too_big);
    put(octets, 2, 3, 2);
    assert_true(walk(octets, type::SK).ended == ChainEnd::length_too_small);
}

Bytes empty_payloads(unsigned count) {
    Bytes octets;
    for (unsigned i = 1; i <= count; ++i) {
        octets = concat({octets, payload(i == count ? type::NONE : type::N, {})});
    }
    return octets;
}

void as_many_payloads_as_are_read_are_complete(void** /*state*/) {
    const Walk it = walk(empty_payloads(kMaxPayloads), type::N);
    assert_int_equal(it.payloads.size(), kMaxPayloads);
    assert_true(it.ended == ChainEnd::complete);
    assert_int_equal(it.position, 4 * kMaxPayloads);
}

void one_payload_more_is_too_many(void** /*state*/) {
    const Walk it = walk(empty_payloads(kMaxPayloads + 1), type::N);
    assert_int_equal(it.payloads.size(), kMaxPayloads);
    assert_true(it.ended == ChainEnd::too_many);
    assert_int_equal(it.position, 4 * kMaxPayloads);
    assert_int_equal(it.next_type, type::N);
}

void the_longest_payload_is_read_whole(void** /*state*/) {
    const Bytes body(0xffff - kPayloadHeaderLength, 0x5a);
    const Walk it = walk(payload(type::NONE, body), type::CERT);
    assert_int_equal(it.payloads.size(), 1);
    assert_int_equal(it.payloads[0].length.value, 0xffff);
    assert_true(equal(it.payloads[0].body.value, body));
    assert_true(it.ended == ChainEnd::complete);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(the_generic_header_of_the_figure_is_read),
        cmocka_unit_test(only_the_first_bit_of_the_flags_is_the_critical_one),
        cmocka_unit_test(each_payload_has_the_type_that_the_one_before_names),
        cmocka_unit_test(unknown_types_are_payloads_like_others),
        cmocka_unit_test(a_message_without_payloads_is_complete),
        cmocka_unit_test(octets_behind_the_last_payload_are_left_over),
        cmocka_unit_test(octets_behind_the_end_are_not_read),
        cmocka_unit_test(a_length_below_the_generic_header_ends_the_chain),
        cmocka_unit_test(a_length_past_the_end_of_the_message_ends_the_chain),
        cmocka_unit_test(a_length_that_swallows_the_rest_leaves_no_next_payload),
        cmocka_unit_test(a_next_payload_where_none_follows_is_a_truncated_chain),
        cmocka_unit_test(a_chain_that_is_cut_tells_by_what),
        cmocka_unit_test(a_length_past_a_message_that_is_cut_as_well_is_too_big),
        cmocka_unit_test(a_reader_of_a_payload_ends_with_it),
        cmocka_unit_test(a_reader_of_a_payload_that_is_cut_blames_the_capture),
        cmocka_unit_test(a_reader_of_a_payload_with_a_lying_length_stays_in_the_message),
        cmocka_unit_test(an_encrypted_payload_is_the_last),
        cmocka_unit_test(an_encrypted_payload_with_a_lying_length_is_not_complete),
        cmocka_unit_test(as_many_payloads_as_are_read_are_complete),
        cmocka_unit_test(one_payload_more_is_too_many),
        cmocka_unit_test(the_longest_payload_is_read_whole),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
