// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/cipher_pool.h"

#include <algorithm>
#include <utility>

namespace ikev2::session {

CipherPool& CipherPool::instance() {
    static CipherPool pool;
    return pool;
}

std::size_t CipherPool::slot_of(std::uint64_t owner) const noexcept {
    return static_cast<std::size_t>(std::ranges::find(owner_of_, owner) - owner_of_.begin());
}

OpenedKeys* CipherPool::find(std::uint64_t owner) noexcept {
    const std::size_t slot = slot_of(owner);
    return slot != kSlots ? &*keys_of_[slot] : nullptr;
}

OpenedKeys& CipherPool::put(std::uint64_t owner, OpenedKeys&& keys) {
    const std::size_t slot = std::exchange(next_, (next_ + 1) % kSlots);
    owner_of_[slot] = owner;
    return keys_of_[slot].emplace(std::move(keys));
}

void CipherPool::release(std::uint64_t owner) noexcept {
    if (const std::size_t slot = slot_of(owner); slot != kSlots) {
        owner_of_[slot] = 0;
        keys_of_[slot].reset();
    }
}

}  // namespace ikev2::session
