// The IKE header (RFC 7296, section 3.1).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/base/spi.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |                       IKE SA Initiator's SPI                  |
// |                                                               |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |                       IKE SA Responder's SPI                  |
// |                                                               |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |  Next Payload | MjVer | MnVer | Exchange Type |     Flags     |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |                          Message ID                           |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |                            Length                             |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

constexpr std::uint32_t kHeaderLength = 28;

/// "Indicates that this message is a response to a message containing the same Message ID."
constexpr std::uint8_t kFlagResponse = 0x20;
/// "Indicates that the transmitter is capable of speaking a higher major version number".
constexpr std::uint8_t kFlagVersion = 0x10;
/// "This bit MUST be set in messages sent by the original initiator of the IKE SA".
constexpr std::uint8_t kFlagInitiator = 0x08;

struct Header {
    At<std::uint64_t> initiator_spi;
    At<std::uint64_t> responder_spi;
    At<std::uint8_t> next_payload;
    At<std::uint8_t> version;  ///< major in the high four bits, minor in the low
    At<std::uint8_t> exchange_type;
    At<std::uint8_t> flags;
    At<std::uint32_t> message_id;
    At<std::uint32_t> length;  ///< of the whole message, header included, in octets

    [[nodiscard]] SpiPair spis() const noexcept {
        return {initiator_spi.value, responder_spi.value};
    }
    [[nodiscard]] bool from_initiator() const noexcept {
        return (flags.value & kFlagInitiator) != 0;
    }
    [[nodiscard]] bool is_response() const noexcept { return (flags.value & kFlagResponse) != 0; }
    [[nodiscard]] unsigned major_version() const noexcept { return version.value >> 4U; }
};

/// Reads the header that `reader` stands at, as far as it goes; the reader tells what was short.
[[nodiscard]] Header read_header(Reader& reader) noexcept;

}  // namespace ikev2::ike
