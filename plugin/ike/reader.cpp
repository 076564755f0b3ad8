// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/reader.h"

namespace ikev2::ike {

bool Reader::miss(Shortfall why, std::uint32_t count) noexcept {
    if (ok()) {
        shortfall_ = why;
        needed_ = count;
    }
    return false;
}

Reader Reader::part(std::uint32_t count) noexcept {
    const std::uint32_t start = position_;
    if (!ok()) {
        return {};
    }
    if (count > remaining()) {
        shortfall_ = Shortfall::structure;
        needed_ = count;
        return {};
    }
    position_ += count;
    return {buffer_, start, start + count};
}

}  // namespace ikev2::ike
