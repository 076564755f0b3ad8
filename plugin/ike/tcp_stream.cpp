// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/tcp_stream.h"

#include <algorithm>
#include <cstddef>

#include "plugin/ike/header.h"
#include "plugin/ike/reader.h"
#include "plugin/ike/recognition.h"

namespace ikev2::ike {

namespace {

// "Length of the ESP packet, including the Length field", of which SPI, sequence number, and
// padding with its two octets are there whatever the algorithms (RFC 4303, section 2).
constexpr std::uint32_t kMinEspLength = kStreamLengthLength + 12;

// "implementations SHOULD limit message lengths to match the lengths used for UDP encapsulation of
// ESP messages" (section 3), which the MTU limits, of jumbo frames at most.
constexpr std::uint32_t kMaxEspLength = kStreamLengthLength + 9216;

// "The set of SPI values in the range 1 through 255 are reserved" (RFC 4303, section 2.1).
constexpr std::uint32_t kFirstSpi = 256;

constexpr std::uint32_t kNatKeepaliveLength = kStreamLengthLength + 1;

std::uint32_t size_of(Octets octets) noexcept {
    return static_cast<std::uint32_t>(octets.size());
}

std::uint32_t length_field(Octets octets) noexcept {
    return Reader(octets, 0, kStreamLengthLength).u16().value;
}

// The SPI of an ESP packet, or the marker.
std::uint32_t spi_or_marker(Octets octets) noexcept {
    return Reader(octets, kStreamLengthLength, kStreamHeaderLength).u32().value;
}

// Where, behind the first octet and before `limit`, an IKE message begins; `limit` if none does.
std::uint32_t find_ike(Octets octets, std::uint32_t limit) noexcept {
    std::uint32_t at = 1;
    while (at < limit && at + kStreamHeaderLength <= octets.size()) {
        // An octet of the marker's place that is not zero rules out all places up to it.
        std::uint32_t last = kStreamHeaderLength;
        while (last > kStreamLengthLength && octets[at + last - 1] == 0) {
            --last;
        }
        if (last > kStreamLengthLength) {
            at += last - kStreamLengthLength;
        } else if (starts_with_ike_in_stream(octets.subspan(at))) {
            return at;
        } else {
            ++at;
        }
    }
    return limit;
}

// Likewise in all of `octets`.
std::uint32_t find_ike(Octets octets) noexcept {
    return find_ike(octets, size_of(octets));
}

// Whether what follows the marker has the major version of IKE, as far as captured.
bool may_be_ike(Octets octets) noexcept {
    if (octets.size() <= kStreamHeaderLength + kVersionOffset) {
        return true;
    }
    const unsigned major = octets[kStreamHeaderLength + kVersionOffset] >> 4U;
    return major == 1 || major == 2;
}

// Whether a message of `length` octets without the marker can be an ESP packet; `octets` hold what
// there is of it.
bool may_be_esp(Octets octets, std::uint32_t length) noexcept {
    const bool whole = length <= octets.size();
    return length >= kMinEspLength && (whole || length <= kMaxEspLength) &&
           spi_or_marker(octets) >= kFirstSpi;
}

}  // namespace

bool starts_with_stream_prefix(Octets octets) noexcept {
    const std::size_t count = std::min(octets.size(), kStreamPrefix.size());
    return count != 0 && std::equal(octets.begin(), octets.begin() + static_cast<long>(count),
                                    kStreamPrefix.begin());
}

bool starts_with_ike_in_stream(Octets octets) noexcept {
    if (octets.size() < kStreamHeaderLength || spi_or_marker(octets) != 0) {
        return false;
    }
    const std::uint32_t length = length_field(octets);
    return length > kStreamHeaderLength &&
           looks_like_header(octets.subspan(kStreamHeaderLength), length - kStreamHeaderLength);
}

StreamStretch stretch_of_stream(Octets octets) noexcept {
    if (starts_with_stream_prefix(octets)) {
        if (octets.size() < kStreamPrefix.size()) {
            return {};
        }
        return {StreamPart::prefix, size_of(Octets(kStreamPrefix))};
    }
    if (octets.size() < kStreamLengthLength) {
        return {};
    }
    const std::uint32_t length = length_field(octets);
    if (length < kStreamLengthLength) {
        return {StreamPart::bad_length, find_ike(octets)};
    }
    if (length == kStreamLengthLength) {
        return {StreamPart::bad_length, length};
    }
    if (octets.size() < std::min(length, kStreamHeaderLength)) {
        return {};
    }
    if (length == kNatKeepaliveLength && octets[kStreamLengthLength] == kNatKeepalive) {
        return {StreamPart::nat_keepalive, length};
    }
    if (length >= kStreamHeaderLength && spi_or_marker(octets) == 0) {
        return may_be_ike(octets) ? StreamStretch{StreamPart::ike, length}
                                  : StreamStretch{StreamPart::unaligned, find_ike(octets)};
    }
    if (may_be_esp(octets, length)) {
        // An IKE message inside tells that this is none: the Length field is something else.
        const std::uint32_t inside = std::min(length, size_of(octets));
        const std::uint32_t next = find_ike(octets, inside);
        return next == inside ? StreamStretch{StreamPart::esp, length}
                              : StreamStretch{StreamPart::unaligned, next};
    }
    return {StreamPart::unaligned, find_ike(octets)};
}

StreamPart part_of_stream(Octets octets, std::uint32_t length) noexcept {
    const StreamStretch stretch = stretch_of_stream(octets);
    // A stretch that ends where an IKE message begins has no Length field of its own.
    return stretch.length == length || stretch.part == StreamPart::bad_length
               ? stretch.part
               : StreamPart::unaligned;
}

}  // namespace ikev2::ike
