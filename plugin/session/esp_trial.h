// What keys make of an ESP packet.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>

#include "plugin/base/octets.h"
#include "plugin/session/esp_cipher.h"
#include "plugin/session/esp_view.h"
#include "plugin/session/message.h"

namespace ikev2::session {

/// An ESP packet as it was captured. Owns nothing.
struct EspPacket {
    Octets octets;             ///< from the SPI to the end of the packet or of the capture
    std::uint32_t length = 0;  ///< of the packet, in octets
    Address destination{};
    Address source{};
};

/// One direction of an ESP SA, and what opens its packets. Every EspView's `sa` is the base of one.
struct EspSaState : EspSaView {
    std::unique_ptr<EspCipher> cipher;  ///< null: no keys, or nothing was opened with them
    std::uint64_t highest = 0;          ///< extended sequence number that was opened
};

/// What is inside the packets of an ESP SA, as far as that is known before one is opened.
enum class EspInside : std::uint8_t { ip_packet, anything };

/// The keys of one direction at work.
struct EspTrial {
    EspCipher& cipher;
    EspInside inside{};
    std::uint64_t& highest;  ///< extended sequence number that was opened; opening one raises it

    /// Opens `packet`, which must be captured whole; its plaintext goes to the start of
    /// `plaintext`, which has as many octets. Sets the status and esn_high of `view`, whose `sa`
    /// must be set.
    void open(const EspPacket& packet, MutableOctets plaintext, EspView& view) const;
};

/// Opens again, on a later pass, a packet that `view` says is open.
[[nodiscard]] bool open_again(const EspView& view, Octets packet, MutableOctets plaintext);

/// What opened the packet of `view`; null if nothing did. Valid as long as the SA's state.
[[nodiscard]] const EspCipher* cipher_of(const EspView& view) noexcept;

}  // namespace ikev2::session
