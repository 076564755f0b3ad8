// The "|" of the RFCs.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <initializer_list>

#include "plugin/base/octets.h"
#include "plugin/base/secret.h"

namespace ikev2::crypto {

/// The pieces one after the other, in memory of their own.
inline Secret join(std::initializer_list<Octets> pieces) {
    std::size_t length = 0;
    for (const Octets piece : pieces) {
        length += piece.size();
    }
    Secret joined;
    joined.reserve(length);
    for (const Octets piece : pieces) {
        joined.insert(joined.end(), piece.begin(), piece.end());
    }
    return joined;
}

}  // namespace ikev2::crypto
