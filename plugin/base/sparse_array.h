// Pointers by number, where most numbers may have none.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace ikev2 {

/// Pointers to `T` by numbers from 0, such as those of frames. It takes memory by the stretch of
/// numbers, where one of them is used: eight octets for each. Owns nothing that they point to.
template <typename T>
class SparseArray {
  public:
    /// Null if nothing was put there.
    [[nodiscard]] T* find(std::uint32_t number) const noexcept {
        const std::size_t index = number / kStretch;
        return index < stretches_.size() && stretches_[index] != nullptr
                   ? (*stretches_[index])[number % kStretch]
                   : nullptr;
    }

    T*& operator[](std::uint32_t number) {
        const std::size_t index = number / kStretch;
        if (index >= stretches_.size() || stretches_[index] == nullptr) {
            add_stretch(index);
        }
        return (*stretches_[index])[number % kStretch];
    }

  private:
    static constexpr std::size_t kStretch = 512;
    using Stretch = std::array<T*, kStretch>;

    [[gnu::cold]] void add_stretch(std::size_t index) {
        if (index >= stretches_.size()) {
            stretches_.resize(index + 1);
        }
        stretches_[index] = std::make_unique<Stretch>();
    }

    std::vector<std::unique_ptr<Stretch>> stretches_;
};

}  // namespace ikev2
