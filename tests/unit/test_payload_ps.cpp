// The Puzzle Solution payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_ps.h"

#include "tests/unit/message_builder.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

PuzzleSolution solution_of(const Bytes& body) {
    Reader reader = reader_of(body);
    return PuzzleSolution::read(reader);
}

void four_keys_of_the_same_size_are_a_solution(void** /*state*/) {
    for (const std::size_t size : {1U, 4U, 16U}) {
        const Bytes body(4 * size);
        const PuzzleSolution it = solution_of(body);
        assert_true(it.valid());
        assert_int_equal(it.key_length(), size);
        assert_int_equal(it.data.length, 4 * size);
    }
}

void what_is_not_four_keys_is_none(void** /*state*/) {
    for (const std::size_t length : {0U, 1U, 3U, 5U, 63U}) {
        assert_false(solution_of(Bytes(length)).valid());
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(four_keys_of_the_same_size_are_a_solution),
        cmocka_unit_test(what_is_not_four_keys_is_none),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
