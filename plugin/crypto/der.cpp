// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/der.h"

namespace ikev2::crypto::der {

namespace {

struct Length {
    std::size_t octets;  ///< that the length itself takes
    std::size_t value;
};

/// The length octets at the start of `der` (X.690, sections 8.1.3 and 10.1).
std::optional<Length> read_length(Octets der) noexcept {
    constexpr std::uint8_t kLongForm = 0x80;
    if (der.empty()) {
        return std::nullopt;
    }
    if (der[0] < kLongForm) {
        return Length{1, der[0]};
    }
    const std::size_t count = der[0] & 0x7fU;
    // A count of 0 is the indefinite form.
    if (count == 0 || count > 4 || der.size() <= count) {
        return std::nullopt;
    }
    std::size_t value = 0;
    for (const std::uint8_t octet : der.subspan(1, count)) {
        value = value << 8U | octet;
    }
    // "encoded in the minimum number of octets"
    if (der[1] == 0 || value < kLongForm) {
        return std::nullopt;
    }
    return Length{1 + count, value};
}

}  // namespace

std::optional<Reader::Element> Reader::take() noexcept {
    constexpr std::uint8_t kHighTagNumber = 0x1f;
    if (failed_ || rest_.empty() || (rest_[0] & kHighTagNumber) == kHighTagNumber) {
        failed_ = true;
        return std::nullopt;
    }
    const std::optional<Length> length = read_length(rest_.subspan(1));
    if (!length || length->value > rest_.size() - 1 - length->octets) {
        failed_ = true;
        return std::nullopt;
    }
    const std::size_t header = 1 + length->octets;
    const Element element{rest_[0], rest_.first(header + length->value),
                          rest_.subspan(header, length->value)};
    rest_ = rest_.subspan(element.whole.size());
    return element;
}

Octets Reader::contents(std::uint8_t tag) noexcept {
    const std::optional<Element> next = take();
    require(next && next->tag == tag);
    return ok() ? next->contents : Octets();
}

Reader Reader::inside(std::uint8_t tag) noexcept {
    Reader inner(contents(tag));
    inner.failed_ = failed_;
    return inner;
}

Octets Reader::element() noexcept {
    const std::optional<Element> next = take();
    return next ? next->whole : Octets();
}

Octets Reader::unsigned_integer() noexcept {
    const Octets number = contents(INTEGER);
    constexpr std::uint8_t kSign = 0x80;
    require(!number.empty() && number[0] < kSign);
    // "the bits of the first octet and bit 8 of the second octet [...] shall not all be zero"
    // (X.690, section 8.3.2)
    require(number.size() < 2 || number[0] != 0 || number[1] >= kSign);
    if (!ok()) {
        return {};
    }
    return number.size() > 1 && number[0] == 0 ? number.subspan(1) : number;
}

std::uint32_t Reader::small_integer() noexcept {
    const Octets number = unsigned_integer();
    require(number.size() <= sizeof(std::uint32_t));
    std::uint32_t value = 0;
    if (ok()) {
        for (const std::uint8_t octet : number) {
            value = value << 8U | octet;
        }
    }
    return value;
}

Octets Reader::whole_octets() noexcept {
    const Octets bits = contents(BIT_STRING);
    // The first octet counts the unused bits of the last one.
    require(!bits.empty() && bits[0] == 0);
    return ok() ? bits.subspan(1) : Octets();
}

}  // namespace ikev2::crypto::der
