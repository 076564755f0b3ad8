// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/auth_check.h"

#include <algorithm>

#include "plugin/crypto/auth.h"
#include "plugin/iana/auth_methods.h"

namespace ikev2::session {

namespace {

// An ID payload's body is its type, three reserved octets and the data.
constexpr std::size_t kIdHeaderLength = 4;

bool matches(const keyfile::Identity& pattern, const std::vector<std::uint8_t>& id_body) {
    // A side that has not sent its identity yet may be anybody.
    if (id_body.size() < kIdHeaderLength) {
        return true;
    }
    return pattern.matches(id_body[0], Octets(id_body).subspan(kIdHeaderLength));
}

class SharedKeyCheck {
  public:
    SharedKeyCheck(const IkeSa& sa, Sender sender, Octets received)
        : sa_(sa), sender_(sender), received_(received) {}

    // True when `secret` is the one that made the AUTH payload.
    bool try_secret(Octets secret, const char* kind, keyfile::Origin origin, AuthVerdict& verdict) {
        const Side& side = sa_.side(sender_);
        const Side& peer = sa_.side(peer_of(sender_));
        const crypto::SkKeys& keys = sa_.bound->keys;
        const auto computed =
            crypto::shared_key_auth(*sa_.suite->prf, secret, side.init->octets, peer.init->nonce(),
                                    sender_ == Sender::initiator ? keys.pi : keys.pr, side.id_body);
        const bool equal = computed && std::ranges::equal(*computed, received_);
        if (equal || verdict.tried == 0) {
            verdict.kind = kind;
            verdict.origin = origin;
        }
        ++verdict.tried;
        verdict.status = equal ? AuthStatus::verified : AuthStatus::wrong;
        return equal;
    }

  private:
    const IkeSa& sa_;
    Sender sender_;
    Octets received_;
};

}  // namespace

AuthVerdict check_auth(const IkeSa& sa, Sender sender, const ike::Authentication& auth,
                       bool after_eap, const keyfile::Store& store) {
    AuthVerdict verdict;
    const auto not_checked = [&verdict](AuthReason reason) {
        verdict.reason = reason;
        return verdict;
    };

    if (auth.method.value != iana::auth::SHARED_KEY_MIC) {
        return not_checked(AuthReason::method);
    }
    if (!sa.can_derive()) {
        return not_checked(AuthReason::no_negotiation);
    }
    const Side& side = sa.side(sender);
    if (side.id_body.size() < kIdHeaderLength) {
        return not_checked(AuthReason::no_identity);
    }
    if (!sa.bound ||
        (sender == Sender::initiator ? sa.bound->keys.pi : sa.bound->keys.pr).empty()) {
        return not_checked(AuthReason::no_sk_p);
    }

    SharedKeyCheck check(sa, sender, auth.data.value);
    if (after_eap) {
        // "the shared secret generated during the EAP exchange ... is used" by both sides
        // (RFC 7296, section 2.16).
        for (const auto& range : {store.exact(sa.spis), store.wildcards()}) {
            for (const keyfile::SaSecret& secret : range) {
                if (secret.kind == keyfile::SecretKind::EAP_MSK && secret.matches(sa.spis) &&
                    check.try_secret(secret.value, keyfile::name(secret.kind), secret.origin,
                                     verdict)) {
                    return verdict;
                }
            }
        }
        return verdict.tried != 0 ? verdict : not_checked(AuthReason::no_msk);
    }
    const Side& peer = sa.side(peer_of(sender));
    for (const keyfile::PskEntry& psk : store.psks()) {
        if (matches(psk.authenticates, side.id_body) &&
            matches(psk.authenticates_to, peer.id_body) &&
            check.try_secret(psk.value, "PSK", psk.origin, verdict)) {
            return verdict;
        }
    }
    if (verdict.tried != 0) {
        return verdict;
    }
    return not_checked(store.psks().empty() ? AuthReason::no_psk : AuthReason::no_matching_psk);
}

}  // namespace ikev2::session
