// The substructures of the GSA and KD payloads of G-IKEv2 (RFC 9838, sections 4.4 and 4.5).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |    Protocol   |   SPI Size*   |            Length             |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                              SPI*                             ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~           what the protocol and the payload make of it        ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//  * RESERVED, and none, if Protocol is 0

/// A Group SA policy or the group-wide policy of a GSA payload; a Group Key Bag or the Member Key
/// Bag of a KD payload.
struct GroupSubstructure {
    std::uint32_t offset = 0;
    At<std::uint8_t> protocol;
    At<std::uint8_t> spi_size;  ///< RESERVED if it is not of an SA
    At<std::uint16_t> length;   ///< of the whole substructure
    At<Octets> spi;
    Reader body;  ///< what follows
    std::uint32_t end = 0;
    Shortfall shortfall = Shortfall::none;

    /// Whether it is of one SA of the group: "zero for GW policy and non-zero (actually, it is a
    /// security protocol ID) for GSA policies", and likewise for key bags.
    [[nodiscard]] bool of_sa() const noexcept { return protocol.value != 0; }
};

/// Reads the substructure that `reader` stands at. False at the end. One that does not fit is given
/// as far as it goes, with its shortfall; it is the last.
[[nodiscard]] bool next_group_substructure(Reader& reader, GroupSubstructure& it) noexcept;

/// A wrapped key (RFC 9838, section 4.5.4).
struct WrappedKey {
    At<std::uint32_t> key_id;
    At<std::uint32_t> kwk_id;  ///< of the key that wraps it; 0 for the default one
    At<Octets> encrypted_key;

    [[nodiscard]] static WrappedKey read(Reader& reader) noexcept {
        WrappedKey key;
        key.key_id = reader.u32();
        key.kwk_id = reader.u32();
        key.encrypted_key = reader.rest();
        return key;
    }
};

}  // namespace ikev2::ike
