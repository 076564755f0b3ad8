// A value that most of those who could have one have not.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <new>
#include <utility>

#include "plugin/base/pool.h"

namespace ikev2 {

/// As std::optional; but as long as it is empty, it takes no more room than a pointer. The value
/// lies in the Pool.
template <typename T>
class KeptOptional {
  public:
    KeptOptional() noexcept = default;
    KeptOptional(T value) { emplace(std::move(value)); }  // NOLINT(*-explicit-*)
    KeptOptional(const KeptOptional& other) {
        if (other) {
            emplace(*other);
        }
    }
    KeptOptional(KeptOptional&& other) noexcept = default;
    KeptOptional& operator=(KeptOptional other) noexcept {
        std::swap(value_, other.value_);
        return *this;
    }
    ~KeptOptional() = default;

    template <typename... Arguments>
    T& emplace(Arguments&&... arguments) {
        PoolAllocator<T> allocator;
        std::unique_ptr<T, Free> room(allocator.allocate(1));
        value_.reset(new (room.get()) T{std::forward<Arguments>(arguments)...});
        static_cast<void>(room.release());
        return *value_;
    }
    /// The value, which is T() if there was none.
    T& ensure() { return *this ? **this : emplace(); }
    void reset() noexcept { value_.reset(); }

    [[nodiscard]] explicit operator bool() const noexcept { return value_ != nullptr; }
    [[nodiscard]] bool has_value() const noexcept { return value_ != nullptr; }
    [[nodiscard]] T& operator*() noexcept { return *value_; }
    [[nodiscard]] const T& operator*() const noexcept { return *value_; }
    [[nodiscard]] T* operator->() noexcept { return value_.get(); }
    [[nodiscard]] const T* operator->() const noexcept { return value_.get(); }

  private:
    struct Free {
        void operator()(T* memory) const noexcept { PoolAllocator<T>().deallocate(memory, 1); }
    };
    struct Destroy {
        void operator()(T* value) const noexcept {
            std::destroy_at(value);
            Free()(value);
        }
    };
    std::unique_ptr<T, Destroy> value_;
};

}  // namespace ikev2
