// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/base/pages.h"

#include <sys/mman.h>

#include <bit>
#include <cstdint>
#include <new>

#include "plugin/base/room_list.h"

namespace ikev2 {

namespace {

// A large page of x86-64 and, with pages of 4 KiB, of AArch64; where they have another size, the
// system gives small ones.
constexpr std::size_t kChunk = std::size_t{2} * 1024 * 1024;
constexpr std::size_t kBlocks = kChunk / Pages::kBlock;

// One bit for each block. The first block holds what the chunk knows of itself.
using Blocks = std::uint64_t;
static_assert(kBlocks == 64);
constexpr Blocks kAll = ~Blocks{1};

// What a chunk begins with. It begins at a multiple of its size, so that its blocks find it.
struct Chunk {
    Chunk* next = nullptr;  // with a block that is free
    Chunk* before = nullptr;
    Blocks free = kAll;
};

constinit RoomList<Chunk> with_room;

// Memory that begins at a multiple of kChunk; of the system, and not of the heap: that takes twice
// as much for what begins so, and learns from it to keep what is given back.
std::byte* map(std::size_t octets) {
    void* mapped =
        mmap(nullptr, octets + kChunk, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) {  // NOLINT(*-cstyle-cast,*-int-to-ptr)
        throw std::bad_alloc();
    }
    const std::size_t before = -reinterpret_cast<std::uintptr_t>(mapped) % kChunk;
    if (before != 0) {
        munmap(mapped, before);
    }
    std::byte* memory = static_cast<std::byte*>(mapped) + before;
    munmap(memory + octets, kChunk - before);
#ifdef MADV_HUGEPAGE
    madvise(memory, octets, MADV_HUGEPAGE);  // a wish: small pages do as well
#endif
    return memory;
}

Chunk& new_chunk() {
    Chunk& chunk = *new (map(kChunk)) Chunk;
    with_room.add(chunk);
    return chunk;
}

// `count` blocks from the first one of a chunk on; fewer than kBlocks.
constexpr Blocks run_of(unsigned count) noexcept {
    return (Blocks{1} << count) - 1;
}

// The first of `count` blocks side by side that are all free; kBlocks if there are none.
unsigned find_run(Blocks free, unsigned count) noexcept {
    Blocks firsts = free;
    for (unsigned i = 1; i < count; ++i) {
        firsts &= free >> i;
    }
    return static_cast<unsigned>(std::countr_zero(firsts));
}

void* take_from(Chunk& chunk, unsigned first, unsigned count) noexcept {
    chunk.free &= ~(run_of(count) << first);
    if (chunk.free == 0) {
        with_room.remove(chunk);
    }
    return reinterpret_cast<std::byte*>(&chunk) + first * Pages::kBlock;
}

void* take_run(unsigned count) {
    for (Chunk* chunk = with_room.first(); chunk != nullptr; chunk = chunk->next) {
        if (const unsigned first = find_run(chunk->free, count); first < kBlocks) {
            return take_from(*chunk, first, count);
        }
    }
    Chunk& chunk = new_chunk();
    return take_from(chunk, find_run(chunk.free, count), count);
}

// Where a table lies: one that is smaller than a block comes from the heap, one that is larger than
// a chunk's blocks has large pages of its own.
enum class Place : std::uint8_t { heap, blocks, mapped };

constexpr unsigned blocks_for(std::size_t octets) noexcept {
    return static_cast<unsigned>((octets + Pages::kBlock - 1) / Pages::kBlock);
}

constexpr Place place_of(std::size_t table) noexcept {
    if (Pages::kByPiece || table < Pages::kBlock) {
        return Place::heap;
    }
    return table <= (kBlocks - 1) * Pages::kBlock ? Place::blocks : Place::mapped;
}

constexpr std::size_t in_chunks(std::size_t octets) noexcept {
    return (octets + kChunk - 1) / kChunk * kChunk;
}

void drop(Chunk& chunk) noexcept {
    with_room.remove(chunk);
    munmap(&chunk, kChunk);
}

void give_back_run(void* first, unsigned count) noexcept {
    const std::size_t offset = reinterpret_cast<std::uintptr_t>(first) % kChunk;
    Chunk& chunk = *reinterpret_cast<Chunk*>(static_cast<std::byte*>(first) - offset);
    if (chunk.free == 0) {
        with_room.add(chunk);
    }
    chunk.free |= run_of(count) << (offset / Pages::kBlock);
    // The only one stays: what comes next may fill and empty it many times.
    if (chunk.free == kAll && !with_room.has_only(chunk)) {
        drop(chunk);
    }
}

}  // namespace

void* Pages::take() {
    if constexpr (kByPiece) {
        return ::operator new(kBlock);
    }
    return take_run(1);
}

void Pages::give_back(void* block) noexcept {
    if constexpr (kByPiece) {
        ::operator delete(block);
        return;
    }
    give_back_run(block, 1);
}

void Pages::trim() noexcept {
    if (Chunk* chunk = with_room.first(); chunk != nullptr && chunk->free == kAll) {
        drop(*chunk);
    }
}

void* Pages::take_table(std::size_t octets) {
    switch (place_of(octets)) {
        case Place::blocks:
            return take_run(blocks_for(octets));
        case Place::mapped:
            return map(in_chunks(octets));
        case Place::heap:
            break;
    }
    return ::operator new(octets);
}

void Pages::give_back_table(void* table, std::size_t octets) noexcept {
    switch (place_of(octets)) {
        case Place::blocks:
            give_back_run(table, blocks_for(octets));
            break;
        case Place::mapped:
            munmap(table, in_chunks(octets));
            break;
        case Place::heap:
            ::operator delete(table);
            break;
    }
}

}  // namespace ikev2
