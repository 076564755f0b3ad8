// Memory of its own for what is kept of a capture.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <utility>

#include "plugin/base/octets.h"

namespace ikev2 {

/// Of each IKE SA some twenty small pieces of memory are kept until the capture is closed, while
/// Wireshark takes and frees hundreds for each frame. Where both come from one heap, its pieces lie
/// scattered between ours, and to keep them in order takes malloc as long as the dissection. So
/// ours come out of blocks that hold nothing else. A block is given back when all in it is. (A
/// memory resource of the standard library gives back all of its blocks or none, and some secrets,
/// of the key file, outlive the capture.) For one thread, as dissection is.
class Pool {
  public:
    /// Memory for any type of no more than kAlignment. Throws std::bad_alloc.
    [[nodiscard]] static void* allocate(std::size_t octets);
    /// `octets` as it was allocated.
    static void deallocate(void* memory, std::size_t octets) noexcept;

    /// Gives back the blocks that wait empty for what comes next: one of each size.
    static void trim() noexcept;

    static constexpr std::size_t kAlignment = 16;
};

/// Takes memory from the Pool.
template <typename T>
struct PoolAllocator {
    static_assert(alignof(T) <= Pool::kAlignment);
    using value_type = T;

    PoolAllocator() noexcept = default;
    template <typename U>
    PoolAllocator(const PoolAllocator<U>& /*other*/) noexcept {}  // NOLINT(*-explicit-*)

    [[nodiscard]] T* allocate(std::size_t count) {
        // T may be a pointer, as in the map of a deque.
        return static_cast<T*>(Pool::allocate(count * sizeof(T)));  // NOLINT(*-sizeof-expression)
    }
    void deallocate(T* memory, std::size_t count) noexcept {
        Pool::deallocate(memory, count * sizeof(T));  // NOLINT(*-sizeof-expression)
    }

    template <typename U>
    bool operator==(const PoolAllocator<U>& /*other*/) const noexcept {
        return true;
    }
};

/// Octets that are kept. (A vector that takes its memory from somewhere else copies octet by
/// octet.)
class KeptOctets {
  public:
    KeptOctets() noexcept = default;
    explicit KeptOctets(Octets octets) : size_(octets.size()) {
        if (!octets.empty()) {
            memory_ = Pool::allocate(size_);
            std::memcpy(memory_, octets.data(), size_);
        }
    }
    KeptOctets(KeptOctets&& other) noexcept
        : memory_(std::exchange(other.memory_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    KeptOctets(const KeptOctets& other) : KeptOctets(Octets(other)) {}
    KeptOctets& operator=(KeptOctets other) noexcept {
        std::swap(memory_, other.memory_);
        std::swap(size_, other.size_);
        return *this;
    }
    ~KeptOctets() {
        if (memory_ != nullptr) {
            Pool::deallocate(memory_, size_);
        }
    }

    operator Octets() const noexcept {  // NOLINT(*-explicit-*)
        return {static_cast<const std::uint8_t*>(memory_), size_};
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

  private:
    void* memory_ = nullptr;
    std::size_t size_ = 0;
};

template <typename T>
using KeptDeque = std::deque<T, PoolAllocator<T>>;

/// As std::make_shared, for what is kept.
template <typename T, typename... Arguments>
[[nodiscard]] std::shared_ptr<T> make_kept(Arguments&&... arguments) {
    return std::allocate_shared<T>(PoolAllocator<T>(), std::forward<Arguments>(arguments)...);
}

}  // namespace ikev2
