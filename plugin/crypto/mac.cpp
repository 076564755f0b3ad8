// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/mac.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ikev2::crypto {

namespace {

bool compute_with(gcry_mac_hd_t mac, std::initializer_list<Octets> data,
                  MutableOctets out) noexcept {
    if (gcry_mac_reset(mac) != 0) {
        return false;
    }
    for (const Octets piece : data) {
        if (!piece.empty() && gcry_mac_write(mac, piece.data(), piece.size()) != 0) {
            return false;
        }
    }
    std::size_t length = out.size();
    return gcry_mac_read(mac, out.data(), &length) == 0 && length == out.size();
}

// To open a handle takes libgcrypt four allocations, and a new key fits into an old handle: those
// that are not needed any more wait here for the next one.
class Spares {
  public:
    [[nodiscard]] gcry_mac_hd_t take(int algorithm) noexcept {
        for (gcry_mac_hd_t& handle : handles_) {
            if (handle != nullptr && gcry_mac_get_algo(handle) == algorithm) {
                return std::exchange(handle, nullptr);
            }
        }
        return nullptr;
    }

    // False if there is no room.
    [[nodiscard]] bool keep(gcry_mac_hd_t handle) noexcept {
        const auto free = std::find(handles_.begin(), handles_.end(), nullptr);
        if (free == handles_.end()) {
            return false;
        }
        *free = handle;
        return true;
    }

    void close() noexcept {
        for (gcry_mac_hd_t& handle : handles_) {
            gcry_mac_close(std::exchange(handle, nullptr));
        }
    }

  private:
    std::array<gcry_mac_hd_t, 4> handles_{};
};

// Without a destructor: objects that end after it may still give handles back.
constinit Spares spares;

}  // namespace

void give_back_mac(gcry_mac_hd_t handle) noexcept {
    if (!spares.keep(handle)) {
        gcry_mac_close(handle);
    }
}

void Mac::close_spares() noexcept {
    spares.close();
}

Mac::Mac(Implementation&& implementation) noexcept : implementation_(std::move(implementation)) {}

std::optional<Mac> Mac::make(int algorithm, Octets key) noexcept {
    if (algorithm == kMacAesXcbc) {
        std::optional<AesXcbc> xcbc = AesXcbc::make(key);
        if (!xcbc) {
            return std::nullopt;
        }
        return Mac(std::move(*xcbc));
    }
    gcry_mac_hd_t mac = spares.take(algorithm);
    if (mac == nullptr && gcry_mac_open(&mac, algorithm, 0, nullptr) != 0) {
        return std::nullopt;
    }
    MacHandle handle(mac);
    // An empty key has no address of its own.
    constexpr std::uint8_t kNoKey = 0;
    const void* octets = key.empty() ? &kNoKey : key.data();
    if (gcry_mac_setkey(mac, octets, key.size()) != 0) {
        return std::nullopt;
    }
    return Mac(std::move(handle));
}

bool Mac::compute(std::initializer_list<Octets> data, MutableOctets out) noexcept {
    AesXcbc* xcbc = std::get_if<AesXcbc>(&implementation_);
    MacHandle* handle = std::get_if<MacHandle>(&implementation_);
    const bool done =
        xcbc != nullptr ? xcbc->compute(data, out) : compute_with(handle->get(), data, out);
    if (!done) {
        std::fill(out.begin(), out.end(), std::uint8_t{0});
    }
    return done;
}

}  // namespace ikev2::crypto
