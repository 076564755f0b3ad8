// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/key_candidates.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "plugin/session/ppk.h"
#include "plugin/session/suite_trial.h"

namespace ikev2::session {

namespace {

using keyfile::SaSecret;
using keyfile::SecretKind;

// Where each SK_* line goes among the keys.
struct SkSlot {
    SecretKind kind;
    Secret crypto::SkKeys::*key;
};
constexpr std::array<SkSlot, 7> kSkSlots = {{
    {SecretKind::SK_d, &crypto::SkKeys::d},
    {SecretKind::SK_ai, &crypto::SkKeys::ai},
    {SecretKind::SK_ar, &crypto::SkKeys::ar},
    {SecretKind::SK_ei, &crypto::SkKeys::ei},
    {SecretKind::SK_er, &crypto::SkKeys::er},
    {SecretKind::SK_pi, &crypto::SkKeys::pi},
    {SecretKind::SK_pr, &crypto::SkKeys::pr},
}};

// SK_* lines of one IKE SA by kind: several of one kind make several sets.
class SkLines {
  public:
    void add(const SaSecret& secret) {
        for (std::size_t i = 0; i < kSkSlots.size(); ++i) {
            if (kSkSlots[i].kind == secret.kind) {
                lines_[i].push_back(secret);
            }
        }
    }

    void clear() {
        for (auto& lines : lines_) {
            lines.clear();
        }
    }

    [[nodiscard]] std::size_t sets() const {
        return std::ranges::max(lines_, {}, &std::vector<SaSecret>::size).size();
    }

    // The n-th line of each kind; of a kind with fewer lines the last one.
    [[nodiscard]] BoundKeys set(std::size_t n) const {
        BoundKeys bound;
        for (std::size_t i = 0; i < kSkSlots.size(); ++i) {
            if (lines_[i].empty()) {
                continue;
            }
            const SaSecret& secret = lines_[i][std::min(n, lines_[i].size() - 1)];
            bound.keys.*kSkSlots[i].key = to_secret(secret.value);
            // The encryption key, which comes after the integrity key, is the one to name; with
            // ENCR_NULL there is none.
            const KeySource source{secret.kind, secret.origin};
            if (secret.kind == SecretKind::SK_ai || secret.kind == SecretKind::SK_ei) {
                bound.sources[index_of(Sender::initiator)] = source;
            } else if (secret.kind == SecretKind::SK_ar || secret.kind == SecretKind::SK_er) {
                bound.sources[index_of(Sender::responder)] = source;
            }
        }
        return bound;
    }

  private:
    std::array<std::vector<SaSecret>, kSkSlots.size()> lines_;
};

// SKEYSEED from g^ir: RFC 7296, section 2.14, or section 2.18 for an IKE SA that came of a rekey,
// with the secrets of additional key exchanges behind it (RFC 9370, section 2.2.4).
// A rekeyed one's is made with `old_prf`, the PRF of the IKE SA before it.
std::optional<Secret> skeyseed_of(const IkeSa& sa, Octets g_ir, Octets additional,
                                  const crypto::Prf* old_prf) {
    const Octets ni = sa.side(Sender::initiator).init->nonce();
    const Octets nr = sa.side(Sender::responder).init->nonce();
    if (sa.rekeyed_from == nullptr) {
        return crypto::derive_skeyseed(*sa.suite->prf, ni, nr, g_ir);
    }
    const IkeSa& old = *sa.rekeyed_from;
    if (!old.bound || old.bound->keys.d.empty() || old_prf == nullptr) {
        return std::nullopt;
    }
    return crypto::derive_rekeyed_skeyseed(*old_prf, old.bound->keys.d, g_ir, ni, nr, additional);
}

std::optional<Secret> skeyseed_of(const IkeSa& sa, const SaSecret& secret, Octets additional,
                                  const crypto::Prf* old_prf) {
    switch (secret.kind) {
        case SecretKind::SKEYSEED:
            return to_secret(secret.value);
        case SecretKind::SHARED_SECRET:
            return skeyseed_of(sa, secret.value, additional, old_prf);
        case SecretKind::DH_PRIVATE: {
            const auto g_ir = shared_secret(*sa.side(Sender::initiator).init,
                                            *sa.side(Sender::responder).init, secret.value, sa.dh);
            return g_ir ? skeyseed_of(sa, *g_ir, additional, old_prf) : std::nullopt;
        }
        default:
            return std::nullopt;
    }
}

std::optional<BoundKeys> keys_of(const IkeSa& sa, Octets skeyseed, const SaSecret& secret) {
    auto keys = crypto::derive_sk(
        *sa.suite->prf, skeyseed, sa.side(Sender::initiator).init->nonce(),
        sa.side(Sender::responder).init->nonce(), sa.spis, *sa.suite->sk_lengths());
    if (!keys) {
        return std::nullopt;
    }
    const KeySource source{secret.kind, secret.origin};
    return BoundKeys{std::move(*keys), {source, source}};
}

std::optional<BoundKeys> derive(const IkeSa& sa, const SaSecret& secret, Octets additional,
                                const crypto::Prf* old_prf) {
    const auto skeyseed = skeyseed_of(sa, secret, additional, old_prf);
    return skeyseed ? keys_of(sa, *skeyseed, secret) : std::nullopt;
}

class Search {
  public:
    Search(const IkeSa& sa, const keyfile::Store& store,
           const std::function<bool(BoundKeys&&)>& use)
        : sa_(sa), use_(use) {
        // The other IKE SAs do their additional key exchanges in IKE_INTERMEDIATE.
        if (sa.rekeyed_from != nullptr && sa.suite) {
            additional_ = additional_secrets(sa.suite->additional_ke, sa.follow_ups.get(), sa.spis,
                                             store, sa.dh, count_.limits);
        } else {
            additional_.resize(1);
        }
        old_prfs_ = sa.rekeyed_from != nullptr ? prfs_of(*sa.rekeyed_from)
                                               : std::vector<const crypto::Prf*>(1);
    }

    // `range` holds the secrets of this IKE SA; those of one group of SK_* lines stand together.
    template <typename Range>
    bool run(const Range& range) {
        return run_sk(range) || run_derived(range, SecretKind::SKEYSEED) ||
               run_derived(range, SecretKind::SHARED_SECRET) ||
               run_derived(range, SecretKind::DH_PRIVATE);
    }

    [[nodiscard]] CandidateCount count() const { return count_; }

  private:
    template <typename Range>
    bool run_sk(const Range& range) {
        SkLines lines;
        std::uint32_t group = 0;
        for (const SaSecret& secret : range) {
            if (!keyfile::is_sk(secret.kind) || !secret.matches(sa_.spis)) {
                continue;
            }
            ++count_.secrets;
            if (secret.group != group) {
                if (try_sets(lines)) {
                    return true;
                }
                lines.clear();
                group = secret.group;
            }
            lines.add(secret);
        }
        return try_sets(lines);
    }

    bool try_sets(const SkLines& lines) {
        for (std::size_t n = 0; n < lines.sets(); ++n) {
            if (use_(lines.set(n))) {
                return true;
            }
        }
        return false;
    }

    template <typename Range>
    bool run_derived(const Range& range, SecretKind kind) {
        for (const SaSecret& secret : range) {
            // The secret of an additional key exchange never gives the first SKEYSEED
            // (RFC 9370, section 2.2.2).
            if (secret.kind != kind || secret.exchange != 0 || !secret.matches(sa_.spis)) {
                continue;
            }
            ++count_.secrets;
            if (!sa_.can_derive()) {
                ++count_.need_negotiation;
                continue;
            }
            if (sa_.ppk_mixed && kind != SecretKind::SKEYSEED) {
                continue;
            }
            if (use_derived(secret)) {
                return true;
            }
        }
        return false;
    }

    bool use_derived(const SaSecret& secret) {
        if (secret.kind == SecretKind::SKEYSEED) {
            auto bound = keys_of(sa_, secret.value, secret);
            return bound && use_(std::move(*bound));
        }
        return std::ranges::any_of(additional_, [&](const Secret& additional) {
            return std::ranges::any_of(old_prfs_, [&](const crypto::Prf* old_prf) {
                auto bound = derive(sa_, secret, additional, old_prf);
                return bound && use_(std::move(*bound));
            });
        });
    }

    const IkeSa& sa_;
    const std::function<bool(BoundKeys&&)>& use_;
    std::vector<Secret> additional_;
    std::vector<const crypto::Prf*> old_prfs_;
    CandidateCount count_;
};

// SK(n) of `sa.next` from a line of the key file.
std::optional<Secret> next_shared_secret(const IkeSa& sa, const SaSecret& secret) {
    if (secret.exchange != sa.next->exchange || !secret.matches(sa.spis)) {
        return std::nullopt;
    }
    if (secret.kind == SecretKind::SHARED_SECRET) {
        return to_secret(secret.value);
    }
    if (secret.kind == SecretKind::DH_PRIVATE) {
        return shared_secret(*sa.next->request, *sa.next->response, secret.value, sa.dh);
    }
    return std::nullopt;
}

// The keys after `sk_d`, the SK_d of before or that of the key exchange in the same
// IKE_INTERMEDIATE exchange, and each PPK.
bool use_next_ppks(const IkeSa& sa, const keyfile::Store& store, Octets sk_d,
                   const SaSecret& secret, const std::function<bool(BoundKeys&&)>& use,
                   std::uint32_t& count) {
    for (const keyfile::PpkEntry* ppk : ppks_of(store, sa.next->response->ppk_id())) {
        ++count;
        const auto skeyseed = crypto::derive_with_ppk(*sa.suite->prf, ppk->value, sk_d);
        auto bound = skeyseed ? keys_of(sa, *skeyseed, secret) : std::nullopt;
        if (bound && use(std::move(*bound))) {
            return true;
        }
    }
    return false;
}

// The keys that an IKE SA has of the one whose ticket made it.
std::optional<BoundKeys> resumed_keys(const IkeSa& sa) {
    const IkeSa* old = sa.resumed_from;
    if (old == nullptr || !old->bound || old->bound->keys.d.empty() || !sa.can_derive()) {
        return std::nullopt;
    }
    const auto skeyseed = crypto::derive_resumed_skeyseed(*sa.suite->prf, old->bound->keys.d,
                                                          sa.side(Sender::initiator).init->nonce(),
                                                          sa.side(Sender::responder).init->nonce());
    SaSecret source;
    source.kind = old->bound->source(Sender::initiator).kind;
    source.origin = old->bound->source(Sender::initiator).origin;
    return skeyseed ? keys_of(sa, *skeyseed, source) : std::nullopt;
}

}  // namespace

std::optional<Secret> shared_secret(const Negotiation& request, const Negotiation& response,
                                    Octets private_value, DhWork* work) {
    DhWork once;
    DhWork& dh = work != nullptr ? *work : once;
    const std::uint16_t group = response.ke_method;
    const auto own = dh.compute(group, private_value, {});
    if (!own) {
        return std::nullopt;
    }
    if (std::ranges::equal(*own, request.public_value())) {
        return dh.compute(group, private_value, response.public_value());
    }
    if (std::ranges::equal(*own, response.public_value())) {
        return dh.compute(group, private_value, request.public_value());
    }
    return std::nullopt;
}

std::uint32_t for_each_next(const IkeSa& sa, const keyfile::Store& store,
                            const std::function<bool(BoundKeys&&)>& use) {
    std::uint32_t count = 0;
    if (!sa.next || !sa.bound || sa.bound->keys.d.empty() || !sa.can_derive()) {
        return count;
    }
    const Octets sk_d = sa.bound->keys.d;
    const bool with_ppk = !sa.next->response->ppk_id().empty();
    if (sa.next->exchange == 0) {
        SaSecret secret;
        secret.kind = sa.bound->source(Sender::initiator).kind;
        secret.origin = sa.bound->source(Sender::initiator).origin;
        static_cast<void>(use_next_ppks(sa, store, sk_d, secret, use, count));
        return count;
    }
    for (const auto& range : {store.exact(sa.spis), store.wildcards()}) {
        for (const SaSecret& secret : range) {
            const auto shared = next_shared_secret(sa, secret);
            if (!shared) {
                continue;
            }
            ++count;
            const auto skeyseed = crypto::derive_rekeyed_skeyseed(
                *sa.suite->prf, sk_d, *shared, sa.side(Sender::initiator).init->nonce(),
                sa.side(Sender::responder).init->nonce());
            auto bound = skeyseed ? keys_of(sa, *skeyseed, secret) : std::nullopt;
            if (!bound) {
                continue;
            }
            const Secret next_sk_d = bound->keys.d;
            if (with_ppk ? use_next_ppks(sa, store, next_sk_d, secret, use, count)
                         : use(std::move(*bound))) {
                return count;
            }
        }
    }
    return count;
}

CandidateCount for_each_candidate(const IkeSa& sa, const keyfile::Store& store, bool wildcards,
                                  const std::function<bool(BoundKeys&&)>& use) {
    if (auto bound = resumed_keys(sa); bound && use(std::move(*bound))) {
        return {};
    }
    const keyfile::SecretRange exact = store.exact(sa.spis);
    const keyfile::SecretRange others = wildcards ? store.wildcards() : keyfile::SecretRange();
    if (exact.empty() && others.empty()) {
        return {};
    }
    Search search(sa, store, use);
    if (!search.run(exact)) {
        search.run(others);
    }
    return search.count();
}

}  // namespace ikev2::session
