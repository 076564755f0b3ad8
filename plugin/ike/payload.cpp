// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload.h"

#include <algorithm>
#include <cstddef>

#include "plugin/iana/payload_types.h"

namespace ikev2::ike {

bool Chain::next(Payload& payload) noexcept {
    if (stopped_ || next_type_ == iana::payload::NONE) {
        return false;
    }
    if (count_ == kMaxPayloads) {
        ended_ = ChainEnd::too_many;
        stopped_ = true;
        return false;
    }
    ++count_;

    const std::uint32_t header_end = position_ + kPayloadHeaderLength;
    if (header_end > end_ || header_end > buffer_.size()) {
        ended_ = header_end > end_ ? ChainEnd::truncated : ChainEnd::not_captured;
        stopped_ = true;
        return false;
    }
    const Octets header = buffer_.subspan(position_, kPayloadHeaderLength);
    payload.type = next_type_;
    payload.offset = position_;
    payload.next = {header[0], position_, 1};
    payload.flags = {header[1], position_ + 1, 1};
    payload.length = {static_cast<std::uint16_t>(header[2] << 8U | header[3]), position_ + 2, 2};

    payload.end = position_ + payload.length.value;
    if (payload.length.value < kPayloadHeaderLength) {
        payload.end = header_end;
        ended_ = ChainEnd::length_too_small;
        stopped_ = true;
    } else if (payload.end > end_) {
        payload.end = end_;
        ended_ = ChainEnd::length_too_big;
        stopped_ = true;
    }
    const auto captured =
        static_cast<std::uint32_t>(std::min<std::size_t>(payload.end, buffer_.size()));
    payload.body = {buffer_.subspan(header_end, captured - header_end), header_end,
                    captured - header_end};

    position_ = payload.end;
    next_type_ = payload.next.value;
    // "the Next Payload field of the Encrypted payload ... contains the type of the first
    // embedded payload" (RFC 7296, section 3.14), so the chain ends here.
    if (payload.type == iana::payload::SK || payload.type == iana::payload::SKF) {
        stopped_ = true;
    }
    return true;
}

}  // namespace ikev2::ike
