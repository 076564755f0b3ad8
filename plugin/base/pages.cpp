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

// What is smaller does not fill a large page.
constexpr bool is_mapped(std::size_t table) noexcept {
    return !Pages::kByPiece && table >= kChunk;
}

constexpr std::size_t in_chunks(std::size_t octets) noexcept {
    return (octets + kChunk - 1) / kChunk * kChunk;
}

void drop(Chunk& chunk) noexcept {
    with_room.remove(chunk);
    munmap(&chunk, kChunk);
}

}  // namespace

void* Pages::take() {
    if constexpr (kByPiece) {
        return ::operator new(kBlock);
    }
    Chunk* first = with_room.first();
    Chunk& chunk = first != nullptr ? *first : new_chunk();
    const auto block = static_cast<unsigned>(std::countr_zero(chunk.free));
    chunk.free &= ~(Blocks{1} << block);
    if (chunk.free == 0) {
        with_room.remove(chunk);
    }
    return reinterpret_cast<std::byte*>(&chunk) + block * kBlock;
}

void Pages::give_back(void* block) noexcept {
    if constexpr (kByPiece) {
        ::operator delete(block);
        return;
    }
    const std::size_t offset = reinterpret_cast<std::uintptr_t>(block) % kChunk;
    Chunk& chunk = *reinterpret_cast<Chunk*>(static_cast<std::byte*>(block) - offset);
    if (chunk.free == 0) {
        with_room.add(chunk);
    }
    chunk.free |= Blocks{1} << (offset / kBlock);
    // The only one stays: what comes next may fill and empty it many times.
    if (chunk.free == kAll && !with_room.has_only(chunk)) {
        drop(chunk);
    }
}

void Pages::trim() noexcept {
    if (Chunk* chunk = with_room.first(); chunk != nullptr && chunk->free == kAll) {
        drop(*chunk);
    }
}

void* Pages::take_table(std::size_t octets) {
    return is_mapped(octets) ? map(in_chunks(octets)) : ::operator new(octets);
}

void Pages::give_back_table(void* table, std::size_t octets) noexcept {
    if (is_mapped(octets)) {
        munmap(table, in_chunks(octets));
    } else {
        ::operator delete(table);
    }
}

}  // namespace ikev2
