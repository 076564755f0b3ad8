// Objects that stay where they are while others are added.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace ikev2 {

/// A sequence that only grows. Its elements lie side by side, kBlock of them in one piece of
/// memory, and never move: pointers to them stay valid as long as the shelf. (libstdc++'s
/// std::deque allocates each element of more than 256 octets on its own.) A piece is so large that
/// the system gives it, page by page as it is used, and not the heap, which looks after all that
/// was freed whenever it is asked for much.
template <typename T, std::size_t kBlock = std::size_t{256} * 1024 / sizeof(T)>
class Shelf {
  public:
    template <typename... Arguments>
    T& emplace_back(Arguments&&... arguments) {
        if (size_ % kBlock == 0 && size_ / kBlock == blocks_.size()) {
            blocks_.emplace_back().reserve(kBlock);
        }
        T& added = blocks_[size_ / kBlock].emplace_back(std::forward<Arguments>(arguments)...);
        ++size_;
        return added;
    }

    [[nodiscard]] T& operator[](std::size_t index) noexcept {
        return blocks_[index / kBlock][index % kBlock];
    }
    [[nodiscard]] const T& operator[](std::size_t index) const noexcept {
        return blocks_[index / kBlock][index % kBlock];
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

    /// Calls `see` with each element, in their order.
    template <typename See>
    void for_each(See&& see) const {
        for (const std::vector<T>& block : blocks_) {
            for (const T& element : block) {
                see(element);
            }
        }
    }

  private:
    std::vector<std::vector<T>> blocks_;
    std::size_t size_ = 0;
};

}  // namespace ikev2
