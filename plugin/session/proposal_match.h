// How near the proposals of one side come to those of the other (RFC 7296, sections 2.7 and 3.3).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/ike/reader.h"

namespace ikev2::session {

/// A Transform Type for which two proposals have no transform in common.
struct TransformMismatch {
    std::uint8_t type = 0;
    std::vector<std::string> offered;  ///< transform_text of each; empty: none of this type
    std::vector<std::string> known;
};

/// The offered proposal that needs the fewest changes.
struct ClosestProposal {
    std::uint8_t number = 0;  ///< its Proposal Num
    std::vector<TransformMismatch> mismatches;
};

/// Compares what was offered with what the other side is known to offer or choose, two readers of
/// SA payload bodies. Transforms of type `SN` and the key exchange count like any other; nothing if
/// no two proposals are for the same protocol.
[[nodiscard]] std::optional<ClosestProposal> closest_proposal(ike::Reader offered,
                                                              ike::Reader known);

/// As a sentence without its end: "proposal 1 differs in ENCR: offered ENCR_3DES, NAME has
/// ENCR_AES_CBC-128".
[[nodiscard]] std::string to_text(const ClosestProposal& closest, const std::string& name);

/// The transforms of each proposal of an SA payload's body: "1: ENCR_AES_CBC-128, PRF_HMAC_SHA1".
[[nodiscard]] std::string proposals_text(ike::Reader sa_body);

}  // namespace ikev2::session
