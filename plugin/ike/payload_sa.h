// The Security Association payload (RFC 7296, section 3.3).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/attribute.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

/// "This field has a value of 0 if this was the last Proposal Substructure, and a value of 2 if
/// there are more Proposal Substructures."
constexpr std::uint8_t kMoreProposals = 2;
/// "This field has a value of 0 if this was the last Transform Substructure, and a value of 3 if
/// there are more Transform Substructures."
constexpr std::uint8_t kMoreTransforms = 3;

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// | Last Substruc |   RESERVED    |         Proposal Length       |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// | Proposal Num  |  Protocol ID  |    SPI Size   |Num  Transforms|
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                        SPI (variable)                         ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                        <Transforms>                           ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

struct Proposal {
    std::uint32_t offset = 0;
    At<std::uint8_t> last_substruc;
    At<std::uint8_t> reserved;
    At<std::uint16_t> length;
    At<std::uint8_t> number;
    At<std::uint8_t> protocol_id;
    At<std::uint8_t> spi_size;
    At<std::uint8_t> transform_count;
    At<Octets> spi;
    Reader transforms;  ///< for next_transform
    std::uint32_t end = 0;
    Shortfall shortfall = Shortfall::none;
};

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// | Last Substruc |   RESERVED    |        Transform Length       |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// |Transform Type |   RESERVED    |          Transform ID         |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~                      Transform Attributes                     ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

struct Transform {
    std::uint32_t offset = 0;
    At<std::uint8_t> last_substruc;
    At<std::uint8_t> reserved;
    At<std::uint16_t> length;
    At<std::uint8_t> type;
    At<std::uint8_t> reserved2;
    At<std::uint16_t> id;
    Reader attributes;  ///< for next_attribute
    std::uint32_t end = 0;
    Shortfall shortfall = Shortfall::none;

    /// The Key Length attribute in bits; 0 if there is none, 65535 if it says more than that.
    [[nodiscard]] std::uint16_t key_length() const noexcept;
};

/// Reads the proposal that `reader` (a reader of the payload's body) stands at. False at the end.
/// A proposal that does not fit is given as far as it goes, with its shortfall; it is the last.
[[nodiscard]] bool next_proposal(Reader& reader, Proposal& proposal) noexcept;

/// Reads the next transform of a proposal, likewise, from `proposal.transforms`.
[[nodiscard]] bool next_transform(Reader& reader, Transform& transform) noexcept;

}  // namespace ikev2::ike
