// The stream of TCP-encapsulated IKE and ESP packets (RFC 9329).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/tcp_stream.h"

#include <algorithm>
#include <random>
#include <vector>

#include "tests/unit/cmocka_cpp.h"

using namespace ikev2;
using namespace ikev2::ike;

namespace {

using Stream = std::vector<std::uint8_t>;

Stream operator+(Stream left, const Stream& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

Stream prefix() {
    return {kStreamPrefix.begin(), kStreamPrefix.end()};
}

// `packet` with its Length field.
Stream in_stream(const Stream& packet) {
    const std::size_t length = kStreamLengthLength + packet.size();
    return Stream{static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length)} +
           packet;
}

// An INFORMATIONAL request whose SK payload fills it.
Stream message() {
    Stream octets = {1,  2,    3,  4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
                     46, 0x20, 37, 8, 0, 0, 0, 7, 0, 0,  0,  80, 42, 0,  0,  52};
    octets.resize(80, 0x77);
    return octets;
}

Stream ike() {
    return in_stream(Stream(kNonEspMarkerLength) + message());
}

Stream esp(std::size_t length = 100) {
    Stream packet = {0x12, 0x34, 0xab, 0xcd, 0, 0, 0, 1};
    packet.resize(length, 0x99);
    return in_stream(packet);
}

Stream nat_keepalive() {
    return in_stream({kNatKeepalive});
}

void expect(const Stream& octets, StreamPart part, std::size_t length) {
    const StreamStretch stretch = stretch_of_stream(octets);
    assert_int_equal(static_cast<int>(stretch.part), static_cast<int>(part));
    assert_int_equal(stretch.length, length);
}

void the_parts_of_a_stream_are_told_apart(void** /*state*/) {
    const Stream rest = ike() + esp();
    expect(prefix() + rest, StreamPart::prefix, 6);
    expect(ike() + rest, StreamPart::ike, 86);
    expect(esp() + rest, StreamPart::esp, 102);
    expect(nat_keepalive() + rest, StreamPart::nat_keepalive, 3);
}

void a_part_is_told_by_its_own_octets_alone(void** /*state*/) {
    expect(prefix(), StreamPart::prefix, 6);
    expect(ike(), StreamPart::ike, 86);
    expect(esp(), StreamPart::esp, 102);
    expect(nat_keepalive(), StreamPart::nat_keepalive, 3);
}

void a_part_is_told_by_its_first_octets(void** /*state*/) {
    for (const Stream& whole : {prefix(), ike(), esp(), nat_keepalive()}) {
        const StreamStretch expected = stretch_of_stream(whole);
        assert_int_equal(expected.length, whole.size());
        const std::size_t needed = std::min<std::size_t>(whole.size(), kStreamHeaderLength);
        for (std::size_t count = 0; count <= whole.size(); ++count) {
            const StreamStretch stretch = stretch_of_stream(Octets(whole).first(count));
            if (count < needed) {
                assert_int_equal(static_cast<int>(stretch.part),
                                 static_cast<int>(StreamPart::undecided));
                assert_int_equal(stretch.length, 0);
            } else {
                assert_int_equal(static_cast<int>(stretch.part), static_cast<int>(expected.part));
                assert_int_equal(stretch.length, expected.length);
            }
        }
    }
}

void a_length_below_3_is_no_message(void** /*state*/) {
    expect(Stream{0, 0} + ike(), StreamPart::bad_length, 2);
    expect(Stream{0, 1} + ike(), StreamPart::bad_length, 2);
    expect(Stream{0, 2} + esp(), StreamPart::bad_length, 2);
    expect(Stream{0, 0, 1, 1, 1, 1, 1, 1}, StreamPart::bad_length, 8);
}

void a_reserved_spi_and_an_impossible_length_are_no_esp(void** /*state*/) {
    expect(in_stream({0, 0, 0, 255, 0, 0, 0, 1, 1, 1, 1, 1}) + ike(), StreamPart::unaligned, 14);
    expect(in_stream({1, 2, 3, 4}) + ike(), StreamPart::unaligned, 6);
    expect(in_stream({1}) + ike(), StreamPart::unaligned, 3);
    expect(Stream{0xff, 0xff, 1, 2, 3, 4, 5, 6}, StreamPart::unaligned, 8);
    expect(esp(9000), StreamPart::esp, 9002);
    Stream long_one = esp(60000);
    expect(long_one, StreamPart::esp, 60002);
    long_one.resize(100);
    expect(long_one, StreamPart::unaligned, 100);
}

void an_unknown_major_version_behind_the_marker_is_no_ike(void** /*state*/) {
    Stream octets = ike();
    octets[6 + 17] = 0x10;
    expect(octets, StreamPart::ike, 86);
    octets[6 + 17] = 0x30;
    expect(octets + ike(), StreamPart::unaligned, 86);
}

void the_next_message_is_found_wherever_the_octets_at_hand_begin(void** /*state*/) {
    const Stream before = ike();
    const Stream stream = before + ike() + esp();
    for (std::size_t from = 1; from < before.size(); ++from) {
        Octets octets = Octets(stream).subspan(from);
        std::size_t passed = 0;
        while (passed < before.size() - from) {
            const StreamStretch stretch = stretch_of_stream(octets);
            assert_true(stretch.length != 0);
            passed += stretch.length;
            octets = octets.subspan(stretch.length);
        }
        assert_int_equal(passed, before.size() - from);
        assert_int_equal(static_cast<int>(stretch_of_stream(octets).part),
                         static_cast<int>(StreamPart::ike));
    }
}

// Whatever the octets are, the walk goes on and ends, and each stretch alone is what it was.
void any_octets_are_walked_to_their_end(void** /*state*/) {
    std::mt19937 random(7);
    for (unsigned round = 0; round < 20'000; ++round) {
        Stream stream(random() % 400);
        const bool zeros = round % 2 == 0;
        std::ranges::generate(stream, [&random, zeros] {
            const auto octet = static_cast<std::uint8_t>(random());
            return zeros && octet > 40 ? std::uint8_t{0} : octet;
        });
        if (round % 3 == 0) {
            stream = stream + ike() + esp();
        }
        Octets octets = stream;
        while (!octets.empty()) {
            const StreamStretch stretch = stretch_of_stream(octets);
            if (stretch.part == StreamPart::undecided || stretch.length > octets.size()) {
                break;
            }
            assert_true(stretch.length != 0);
            const StreamPart alone = part_of_stream(octets.first(stretch.length), stretch.length);
            // One octet has no room for a Length field, not even for a bad one.
            const StreamPart expected =
                stretch.length < kStreamLengthLength ? StreamPart::unaligned : stretch.part;
            assert_int_equal(static_cast<int>(alone), static_cast<int>(expected));
            octets = octets.subspan(stretch.length);
        }
    }
}

void part_of_the_prefix_is_recognised_as_such(void** /*state*/) {
    const Stream octets = prefix() + ike();
    assert_false(starts_with_stream_prefix({}));
    for (std::size_t count = 1; count <= octets.size(); ++count) {
        assert_true(starts_with_stream_prefix(Octets(octets).first(count)));
    }
    for (std::size_t i = 0; i < kStreamPrefix.size(); ++i) {
        Stream other = octets;
        other[i] ^= 0x20U;
        assert_false(starts_with_stream_prefix(other));
    }
}

void a_message_in_a_stream_is_recognised_by_its_header(void** /*state*/) {
    const Stream octets = ike();
    for (std::size_t count = 0; count <= octets.size(); ++count) {
        assert_int_equal(starts_with_ike_in_stream(Octets(octets).first(count)), count >= 34);
    }
    for (const std::size_t at : {0U, 1U, 2U, 5U, 6U + 17U, 6U + 27U}) {
        Stream other = octets;
        other[at] ^= 0x01U;
        assert_false(starts_with_ike_in_stream(other));
    }
    assert_false(starts_with_ike_in_stream(esp()));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_of_a_stream_are_told_apart),
        cmocka_unit_test(a_part_is_told_by_its_own_octets_alone),
        cmocka_unit_test(a_part_is_told_by_its_first_octets),
        cmocka_unit_test(a_length_below_3_is_no_message),
        cmocka_unit_test(a_reserved_spi_and_an_impossible_length_are_no_esp),
        cmocka_unit_test(an_unknown_major_version_behind_the_marker_is_no_ike),
        cmocka_unit_test(the_next_message_is_found_wherever_the_octets_at_hand_begin),
        cmocka_unit_test(any_octets_are_walked_to_their_end),
        cmocka_unit_test(part_of_the_prefix_is_recognised_as_such),
        cmocka_unit_test(a_message_in_a_stream_is_recognised_by_its_header),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
