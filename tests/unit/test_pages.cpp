// Blocks in large pages: plugin/base/pages.h.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/base/pages.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "tests/unit/cmocka_cpp.h"

using namespace ikev2;

namespace {

// Octets of memory that this process has from the system.
std::size_t mapped() {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word && word != "VmSize:") {
    }
    std::size_t kib = 0;
    status >> kib;
    return kib * 1024;
}

// What the heap may have taken meanwhile: less than a large page.
constexpr std::size_t kHeapsOwn = std::size_t{1} << 20U;

// A block, or a table.
struct Piece {
    unsigned char* memory;
    std::size_t octets;
    bool is_table;
    unsigned char filling;

    [[nodiscard]] bool holds() const {
        return std::all_of(memory, memory + octets,
                           [this](unsigned char c) { return c == filling; });
    }
    void give_back() const {
        assert_true(holds());
        is_table ? Pages::give_back_table(memory, octets) : Pages::give_back(memory);
    }
};

Piece take(std::size_t octets, bool is_table, unsigned char filling) {
    void* memory = is_table ? Pages::take_table(octets) : Pages::take();
    std::memset(memory, filling, octets);
    return {static_cast<unsigned char*>(memory), octets, is_table, filling};
}

void blocks_and_tables_do_not_overlap(void** /*state*/) {
    std::mt19937 random(1);
    const std::size_t before = mapped();
    std::vector<Piece> pieces;
    for (unsigned i = 0; i < 2000; ++i) {
        if (!pieces.empty() && random() % 3 == 0) {
            std::swap(pieces[random() % pieces.size()], pieces.back());
            pieces.back().give_back();
            pieces.pop_back();
            continue;
        }
        const bool is_table = random() % 8 == 0;
        const std::size_t octets = is_table ? 1 + random() % (80 * Pages::kBlock) : Pages::kBlock;
        pieces.push_back(take(octets, is_table, static_cast<unsigned char>(random())));
        if (!Pages::kByPiece && !is_table) {
            assert_int_equal(reinterpret_cast<std::uintptr_t>(pieces.back().memory) % Pages::kBlock,
                             0);
        }
    }
    for (const Piece& piece : pieces) {
        piece.give_back();
    }
    Pages::trim();
    assert_true(Pages::kByPiece || mapped() < before + kHeapsOwn);
}

void the_system_gets_back_what_is_empty(void** /*state*/) {
    if (Pages::kByPiece) {
        return;  // the heap has its own ways
    }
    constexpr std::size_t kBlocks = 1000;
    std::vector<void*> blocks(kBlocks);
    const std::size_t before = mapped();
    for (unsigned round = 0; round < 3; ++round) {
        std::ranges::generate(blocks, Pages::take);
        assert_in_range(mapped() - before, kBlocks * Pages::kBlock, 2 * kBlocks * Pages::kBlock);
        std::ranges::for_each(blocks, Pages::give_back);
        Pages::trim();
        assert_true(mapped() < before + kHeapsOwn);
    }
}

void a_table_has_as_many_octets_as_it_asks_for(void** /*state*/) {
    constexpr std::size_t kMiB = std::size_t{1} << 20U;
    for (const std::size_t octets :
         {std::size_t{1}, std::size_t{4096}, Pages::kBlock, Pages::kBlock + 1, 63 * Pages::kBlock,
          63 * Pages::kBlock + 1, 2 * kMiB, 2 * kMiB + 1, 5 * kMiB}) {
        const std::size_t before = mapped();
        void* table = Pages::take_table(octets);
        std::memset(table, 1, octets);
        Pages::give_back_table(table, octets);
        Pages::trim();
        if (!Pages::kByPiece && octets >= Pages::kBlock) {
            assert_true(mapped() < before + kHeapsOwn);
        }
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(blocks_and_tables_do_not_overlap),
        cmocka_unit_test(the_system_gets_back_what_is_empty),
        cmocka_unit_test(a_table_has_as_many_octets_as_it_asks_for),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
