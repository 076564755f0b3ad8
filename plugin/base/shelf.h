// Objects that stay where they are while others are added.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "plugin/base/pages.h"

namespace ikev2 {

/// A sequence that only grows. Its elements lie side by side in blocks of Pages, and never move:
/// pointers to them stay valid as long as the shelf. (libstdc++'s std::deque allocates each element
/// of more than 256 octets on its own.)
template <typename T>
class Shelf {
  public:
    /// How many elements lie in one block.
    static constexpr std::size_t kBlock = Pages::kBlock / sizeof(T);
    static_assert(kBlock > 0);

    Shelf() = default;
    Shelf(Shelf&& other) noexcept
        : blocks_(std::move(other.blocks_)), size_(std::exchange(other.size_, 0)) {}
    Shelf& operator=(Shelf&& other) noexcept {
        std::swap(blocks_, other.blocks_);
        std::swap(size_, other.size_);
        return *this;
    }
    Shelf(const Shelf&) = delete;
    Shelf& operator=(const Shelf&) = delete;
    ~Shelf() {
        for (std::size_t i = 0; i < size_; ++i) {
            std::destroy_at(&(*this)[i]);
        }
    }

    template <typename... Arguments>
    T& emplace_back(Arguments&&... arguments) {
        if (size_ == blocks_.size() * kBlock) {
            add_block();
        }
        T* added = new (&(*this)[size_]) T(std::forward<Arguments>(arguments)...);
        ++size_;
        return *added;
    }

    [[nodiscard]] T& operator[](std::size_t index) noexcept {
        return blocks_[index / kBlock].get()[index % kBlock];
    }
    [[nodiscard]] const T& operator[](std::size_t index) const noexcept {
        return blocks_[index / kBlock].get()[index % kBlock];
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

    /// Calls `see` with each element, in their order.
    template <typename See>
    void for_each(See&& see) const {
        for (std::size_t i = 0; i < size_; ++i) {
            see((*this)[i]);
        }
    }

  private:
    struct GiveBack {
        void operator()(T* block) const noexcept { Pages::give_back(block); }
    };
    // Its elements are made and destroyed one by one.
    using Block = std::unique_ptr<T, GiveBack>;

    [[gnu::cold]] void add_block() { blocks_.push_back(Block(static_cast<T*>(Pages::take()))); }

    std::vector<Block> blocks_;
    std::size_t size_ = 0;
};

}  // namespace ikev2
