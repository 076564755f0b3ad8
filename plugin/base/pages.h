// Blocks of memory that the system gives in large pages.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>

namespace ikev2 {

/// Memory for what is kept of a capture, in blocks of one size. The system gives memory page by
/// page when it is first touched, and each time it does so the processor forgets which pages it
/// knew: with pages of 4 KiB that took a sixth of the time of a large capture. So blocks are cut
/// from chunks of 2 MiB that Linux is asked to give as one page. A chunk is given back when none of
/// its blocks is in use. For one thread, as dissection is.
class Pages {
  public:
    /// Octets of a block. It begins at a multiple of them, unless kByPiece.
    static constexpr std::size_t kBlock = std::size_t{32} * 1024;

    /// AddressSanitizer finds what is used after it was freed, or beyond its end, only in memory
    /// that the heap gives piece by piece: then it gives all.
#if defined(__SANITIZE_ADDRESS__)
    static constexpr bool kByPiece = true;
#elif defined(__has_feature)
    static constexpr bool kByPiece = __has_feature(address_sanitizer);
#else
    static constexpr bool kByPiece = false;
#endif

    /// A block, of any content. Throws std::bad_alloc.
    [[nodiscard]] static void* take();
    static void give_back(void* block) noexcept;

    /// Gives back the chunk that waits empty for what comes next.
    static void trim() noexcept;

    /// Memory of `octets`: of so many that they fill a block, in large pages. Throws
    /// std::bad_alloc.
    [[nodiscard]] static void* take_table(std::size_t octets);
    /// `octets` as they were taken.
    static void give_back_table(void* table, std::size_t octets) noexcept;
};

/// Takes the memory of a table, which is one piece however large it grows.
template <typename T>
struct TableAllocator {
    using value_type = T;

    TableAllocator() noexcept = default;
    template <typename U>
    TableAllocator(const TableAllocator<U>& /*other*/) noexcept {}  // NOLINT(*-explicit-*)

    [[nodiscard]] T* allocate(std::size_t count) {
        return static_cast<T*>(Pages::take_table(count * sizeof(T)));
    }
    void deallocate(T* memory, std::size_t count) noexcept {
        Pages::give_back_table(memory, count * sizeof(T));
    }

    template <typename U>
    bool operator==(const TableAllocator<U>& /*other*/) const noexcept {
        return true;
    }
};

}  // namespace ikev2
