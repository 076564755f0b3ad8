// libgcrypt's handles that wait for their next key.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace ikev2::crypto {

/// To open a handle takes libgcrypt allocations of thousands of octets, and a new key fits into an
/// old handle: those that are not needed any more wait here for the next one. Until then they hold
/// the last one. `Kind` says what a handle is for. Has no destructor: objects that end after it may
/// still give handles back.
template <typename Handle, typename Kind, auto Close>
class SpareHandles {
  public:
    /// A handle of `kind`, which is the caller's from now on; null if there is none.
    [[nodiscard]] Handle take(Kind kind) noexcept {
        for (Spare& spare : spares_) {
            if (spare.handle != nullptr && spare.kind == kind) {
                return std::exchange(spare.handle, nullptr);
            }
        }
        return nullptr;
    }

    /// Keeps the caller's handle, or closes it if there is no room.
    void give_back(Handle handle, Kind kind) noexcept {
        const auto free = std::ranges::find(spares_, nullptr, &Spare::handle);
        if (free == spares_.end()) {
            Close(handle);
            return;
        }
        *free = {handle, kind};
    }

    void close_all() noexcept {
        for (Spare& spare : spares_) {
            Close(std::exchange(spare.handle, nullptr));
        }
    }

  private:
    struct Spare {
        Handle handle = nullptr;
        Kind kind{};
    };

    static constexpr std::size_t kSpares = 4;

    std::array<Spare, kSpares> spares_{};
};

}  // namespace ikev2::crypto
