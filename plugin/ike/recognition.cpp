// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/recognition.h"

#include "plugin/iana/exchange_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/header.h"
#include "plugin/ike/payload.h"

namespace ikev2::ike {

namespace {

constexpr std::uint32_t kExchangeTypeOffset = 18;
constexpr std::uint32_t kFlagsOffset = 19;

constexpr std::uint8_t kVersion2 = 0x20;

constexpr std::uint8_t kKnownFlags = kFlagResponse | kFlagVersion | kFlagInitiator;

// `octets` hold it whole.
Header header_of(Octets octets) noexcept {
    Reader reader(octets, 0, kHeaderLength);
    return read_header(reader);
}

// A row of one value: ranges are "Reserved" and "Private use".
bool is_assigned(const iana::Registry& registry, std::uint32_t value) noexcept {
    const iana::Entry* entry = registry.find(value);
    return entry != nullptr && entry->first == entry->last;
}

bool is_first_payload(std::uint8_t type) noexcept {
    return type != iana::payload::NONE && (is_assigned(iana::payload::registry, type) ||
                                           is_assigned(iana::payload::private_use, type));
}

bool fits_exchange(const Header& header) noexcept {
    switch (header.exchange_type.value) {
        // The first exchange: "the Message ID ... is zero" (RFC 7296, section 2.2), and its request
        // comes from the original initiator. The responder's SPI may still be zero in both.
        case iana::exchange::IKE_SA_INIT:
        case iana::exchange::IKE_SESSION_RESUME:
            return header.message_id.value == 0 && header.from_initiator() != header.is_response();
        // These follow the first exchange.
        case iana::exchange::IKE_AUTH:
        case iana::exchange::GSA_AUTH:
        case iana::exchange::IKE_INTERMEDIATE:
            return header.message_id.value != 0 && header.responder_spi.value != 0;
        default:
            return header.responder_spi.value != 0;
    }
}

// `header` is that of `octets`; its Length field is right.
bool looks_like_chain(const Header& header, Octets octets) noexcept {
    Chain chain(octets, header.next_payload.value, kHeaderLength, header.length.value);
    Payload payload;
    while (chain.next(payload)) {
        if ((payload.flags.value & static_cast<std::uint8_t>(~kCriticalBit)) != 0) {
            return false;
        }
    }
    return chain.ended() == ChainEnd::not_captured ||
           (chain.ended() == ChainEnd::complete && chain.position() == header.length.value);
}

}  // namespace

bool resembles_header(Octets octets) noexcept {
    return octets.size() >= kHeaderLength && octets[kVersionOffset] == kVersion2 &&
           (octets[kFlagsOffset] & static_cast<std::uint8_t>(~kKnownFlags)) == 0 &&
           is_assigned(iana::exchange::registry, octets[kExchangeTypeOffset]);
}

bool looks_like_header(Octets octets, std::uint32_t length) noexcept {
    if (!resembles_header(octets)) {
        return false;
    }
    const Header header = header_of(octets);
    return header.length.value == length && length > kHeaderLength &&
           header.initiator_spi.value != 0 && is_first_payload(header.next_payload.value) &&
           fits_exchange(header);
}

bool looks_like_message(Octets octets, std::uint32_t length) noexcept {
    return looks_like_header(octets, length) && looks_like_chain(header_of(octets), octets);
}

}  // namespace ikev2::ike
