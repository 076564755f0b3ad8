// The containers of a capture's state: plugin/base/shelf.h, flat_map.h and sparse_array.h.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <map>
#include <memory>
#include <vector>

#include "plugin/base/flat_map.h"
#include "plugin/base/shelf.h"
#include "plugin/base/sparse_array.h"
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2;

namespace {

void elements_of_a_shelf_stay_where_they_are(void** /*state*/) {
    Shelf<std::unique_ptr<std::size_t>> shelf;
    std::vector<const std::unique_ptr<std::size_t>*> places;
    for (std::size_t i = 0; i < 3 * shelf.kBlock; ++i) {
        places.push_back(&shelf.emplace_back(std::make_unique<std::size_t>(i)));
    }
    assert_int_equal(shelf.size(), places.size());
    std::size_t seen = 0;
    shelf.for_each([&](const std::unique_ptr<std::size_t>& element) {
        assert_ptr_equal(&element, places[seen]);
        assert_ptr_equal(&element, &shelf[seen]);
        assert_int_equal(*element, seen);
        ++seen;
    });
    assert_int_equal(seen, places.size());
}

struct Key {
    std::uint64_t value = 0;
    bool operator==(const Key&) const = default;
    [[nodiscard]] std::uint64_t mixed(std::uint64_t seed) const noexcept {
        return mix(value ^ seed);
    }
};

void a_flat_map_holds_what_a_map_holds(void** /*state*/) {
    FlatMap<Key, unsigned> flat;
    std::map<std::uint64_t, unsigned> map;
    assert_null(flat.find({0}));
    std::uint64_t value = 1;
    for (unsigned i = 0; i < 10000; ++i) {
        value = mix(value) % 4096;  // many come again
        const auto [known, added] = flat.try_emplace({value}, i);
        assert_int_equal(*known, map.try_emplace(value, i).first->second);
        assert_int_equal(added, *known == i);
        ++flat[{value}];
        ++map[value];
    }
    assert_int_equal(flat.size(), map.size());
    for (std::uint64_t i = 0; i < 8192; ++i) {
        const auto expected = map.find(i);
        const unsigned* found = flat.find({i});
        assert_int_equal(found != nullptr, expected != map.end());
        assert_true(found == nullptr || *found == expected->second);
    }
}

// All keys fall into one place.
struct Colliding : Key {
    [[nodiscard]] std::uint64_t mixed(std::uint64_t /*seed*/) const noexcept { return 7; }
};

void keys_that_collide_are_told_apart(void** /*state*/) {
    FlatMap<Colliding, std::uint64_t> flat;
    for (std::uint64_t i = 0; i < 100; ++i) {
        flat[{{i}}] = 3 * i;
    }
    for (std::uint64_t i = 0; i < 100; ++i) {
        assert_int_equal(*flat.find({{i}}), 3 * i);
    }
    assert_null(flat.find({{100}}));
}

void a_sparse_array_holds_what_was_put_there(void** /*state*/) {
    SparseArray<const int> array;
    assert_null(array.find(0));
    const int elements[] = {0, 1, 2, 3};
    const std::uint32_t numbers[] = {1'000'000, 0, 511, 512};
    for (std::size_t i = 0; i < 4; ++i) {
        assert_null(array.find(numbers[i]));
        array[numbers[i]] = &elements[i];
    }
    for (std::size_t i = 0; i < 4; ++i) {
        assert_ptr_equal(array.find(numbers[i]), &elements[i]);
    }
    for (const std::uint32_t unused : {1U, 510U, 513U, 999'999U, 1'000'001U, 0xffffffffU}) {
        assert_null(array.find(unused));
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(elements_of_a_shelf_stay_where_they_are),
        cmocka_unit_test(a_flat_map_holds_what_a_map_holds),
        cmocka_unit_test(keys_that_collide_are_told_apart),
        cmocka_unit_test(a_sparse_array_holds_what_was_put_there),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
