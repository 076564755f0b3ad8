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

struct Block {
    unsigned char* memory;
    unsigned char filling;

    [[nodiscard]] bool holds() const {
        return std::all_of(memory, memory + Pages::kBlock,
                           [this](unsigned char c) { return c == filling; });
    }
};

Block take(unsigned char filling) {
    auto* memory = static_cast<unsigned char*>(Pages::take());
    std::memset(memory, filling, Pages::kBlock);
    return {memory, filling};
}

void blocks_do_not_overlap(void** /*state*/) {
    std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
    std::vector<Block> blocks;
    for (unsigned i = 0; i < 2000; ++i) {
        if (!blocks.empty() && random() % 3 == 0) {
            std::swap(blocks[random() % blocks.size()], blocks.back());
            assert_true(blocks.back().holds());
            Pages::give_back(blocks.back().memory);
            blocks.pop_back();
        } else {
            blocks.push_back(take(static_cast<unsigned char>(random())));
            if (!Pages::kByPiece) {
                assert_int_equal(
                    reinterpret_cast<std::uintptr_t>(blocks.back().memory) % Pages::kBlock, 0);
            }
        }
    }
    for (const Block& block : blocks) {
        assert_true(block.holds());
        Pages::give_back(block.memory);
    }
    Pages::trim();
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
    for (const std::size_t octets : {std::size_t{1}, std::size_t{4096}, std::size_t{2} << 20U,
                                     (std::size_t{2} << 20U) + 1, std::size_t{5} << 20U}) {
        const std::size_t before = mapped();
        void* table = Pages::take_table(octets);
        std::memset(table, 1, octets);
        Pages::give_back_table(table, octets);
        if (!Pages::kByPiece && octets > Pages::kBlock) {
            assert_true(mapped() < before + kHeapsOwn);
        }
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(blocks_do_not_overlap),
        cmocka_unit_test(the_system_gets_back_what_is_empty),
        cmocka_unit_test(a_table_has_as_many_octets_as_it_asks_for),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
