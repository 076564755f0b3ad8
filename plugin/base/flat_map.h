// A table for keys that come out of a capture.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "plugin/base/mix.h"
#include "plugin/base/pages.h"

namespace ikev2 {

/// A hash table from which nothing is removed. Keys and values lie in one piece of memory, so that
/// looking one up costs about one cache miss, however many there are. `Key` has a member
/// `mixed(seed)` and `==`; both are cheap to copy. Where a key lies depends on a seed of the
/// table's own (SeededHash).
template <typename Key, typename Value>
class FlatMap {
  public:
    /// The value of `key`, or null. Valid until a key is added.
    [[nodiscard]] Value* find(const Key& key) noexcept {
        return const_cast<Value*>(std::as_const(*this).find(key));  // NOLINT(*-const-cast)
    }
    [[nodiscard]] const Value* find(const Key& key) const noexcept {
        if (slots_.empty()) {
            return nullptr;
        }
        const Slot& slot = slots_[place_of(key)];
        return slot.used ? &slot.value : nullptr;
    }
    [[nodiscard]] bool contains(const Key& key) const noexcept { return find(key) != nullptr; }

    /// The value of `key`, which is `value` if the key is new; and whether it is new. Valid until
    /// another key is added.
    std::pair<Value*, bool> try_emplace(const Key& key, const Value& value) {
        if (4 * size_ >= 3 * slots_.size()) {
            grow();
        }
        Slot& slot = slots_[place_of(key)];
        const bool added = !slot.used;
        if (added) {
            slot = {key, value, true};
            ++size_;
        }
        return {&slot.value, added};
    }
    Value& operator[](const Key& key) { return *try_emplace(key, Value()).first; }

    /// Says that `key` will be looked for soon.
    void expect(const Key& key) const noexcept {
        if (!slots_.empty()) {
            __builtin_prefetch(&slots_[hash_(key) & (slots_.size() - 1)]);
        }
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }

  private:
    struct Slot {
        Key key{};
        Value value{};
        bool used = false;
    };
    using Slots = std::vector<Slot, TableAllocator<Slot>>;

    // Where `key` is, or where it would be put.
    [[nodiscard]] std::size_t place_of(const Key& key) const noexcept {
        const std::size_t mask = slots_.size() - 1;  // there are a power of two
        std::size_t place = hash_(key) & mask;
        while (slots_[place].used && !(slots_[place].key == key)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    [[gnu::cold]] void grow() {
        constexpr std::size_t kFirst = 16;
        Slots before(slots_.empty() ? kFirst : 2 * slots_.size());
        before.swap(slots_);
        for (const Slot& slot : before) {
            if (slot.used) {
                slots_[place_of(slot.key)] = slot;
            }
        }
    }

    Slots slots_;
    std::size_t size_ = 0;
    SeededHash<Key> hash_;
};

}  // namespace ikev2
