// What is known of one IKE SA across its messages.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "keyfile/origin.h"
#include "keyfile/secret_kind.h"
#include "plugin/base/kept_optional.h"
#include "plugin/base/octets.h"
#include "plugin/base/pool.h"
#include "plugin/base/secret.h"
#include "plugin/base/spi.h"
#include "plugin/crypto/key_schedule.h"
#include "plugin/session/dh_work.h"
#include "plugin/session/negotiation.h"
#include "plugin/session/sk_cipher.h"
#include "plugin/session/suite.h"

namespace ikev2::session {

/// Who sent a message, in terms of the IKE SA: "the original initiator" of it, or the responder.
enum class Sender : std::uint8_t { initiator, responder };

constexpr std::size_t index_of(Sender sender) noexcept {
    return static_cast<std::size_t>(sender);
}
constexpr Sender peer_of(Sender sender) noexcept {
    return sender == Sender::initiator ? Sender::responder : Sender::initiator;
}

/// "initiator" or "responder".
constexpr const char* role_of(Sender sender) noexcept {
    return sender == Sender::initiator ? "initiator" : "responder";
}

/// The line of a key file that keys come from.
struct KeySource {
    keyfile::SecretKind kind{};
    keyfile::Origin origin;
};

/// Keys that opened a message of the IKE SA, and where those of each side come from.
struct BoundKeys {
    crypto::SkKeys keys;
    std::array<KeySource, 2> sources;

    [[nodiscard]] const KeySource& source(Sender sender) const noexcept {
        return sources[index_of(sender)];
    }
    /// SK_pi or SK_pr; empty: not known.
    [[nodiscard]] const Secret& sk_p(Sender sender) const noexcept {
        return sender == Sender::initiator ? keys.pi : keys.pr;
    }
};

/// An IKE_INTERMEDIATE exchange after which the keys are others (RFC 9370, section 2.2.2; RFC
/// 9867).
struct KeyRound {
    std::uint8_t exchange = 0;  ///< number of the additional key exchange; 0: a PPK alone
    std::shared_ptr<const Negotiation> request;
    std::shared_ptr<const Negotiation> response;
};

/// A cipher that messages sent again may still need, and where its keys come from.
struct FormerCipher {
    std::shared_ptr<SkCipher> cipher;
    KeySource source;
};

/// What AUTH covers of a side's IKE_INTERMEDIATE messages (RFC 9242, section 3.3.2).
struct IntAuth {
    Secret value;                ///< IntAuth_iN or IntAuth_rN
    std::uint32_t messages = 0;  ///< N
};

/// The PPK that the initiator named in IKE_AUTH (RFC 8784).
struct NamedPpk {
    std::vector<std::uint8_t> id;  ///< type and all
    bool agreed = false;           ///< the responder named one as well
    Secret mixed;                  ///< into the keys; empty: none
};

/// One side of an IKE SA.
struct Side {
    // IKE_SA_INIT; or, if the IKE SA came of a rekey, the CREATE_CHILD_SA message.
    std::shared_ptr<const Negotiation> init;         ///< null: not in the capture
    KeptOctets id_body;                              ///< body of its ID payload; empty: not seen
    std::shared_ptr<SkCipher> cipher;                ///< for what it sends; null: no key yet
    KeptOptional<std::vector<FormerCipher>> former;  ///< of the IKE_INTERMEDIATE exchanges before
    KeptOptional<IntAuth> int_auth;                  ///< nothing: it is of no message yet
};

/// An IKE SA.
struct IkeSa {
    SpiPair spis;
    std::uint32_t number = 0;
    std::uint32_t lineage = 0;  ///< number of the IKE SA that the first of its rekeys replaced
    std::array<Side, 2> sides;
    std::optional<Suite> suite;     ///< nothing: the chosen proposal is not in the capture
    IkeSa* rekeyed_from = nullptr;  ///< the IKE SA whose CREATE_CHILD_SA made this one
    IkeSa* resumed_from = nullptr;  ///< the IKE SA whose ticket made this one (RFC 5723)
    std::shared_ptr<const FollowUps> follow_ups;     ///< of the rekey; null: none
    std::shared_ptr<const Negotiation> child_offer;  ///< of IKE_AUTH, until it is answered
    DhWork* dh = nullptr;                            ///< of the capture; null: there is none
    KeptOptional<BoundKeys> bound;
    KeptOptional<KeyRound> next;      ///< what makes the keys that come next
    KeptOptional<NamedPpk> ppk;       ///< nothing: none was named
    std::uint32_t key_set = 0;        ///< number of `bound` among all keys; 0: none
    std::uint32_t key_rounds = 0;     ///< additional key exchanges so far
    std::uint32_t first_auth_id = 0;  ///< Message ID of the first IKE_AUTH

    // How often wildcard secrets were tried, and how many secrets in all; and of which generation
    // of the key store they were.
    unsigned wildcard_rounds = 0;
    std::uint64_t trial_generation = 0;
    unsigned trials = 0;

    bool suite_by_trial = false;     ///< the suite was found by the keys that fit
    bool ppk_mixed = false;          ///< the rekey mixed a PPK into the keys (RFC 9867)
    bool intermediate_seen = false;  ///< there was an IKE_INTERMEDIATE message
    bool eap = false;                ///< an EAP payload was seen

    [[nodiscard]] Side& side(Sender sender) noexcept { return sides[index_of(sender)]; }
    [[nodiscard]] const Side& side(Sender sender) const noexcept { return sides[index_of(sender)]; }

    /// What SKEYSEED and prf+ need is known: both nonces, the PRF, and the lengths of the keys.
    [[nodiscard]] bool can_derive() const noexcept;
};

}  // namespace ikev2::session
