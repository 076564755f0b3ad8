// The memory of what is kept: plugin/base/pool.h.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/base/pool.h"

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "plugin/base/kept_optional.h"
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2;

namespace {

struct Piece {
    unsigned char* memory;
    std::size_t size;
    unsigned char filling;

    [[nodiscard]] bool holds() const {
        return std::all_of(memory, memory + size, [this](unsigned char c) { return c == filling; });
    }
};

Piece take(std::size_t size, unsigned char filling) {
    auto* memory = static_cast<unsigned char*>(Pool::allocate(size));
    assert_int_equal(reinterpret_cast<std::uintptr_t>(memory) % Pool::kAlignment, 0);
    std::memset(memory, filling, size);
    return {memory, size, filling};
}

void give_back(const Piece& piece) {
    assert_true(piece.holds());
    Pool::deallocate(piece.memory, piece.size);
}

void pieces_of_any_size_do_not_overlap(void** /*state*/) {
    std::mt19937 random(1);
    std::vector<Piece> pieces;
    for (unsigned i = 0; i < 20000; ++i) {
        if (!pieces.empty() && random() % 3 == 0) {
            const std::size_t which = random() % pieces.size();
            std::swap(pieces[which], pieces.back());
            give_back(pieces.back());
            pieces.pop_back();
        } else {
            pieces.push_back(take(random() % 3000, static_cast<unsigned char>(random())));
        }
    }
    for (const Piece& piece : pieces) {
        give_back(piece);
    }
    Pool::trim();
}

// Fills several blocks, empties them in another order, and does so again.
void blocks_are_filled_again(void** /*state*/) {
    for (unsigned round = 0; round < 3; ++round) {
        std::vector<Piece> pieces;
        for (unsigned i = 0; i < 1000; ++i) {
            pieces.push_back(take(2048, static_cast<unsigned char>(i)));
        }
        for (std::size_t i = 0; i < pieces.size(); i += 2) {
            give_back(pieces[i]);
        }
        for (std::size_t i = 0; i < pieces.size(); i += 2) {
            pieces[i] = take(2048, static_cast<unsigned char>(i + round));
        }
        std::ranges::reverse(pieces);
        for (const Piece& piece : pieces) {
            give_back(piece);
        }
        Pool::trim();
    }
}

void kept_octets_are_a_copy(void** /*state*/) {
    KeptDeque<KeptOctets> all;
    std::vector<std::uint8_t> octets;
    for (std::size_t i = 0; i < 3000; ++i) {
        all.push_back(KeptOctets(octets));
        octets.push_back(static_cast<std::uint8_t>(i));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        assert_int_equal(all[i].size(), i);
        assert_true(std::ranges::equal(Octets(all[i]), Octets(octets).first(i)));
    }
    const KeptOctets moved = std::move(all[7]);
    assert_int_equal(moved.size(), 7);
    assert_true(all[7].empty());
    const auto shared = make_kept<KeptOctets>(Octets(octets).first(3));
    assert_int_equal(Octets(*shared)[2], 2);
}

void a_kept_value_is_copied_with_its_owner(void** /*state*/) {
    KeptOptional<std::string> empty;
    assert_false(empty.has_value());
    KeptOptional<std::string> first = std::string("the first of them, too long to lie in place");
    KeptOptional<std::string> second = first;
    second->append("!");
    assert_string_equal(first->c_str(), "the first of them, too long to lie in place");
    assert_string_equal(second->c_str(), "the first of them, too long to lie in place!");
    empty = std::move(second);
    assert_true(empty.has_value());
    first = empty;
    assert_true(*first == *empty);
    first.emplace("another");
    assert_string_equal(first->c_str(), "another");
    first.reset();
    assert_false(static_cast<bool>(first));
    first = KeptOptional<std::string>();
    assert_false(first.has_value());
    first.ensure().append("made");
    assert_string_equal(first->c_str(), "made");
    assert_string_equal(first.ensure().c_str(), "made");
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(pieces_of_any_size_do_not_overlap),
        cmocka_unit_test(blocks_are_filled_again),
        cmocka_unit_test(kept_octets_are_a_copy),
        cmocka_unit_test(a_kept_value_is_copied_with_its_owner),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
