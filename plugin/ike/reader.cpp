// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/reader.h"

namespace ikev2::ike {

bool Reader::take(std::uint32_t count) noexcept {
    if (!ok()) {
        return false;
    }
    if (count > remaining()) {
        shortfall_ = Shortfall::structure;
        needed_ = count;
        return false;
    }
    if (count != 0 && position_ + count > buffer_.size()) {
        shortfall_ = Shortfall::capture;
        needed_ = count;
        return false;
    }
    position_ += count;
    return true;
}

At<Octets> Reader::octets(std::uint32_t count) noexcept {
    const std::uint32_t start = position_;
    if (!take(count)) {
        return {};
    }
    return {count != 0 ? buffer_.subspan(start, count) : Octets(), start, count};
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
