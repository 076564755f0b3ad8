// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload.h"

namespace ikev2::ike {

bool Chain::stop(std::uint32_t header_end) noexcept {
    stopped_ = true;
    if (count_ == kMaxPayloads) {
        ended_ = ChainEnd::too_many;
    } else {
        ended_ = header_end > end_ ? ChainEnd::truncated : ChainEnd::not_captured;
    }
    return false;
}

}  // namespace ikev2::ike
