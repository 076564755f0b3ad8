// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/mac.h"

#include <algorithm>
#include <utility>

#include "plugin/crypto/spare_handles.h"

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

constinit SpareHandles<gcry_mac_hd_t, int, gcry_mac_close> spares;

}  // namespace

void give_back_mac(gcry_mac_hd_t handle) noexcept {
    spares.give_back(handle, gcry_mac_get_algo(handle));
}

void Mac::close_spares() noexcept {
    spares.close_all();
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
