// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/base/pool.h"

#include <array>
#include <new>

#include "plugin/base/pages.h"
#include "plugin/base/room_list.h"

namespace ikev2 {

namespace {

constexpr std::size_t kBlock = Pages::kBlock;

// Pieces of 16, 32, ... octets: what is larger, the heap gives.
constexpr std::size_t kStep = Pool::kAlignment;
constexpr std::size_t kLargest = 2048;

// A piece that is free.
struct Free {
    Free* next;
};

// What a block begins with. It begins at a multiple of its size, so that its pieces find it.
struct alignas(Pool::kAlignment) Block {
    Block* next = nullptr;  // with room for pieces of this size
    Block* before = nullptr;
    Free* free = nullptr;
    std::size_t fresh = 0;  // where the part begins that was never in use
    std::size_t in_use = 0;
};

// The pieces of one size.
class Slab {
  public:
    [[nodiscard]] void* take(std::size_t size) {
        if (with_room_.first() == nullptr) {
            with_room_.add(*new (Pages::take()) Block{.fresh = sizeof(Block)});
        }
        Block& block = *with_room_.first();
        void* piece = block.free;
        if (piece != nullptr) {
            block.free = block.free->next;
        } else {
            piece = reinterpret_cast<std::byte*>(&block) + block.fresh;
            block.fresh += size;
        }
        ++block.in_use;
        if (is_full(block, size)) {
            with_room_.remove(block);
        }
        return piece;
    }

    void give_back(void* piece, std::size_t size) noexcept {
        Block& block = block_of(piece);
        if (is_full(block, size)) {
            with_room_.add(block);
        }
        block.free = new (piece) Free{block.free};
        --block.in_use;
        // The only one stays: what comes next may fill and empty it many times.
        if (block.in_use == 0 && !with_room_.has_only(block)) {
            drop(block);
        }
    }

    void trim() noexcept {
        if (Block* block = with_room_.first(); block != nullptr && block->in_use == 0) {
            drop(*block);
        }
    }

  private:
    [[nodiscard]] static Block& block_of(void* piece) noexcept {
        const std::size_t offset = reinterpret_cast<std::uintptr_t>(piece) % kBlock;
        return *reinterpret_cast<Block*>(static_cast<std::byte*>(piece) - offset);
    }

    [[nodiscard]] static bool is_full(const Block& block, std::size_t size) noexcept {
        return block.free == nullptr && block.fresh + size > kBlock;
    }

    void drop(Block& block) noexcept {
        with_room_.remove(block);
        Pages::give_back(&block);
    }

    RoomList<Block> with_room_;
};

// Without a destructor: statics that end after it may still give memory back.
constinit std::array<Slab, kLargest / kStep> slabs{};

constexpr std::size_t slab_of(std::size_t octets) noexcept {
    return octets == 0 ? 0 : (octets - 1) / kStep;
}

constexpr std::size_t size_of(std::size_t slab) noexcept {
    return (slab + 1) * kStep;
}

}  // namespace

void* Pool::allocate(std::size_t octets) {
    if (Pages::kByPiece || octets > kLargest) {
        return ::operator new(octets);
    }
    const std::size_t slab = slab_of(octets);
    return slabs[slab].take(size_of(slab));
}

void Pool::deallocate(void* memory, std::size_t octets) noexcept {
    if (Pages::kByPiece || octets > kLargest) {
        ::operator delete(memory);
        return;
    }
    const std::size_t slab = slab_of(octets);
    slabs[slab].give_back(memory, size_of(slab));
}

void Pool::trim() noexcept {
    for (Slab& slab : slabs) {
        slab.trim();
    }
    Pages::trim();
}

}  // namespace ikev2
