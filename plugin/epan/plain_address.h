// Addresses as the core has them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <cstring>

#include "plugin/epan/bridge/esp_bridge.h"
#include "plugin/epan/epan.h"

namespace ikev2::epan {

/// The octets of `from`, as many as fit.
inline session::Address to_plain(const address& from) {
    session::Address to{};
    if (from.data == nullptr || from.len <= 0) {
        return to;
    }
    // Of a length that compilers know, most of all.
    constexpr int length_of_ipv4 = 4;
    if (from.len == length_of_ipv4) {
        std::memcpy(to.data(), from.data, length_of_ipv4);
    } else {
        std::memcpy(to.data(), from.data, std::min(static_cast<std::size_t>(from.len), to.size()));
    }
    return to;
}

}  // namespace ikev2::epan
