// Additional key exchanges (RFC 9370).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "keyfile/store.h"
#include "plugin/base/limits.h"
#include "plugin/base/secret.h"
#include "plugin/base/spi.h"
#include "plugin/ike/payload_sa.h"

namespace ikev2::session {

class DhWork;
struct Negotiation;

/// What the two messages of a key exchange carry.
struct KeyExchangePair {
    std::shared_ptr<const Negotiation> request;
    std::shared_ptr<const Negotiation> response;
};

/// The IKE_FOLLOWUP_KE exchanges that belong to one CREATE_CHILD_SA exchange, by their Message IDs
/// and so in their order.
using FollowUps = std::map<std::uint32_t, KeyExchangePair>;

/// The Additional Key Exchange transforms, types 6 to 12, of a chosen proposal.
class AdditionalKe {
  public:
    /// How many there can be.
    static constexpr std::size_t kMost = 7;

    /// Takes in a transform; one of another type, or NONE, changes nothing.
    void take(const ike::Transform& transform) noexcept;

    /// How many additional key exchanges there are.
    [[nodiscard]] std::size_t count() const noexcept;

    /// The number, 1 to 7, of the one that comes after `done` others; "the peers MUST perform
    /// [them] in order" of their transform types (section 2.2.2). 0 if there is none.
    [[nodiscard]] std::uint8_t number_after(std::size_t done) const noexcept;

  private:
    std::array<std::uint16_t, kMost> methods_{};  // 0: NONE, or no such transform
};

/// Every SK(1) | ... | SK(n) that the lines of `store` for `spis` give for what IKE_FOLLOWUP_KE
/// exchanges negotiated (section 2.2.4): SHARED_SECRET, and DH_PRIVATE if its public value was sent
/// in the one of `follow_ups`, which may be null. One empty value if there are no additional key
/// exchanges. At most 64: several lines for the same exchange are all tried.
[[nodiscard]] std::vector<Secret> additional_secrets(const AdditionalKe& additional,
                                                     const FollowUps* follow_ups,
                                                     const SpiPair& spis,
                                                     const keyfile::Store& store, DhWork* dh,
                                                     Limits& limits);

/// Whether `store` has a SHARED_SECRET or DH_PRIVATE line for an additional key exchange.
[[nodiscard]] bool has_additional_secret(const SpiPair& spis, std::uint8_t exchange,
                                         const keyfile::Store& store);

}  // namespace ikev2::session
