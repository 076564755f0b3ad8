// Octets that must not outlive their use.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "plugin/base/octets.h"
#include "plugin/base/pool.h"

namespace ikev2 {

/// Takes memory from the Pool, and overwrites it with zeros before it gives it back.
template <typename T>
struct WipingAllocator {
    using value_type = T;

    WipingAllocator() noexcept = default;
    template <typename U>
    WipingAllocator(const WipingAllocator<U>& /*other*/) noexcept {}  // NOLINT(*-explicit-*)

    T* allocate(std::size_t count) { return PoolAllocator<T>().allocate(count); }

    void deallocate(T* octets, std::size_t count) noexcept {
        explicit_bzero(octets, count * sizeof(T));
        PoolAllocator<T>().deallocate(octets, count);
    }

    template <typename U>
    bool operator==(const WipingAllocator<U>& /*other*/) const noexcept {
        return true;
    }
};

/// A key or other secret, owned; its memory is overwritten when it is released or grows.
using Secret = std::vector<std::uint8_t, WipingAllocator<std::uint8_t>>;

/// A copy of `octets` as a secret.
inline Secret to_secret(Octets octets) {
    return {octets.begin(), octets.end()};
}

}  // namespace ikev2
