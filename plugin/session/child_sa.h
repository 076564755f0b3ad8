// CHILD_SAs: what was negotiated for ESP or AH, and its keys (RFC 7296, sections 1.2, 1.3
// and 2.17). SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "keyfile/store.h"
#include "plugin/base/secret.h"
#include "plugin/session/ike_sa.h"
#include "plugin/session/message.h"
#include "plugin/session/negotiation.h"

namespace ikev2::session {

/// The keys of one direction of a CHILD_SA. The encryption key carries its salt or nonce at the
/// end; a key that the algorithms do not use is empty.
struct ChildKeys {
    Secret encr;
    Secret integ;
};

/// A CHILD_SA, which is a pair of ESP or AH SAs. Everything that is of two sides is ordered by the
/// exchange that made it: first its requester, then the one who answered.
struct ChildSa {
    std::uint32_t number = 0;             ///< counted from 0 in the order of appearance
    const IkeSa* ike = nullptr;           ///< under which it was made
    Sender requester{};                   ///< who asked for it, in terms of `ike`
    std::uint8_t protocol = 0;            ///< AH or ESP, as IANA's Security Protocol Identifiers
    bool transport_mode = false;          ///< both sides sent USE_TRANSPORT_MODE
    std::array<std::uint32_t, 2> spis{};  ///< each chose the SPI of what it receives
    std::array<Address, 2> addresses{};   ///< of the two sides when it was made
    std::uint32_t frame = 0;              ///< of the response that completed it; 0: not known
    std::uint16_t encr_id = 0;
    std::uint16_t key_bits = 0;
    std::uint16_t integ_id = 0;
    std::uint16_t esn_id = 0;    ///< Transform ID of type 5
    bool key_exchange = false;   ///< a KE payload took part: its g^ir is needed for the keys
    AdditionalKe additional_ke;  ///< IKE_FOLLOWUP_KE exchanges: likewise
    std::shared_ptr<const FollowUps> follow_ups;  ///< what they carried; null: none was seen
    bool ppk_mixed = false;  ///< a PPK was mixed into the keys, which are not derived (RFC 9867)
    std::shared_ptr<const Negotiation> request;  ///< nonces: of IKE_SA_INIT if IKE_AUTH made it
    std::shared_ptr<const Negotiation> response;
    std::shared_ptr<const Negotiation> offer;   ///< with the SA and TS payloads of the requester
    std::shared_ptr<const Negotiation> answer;  ///< likewise, of the other

    /// Keys of what each side sends, from the IKE SA's SK_d and, with a key exchange, from `g_ir`
    /// and the secrets of additional key exchanges (RFC 9370, section 2.2.4).
    /// Nothing if SK_d is not known, a PPK was mixed, or an algorithm is not supported or not
    /// known.
    [[nodiscard]] std::optional<std::array<ChildKeys, 2>> derive(Octets g_ir,
                                                                 Octets additional = {}) const;

    /// Calls `use` with the keys that each suitable secret gives, until it returns true. Without a
    /// key exchange there is one set at the most. With one, every SHARED_SECRET of the IKE SA may
    /// be its g^ir, which only the integrity check of a packet can tell; a DH_PRIVATE is used if
    /// its public value was sent. If the negotiation of the IKE SA is not in the capture, each PRF
    /// that its SK_d may be for gives a set.
    void for_each_keys(const keyfile::Store& store, Limits& limits,
                       const std::function<bool(std::array<ChildKeys, 2>&&)>& use) const;

  private:
    [[nodiscard]] std::optional<std::array<ChildKeys, 2>> derive(const crypto::Prf& prf,
                                                                 Octets g_ir,
                                                                 Octets additional) const;
};

/// The CHILD_SA that `offer` and `answer`, the payloads of two messages, agreed on; nothing if they
/// did not. `request` and `response` hold the nonces and key exchange that its keys depend on.
[[nodiscard]] std::optional<ChildSa> negotiated_child(std::shared_ptr<const Negotiation> offer,
                                                      std::shared_ptr<const Negotiation> answer);

}  // namespace ikev2::session
