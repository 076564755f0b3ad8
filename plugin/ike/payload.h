// The generic payload header and the chain of payloads (RFC 7296, section 3.2).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// | Next Payload  |C|  RESERVED   |         Payload Length        |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

constexpr std::uint32_t kPayloadHeaderLength = 4;

/// "MUST be set to one if the sender wants the recipient to reject this entire message".
constexpr std::uint8_t kCriticalBit = 0x80;

/// No message that a peer sends in earnest comes near; one that is made to exhaust a reader does.
constexpr unsigned kMaxPayloads = 256;

/// One payload. `body` is what follows its generic header; it is cut where the capture ends.
struct Payload {
    std::uint8_t type = 0;  ///< as the payload before it, or the header, named it
    std::uint32_t offset = 0;
    At<std::uint8_t> next;
    At<std::uint8_t> flags;  ///< critical bit and seven reserved bits
    At<std::uint16_t> length;
    At<Octets> body;
    std::uint32_t end = 0;  ///< where it says that it ends

    [[nodiscard]] bool critical() const noexcept { return (flags.value & kCriticalBit) != 0; }

    /// A reader of the body in the buffer that the payload was read from.
    [[nodiscard]] Reader reader(Octets buffer) const noexcept {
        return {buffer, offset + kPayloadHeaderLength, end};
    }
};

/// What stopped the walk along a chain of payloads.
enum class ChainEnd : std::uint8_t {
    complete,          ///< "No Next Payload", or an SK or SKF payload, which is the last one
    length_too_small,  ///< a Payload Length below that of the generic header
    length_too_big,    ///< a Payload Length that goes past the end of the message
    truncated,         ///< the message ends inside a generic header
    not_captured,      ///< the capture ends inside a generic header
    too_many,          ///< kMaxPayloads were read
};

/// Walks along the payloads of a message, or of the plaintext of an SK payload.
class Chain {
  public:
    Chain() noexcept = default;

    /// `first` is the type of the payload at `offset`; `end` is the end of the message, which may
    /// lie behind the captured octets.
    Chain(Octets buffer, std::uint8_t first, std::uint32_t offset, std::uint32_t end) noexcept
        : buffer_(buffer), next_type_(first), position_(offset), end_(end) {}

    /// Reads the next payload. False at the end of the chain: `ended()` says why. A payload whose
    /// header was read but whose length is wrong is still given, with what there is of its body;
    /// it is the last one.
    [[nodiscard, gnu::always_inline]] inline bool next(Payload& payload) noexcept;

    [[nodiscard]] ChainEnd ended() const noexcept { return ended_; }

    /// Where the walk stands: behind the last payload given.
    [[nodiscard]] std::uint32_t position() const noexcept { return position_; }

    /// Where the message, or the plaintext, ends.
    [[nodiscard]] std::uint32_t end() const noexcept { return end_; }

    /// Type of the payload that would come next.
    [[nodiscard]] std::uint8_t next_type() const noexcept { return next_type_; }

  private:
    // Says why the generic header that would end at `header_end` is not read. Always false.
    [[gnu::cold]] bool stop(std::uint32_t header_end) noexcept;

    Octets buffer_;
    std::uint8_t next_type_ = 0;
    bool stopped_ = false;
    ChainEnd ended_ = ChainEnd::complete;
    unsigned count_ = 0;
    std::uint32_t position_ = 0;
    std::uint32_t end_ = 0;
};

// In the header, since every message is walked along several times, mostly for a few fields.
bool Chain::next(Payload& payload) noexcept {
    if (stopped_ || next_type_ == iana::payload::NONE) {
        return false;
    }
    const std::uint32_t header_end = position_ + kPayloadHeaderLength;
    if (count_ == kMaxPayloads || header_end > end_ || header_end > buffer_.size()) {
        return stop(header_end);
    }
    ++count_;

    const std::uint8_t* header = buffer_.data() + position_;
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
        payload.end < buffer_.size() ? payload.end : static_cast<std::uint32_t>(buffer_.size());
    payload.body = {
        {header + kPayloadHeaderLength, captured - header_end}, header_end, captured - header_end};

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
