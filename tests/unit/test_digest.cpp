// What messages are told apart by: digest_of in plugin/base/mix.h.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include "plugin/base/mix.h"
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2;

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t kLongest = 200;

Bytes random_octets(std::size_t count) {
    std::mt19937 random(static_cast<unsigned>(count));
    Bytes octets(count);
    for (std::uint8_t& octet : octets) {
        octet = static_cast<std::uint8_t>(random());
    }
    return octets;
}

void every_bit_counts(void** /*state*/) {
    for (std::size_t length = 1; length <= kLongest; ++length) {
        Bytes octets = random_octets(length);
        std::set<std::uint64_t> digests = {digest_of(octets)};
        for (std::size_t bit = 0; bit < 8 * length; ++bit) {
            octets[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
            digests.insert(digest_of(octets));
            octets[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        }
        assert_int_equal(digests.size(), 8 * length + 1);
    }
}

void octets_of_zero_are_counted(void** /*state*/) {
    std::set<std::uint64_t> digests;
    for (std::size_t length = 0; length <= kLongest; ++length) {
        digests.insert(digest_of(Bytes(length)));
    }
    assert_int_equal(digests.size(), kLongest + 1);
}

void the_order_counts(void** /*state*/) {
    constexpr std::size_t word = 8;
    const Bytes octets = random_octets(kLongest);
    std::set<std::uint64_t> digests = {digest_of(octets)};
    std::size_t orders = 1;
    for (std::size_t a = 0; a + word <= kLongest; a += word) {
        for (std::size_t b = a + word; b + word <= kLongest; b += word) {
            Bytes other = octets;
            std::swap_ranges(other.begin() + static_cast<std::ptrdiff_t>(a),
                             other.begin() + static_cast<std::ptrdiff_t>(a + word),
                             other.begin() + static_cast<std::ptrdiff_t>(b));
            digests.insert(digest_of(other));
            ++orders;
        }
    }
    assert_int_equal(digests.size(), orders);
}

// The low half tells the messages of a frame apart.
void each_half_of_the_digest_tells_numbers_apart(void** /*state*/) {
    constexpr std::uint32_t count = 10'000;
    std::set<std::uint32_t> low;
    std::set<std::uint32_t> high;
    Bytes octets(100);
    for (std::uint32_t i = 0; i < count; ++i) {
        std::copy_n(reinterpret_cast<const std::uint8_t*>(&i), sizeof(i), octets.begin() + 40);
        const std::uint64_t digest = digest_of(octets);
        low.insert(static_cast<std::uint32_t>(digest));
        high.insert(static_cast<std::uint32_t>(digest >> 32U));
    }
    // By chance some 0.01 pairs of them would be the same.
    assert_int_equal(low.size(), count);
    assert_int_equal(high.size(), count);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_bit_counts),
        cmocka_unit_test(octets_of_zero_are_counted),
        cmocka_unit_test(the_order_counts),
        cmocka_unit_test(each_half_of_the_digest_tells_numbers_apart),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
