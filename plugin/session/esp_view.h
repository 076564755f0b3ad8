// What is known of one ESP packet, in plain values for those who draw it.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/base/spi.h"
#include "plugin/session/message_view.h"

namespace ikev2::session {

//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |               Security Parameters Index (SPI)                 |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |                      Sequence Number                          |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |                    IV (optional), then                        |
// ~                 Payload Data* (variable)                      ~
// +               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |               |     Padding* (0-255 bytes)                    |
// +-+-+-+-+-+-+-+-+               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |                               | Pad Length*   | Next Header*  |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~         Integrity Check Value-ICV (variable)                  ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// RFC 4303, section 2; the parts with a star are encrypted.

/// Octets of SPI and Sequence Number.
inline constexpr std::uint32_t kEspHeaderLength = 8;

/// A CHILD_SA. What is of two sides is ordered by the exchange that made it: first its requester.
struct ChildView {
    std::uint32_t number = 0;             ///< counted from 0 in the order of appearance
    std::uint32_t frame = 0;              ///< of the response that completed it; 0: not known
    SpiPair ike_spis;                     ///< of the IKE SA under which it was made
    std::uint8_t protocol = 0;            ///< AH or ESP, as IANA's Security Protocol Identifiers
    bool transport_mode = false;          ///< else tunnel mode
    bool key_exchange = false;            ///< its keys depend on a g^ir of its own
    bool esn = false;                     ///< Extended Sequence Numbers
    std::array<std::uint32_t, 2> spis{};  ///< each chosen by the side that receives with it
    std::uint16_t encr_id = 0;
    std::uint16_t key_bits = 0;
    std::uint16_t integ_id = 0;
};

/// What became of an ESP packet of a known ESP SA.
enum class EspStatus : std::uint8_t {
    opened,             ///< its integrity was checked, and it was decrypted
    unverified,         ///< decrypted; there is no integrity check, but all else fits
    bad_icv,            ///< the integrity check failed with every set of keys
    no_sk_d,            ///< SK_d of the IKE SA is not known
    no_shared_secret,   ///< no secret is the g^ir of the CHILD_SA's own key exchange
    ppk_mixed,          ///< CREATE_CHILD_SA mixed a PPK into the keys (RFC 9867)
    no_negotiation,     ///< the nonces that the keys depend on are not in the capture
    unknown_algorithm,  ///< an algorithm or key length is not supported
    implausible,        ///< no integrity check, and the plaintext does not end like an ESP packet
    malformed,          ///< too short for the algorithms, or not a multiple of the cipher's block
    not_captured,       ///< the capture cuts the packet short
};

/// An ESP SA: one direction of a CHILD_SA.
struct EspSaView {
    ChildView child;            ///< of a CHILD_SA that is not known: its algorithms alone
    bool child_known = false;   ///< the capture negotiates it
    KeyLine key;                ///< where its keys stand; no file: the capture's IKE SA gives them
    std::uint8_t receiver = 0;  ///< index in ChildView::spis of the SPI that its packets have
    std::uint32_t iv_length = 0;
    std::uint32_t icv_length = 0;

    /// Octets of the plaintext, from the payload to Next Header, of a packet with `packet_length`
    /// octets; 0 if it is too short.
    [[nodiscard]] std::uint32_t plaintext_length(std::uint32_t packet_length) const noexcept {
        const std::uint32_t overhead = kEspHeaderLength + iv_length + icv_length;
        return packet_length > overhead ? packet_length - overhead : 0;
    }
};

/// An ESP packet as the capture's state knows it.
struct EspView {
    const EspSaView* sa = nullptr;  ///< valid as long as that state; null: its SPI is not known
    std::uint32_t esn_high = 0;     ///< high-order 32 bits of its Extended Sequence Number
    EspStatus status{};
    Limits limits;  ///< that it reached

    /// Whether there is plaintext to show.
    [[nodiscard]] bool is_open() const noexcept {
        return sa != nullptr && (status == EspStatus::opened || status == EspStatus::unverified);
    }
};

/// The end of an ESP packet's plaintext (RFC 4303, section 2): payload, Padding, Pad Length and
/// Next Header. Lengths in octets.
struct EspTrailer {
    static constexpr std::uint32_t kFixedLength = 2;  ///< Pad Length and Next Header

    std::uint32_t payload_length = 0;
    std::uint8_t pad_length = 0;
    std::uint8_t next_header = 0;
    bool valid = false;  ///< there is room for Pad Length octets of padding

    [[nodiscard]] static EspTrailer read(Octets plaintext) noexcept {
        EspTrailer trailer;
        if (plaintext.size() < kFixedLength) {
            return trailer;
        }
        const auto room = static_cast<std::uint32_t>(plaintext.size()) - kFixedLength;
        trailer.pad_length = plaintext[room];
        trailer.next_header = plaintext[room + 1];
        trailer.valid = trailer.pad_length <= room;
        trailer.payload_length = trailer.valid ? room - trailer.pad_length : room;
        return trailer;
    }
};

}  // namespace ikev2::session
