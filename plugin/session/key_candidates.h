// Which secrets of the key file may belong to an IKE SA, and the keys that each gives.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "keyfile/store.h"
#include "plugin/base/limits.h"
#include "plugin/session/dh_work.h"
#include "plugin/session/ike_sa.h"

namespace ikev2::session {

/// What the search for keys met.
struct CandidateCount {
    std::uint32_t secrets = 0;           ///< that are for this IKE SA by their SPIs
    std::uint32_t need_negotiation = 0;  ///< of these, unusable without both nonces and the suite
    Limits limits;                       ///< that were reached
};

/// Calls `use` with one set of keys after the other until it returns true; the IKE SA's suite must
/// be one that can be opened. Secrets with both SPIs come before those with a `*`, which are left
/// out unless `wildcards`. Of each, SK_* lines come first, then SKEYSEED, SHARED_SECRET,
/// DH_PRIVATE. Before them all come the keys of an IKE SA that was resumed. A key that a set lacks
/// is empty.
CandidateCount for_each_candidate(const IkeSa& sa, const keyfile::Store& store, bool wildcards,
                                  const std::function<bool(BoundKeys&&)>& use);

/// Calls `use` with each set of keys that may come after those of `sa` by `sa.next`, until it
/// returns true: "SKEYSEED(n) = prf(SK_d(n-1), SK(n) | Ni | Nr)" (RFC 9370, section 2.2.2), then
/// the PPK (RFC 9867). Gives how many secrets of the key file there are for it.
std::uint32_t for_each_next(const IkeSa& sa, const keyfile::Store& store,
                            const std::function<bool(BoundKeys&&)>& use);

/// g^ir of a key exchange from the private value of either side: the one whose public value was
/// sent. Nothing if it is neither's.
[[nodiscard]] std::optional<Secret> shared_secret(const Negotiation& request,
                                                  const Negotiation& response, Octets private_value,
                                                  DhWork* work = nullptr);

}  // namespace ikev2::session
