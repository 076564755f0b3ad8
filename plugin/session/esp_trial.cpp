// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/esp_trial.h"

#include <algorithm>

#include "plugin/ike/reader.h"

namespace ikev2::session {

namespace {

// Protocol numbers of what a Next Header of tunnel mode names.
constexpr std::uint8_t kIpv4 = 4;
constexpr std::uint8_t kIpv6 = 41;
constexpr std::uint8_t kNoNextHeader = 59;

EspStatus status_of(EspResult result) noexcept {
    switch (result) {
        case EspResult::opened:
            return EspStatus::opened;
        case EspResult::unverified:
            return EspStatus::unverified;
        case EspResult::bad_icv:
            return EspStatus::bad_icv;
        case EspResult::too_short:
        case EspResult::not_block_aligned:
            break;
    }
    return EspStatus::malformed;
}

// "The first padding byte appended to the plaintext is numbered 1, with subsequent padding bytes
// making up a monotonically increasing sequence" (RFC 4303, section 2.4).
bool is_default_padding(Octets padding) noexcept {
    std::uint8_t expected = 0;
    return std::ranges::all_of(padding, [&](std::uint8_t octet) { return octet == ++expected; });
}

// Whether `plaintext` looks like that of an ESP packet, where nothing else tells.
bool is_plausible(EspInside inside, Octets plaintext) noexcept {
    const EspTrailer trailer = EspTrailer::read(plaintext);
    if (!trailer.valid ||
        !is_default_padding(plaintext.subspan(trailer.payload_length, trailer.pad_length))) {
        return false;
    }
    const unsigned version = trailer.payload_length != 0 ? plaintext[0] >> 4U : 0;
    if (trailer.next_header == kIpv4) {
        return version == 4;
    }
    if (trailer.next_header == kIpv6) {
        return version == 6;
    }
    return inside == EspInside::anything || trailer.next_header == kNoNextHeader;
}

std::uint32_t sequence_number(const EspPacket& packet) noexcept {
    ike::Reader reader(packet.octets, 4, kEspHeaderLength);
    return reader.u32().value;
}

// High-order bits of the number nearest to the highest one (RFC 4303, appendix A2).
std::uint32_t guess_high(std::uint64_t highest, std::uint32_t low) noexcept {
    const auto distance = static_cast<std::int32_t>(low - static_cast<std::uint32_t>(highest));
    const auto nearest = static_cast<std::int64_t>(highest) + distance;
    return nearest < 0 ? 0 : static_cast<std::uint32_t>(static_cast<std::uint64_t>(nearest) >> 32U);
}

}  // namespace

void EspTrial::open(const EspPacket& packet, MutableOctets plaintext, EspView& view) const {
    const std::uint32_t low = sequence_number(packet);
    view.esn_high = cipher.suite().esn ? guess_high(highest, low) : 0;
    view.status = status_of(cipher.open(packet.octets, view.esn_high, plaintext));
    if (view.status == EspStatus::unverified &&
        !is_plausible(inside, plaintext.first(view.sa->plaintext_length(packet.length)))) {
        view.status = EspStatus::implausible;
    }
    if (view.is_open()) {
        const std::uint64_t number = static_cast<std::uint64_t>(view.esn_high) << 32U | low;
        highest = std::max(highest, number);
    }
}

bool open_again(const EspView& view, Octets packet, MutableOctets plaintext) {
    const auto* sa = static_cast<const EspSaState*>(view.sa);
    if (sa == nullptr || sa->cipher == nullptr) {
        return false;
    }
    const EspResult result = sa->cipher->open(packet, view.esn_high, plaintext);
    return result == EspResult::opened || result == EspResult::unverified;
}

const EspCipher* cipher_of(const EspView& view) noexcept {
    const auto* sa = static_cast<const EspSaState*>(view.sa);
    return sa != nullptr && view.is_open() ? sa->cipher.get() : nullptr;
}

}  // namespace ikev2::session
