// Addresses as the core has them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>

#include "plugin/epan/bridge/esp_bridge.h"
#include "plugin/epan/epan.h"

namespace ikev2::epan {

/// The octets of `from`, as many as fit.
inline session::Address to_plain(const address& from) {
    session::Address to{};
    const int length = std::min(from.len, static_cast<int>(to.size()));
    if (length > 0 && from.data != nullptr) {
        std::copy_n(static_cast<const std::uint8_t*>(from.data), length, to.begin());
    }
    return to;
}

}  // namespace ikev2::epan
