// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/additional_ke.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "plugin/base/limits.h"
#include "plugin/iana/transform_types.h"
#include "plugin/session/key_candidates.h"

namespace ikev2::session {

namespace {

constexpr std::size_t kMostCombinations = value_of(Limit::combinations);

// SK(n) of the additional key exchange `exchange` from each line that may give it. `pair` is null
// if its IKE_FOLLOWUP_KE was not seen.
std::vector<Secret> secrets_of(std::uint8_t exchange, const KeyExchangePair* pair,
                               const SpiPair& spis, const keyfile::Store& store, DhWork* dh) {
    std::vector<Secret> secrets;
    for (const auto& range : {store.exact(spis), store.wildcards()}) {
        for (const keyfile::SaSecret& secret : range) {
            if (secret.exchange != exchange || !secret.matches(spis)) {
                continue;
            }
            if (secret.kind == keyfile::SecretKind::SHARED_SECRET) {
                secrets.push_back(to_secret(secret.value));
            } else if (secret.kind == keyfile::SecretKind::DH_PRIVATE && pair != nullptr) {
                if (auto shared =
                        shared_secret(*pair->request, *pair->response, secret.value, dh)) {
                    secrets.push_back(std::move(*shared));
                }
            }
        }
    }
    return secrets;
}

// The n-th of the exchanges, counted from 0; null if it was not seen.
const KeyExchangePair* pair_at(const FollowUps* follow_ups, std::size_t n) {
    return follow_ups != nullptr && n < follow_ups->size()
               ? &std::next(follow_ups->begin(), static_cast<std::ptrdiff_t>(n))->second
               : nullptr;
}

}  // namespace

void AdditionalKe::take(const ike::Transform& transform) noexcept {
    const unsigned type = transform.type.value;
    if (type >= iana::transform_type::ADDKE1 && type <= iana::transform_type::ADDKE7) {
        methods_[type - iana::transform_type::ADDKE1] = transform.id.value;
    }
}

std::size_t AdditionalKe::count() const noexcept {
    return methods_.size() -
           static_cast<std::size_t>(std::ranges::count(methods_, std::uint16_t{0}));
}

std::uint8_t AdditionalKe::number_after(std::size_t done) const noexcept {
    for (std::size_t i = 0; i < methods_.size(); ++i) {
        if (methods_[i] != 0 && done-- == 0) {
            return static_cast<std::uint8_t>(i + 1);
        }
    }
    return 0;
}

std::vector<Secret> additional_secrets(const AdditionalKe& additional, const FollowUps* follow_ups,
                                       const SpiPair& spis, const keyfile::Store& store, DhWork* dh,
                                       Limits& limits) {
    std::vector<Secret> joined(1);
    for (std::size_t done = 0; done < additional.count(); ++done) {
        const auto next =
            secrets_of(additional.number_after(done), pair_at(follow_ups, done), spis, store, dh);
        std::vector<Secret> longer;
        for (const Secret& before : joined) {
            for (const Secret& secret : next) {
                if (longer.size() == kMostCombinations) {
                    limits.add(Limit::combinations);
                    break;
                }
                longer.push_back(before);
                longer.back().insert(longer.back().end(), secret.begin(), secret.end());
            }
        }
        joined = std::move(longer);
    }
    return joined;
}

bool has_additional_secret(const SpiPair& spis, std::uint8_t exchange,
                           const keyfile::Store& store) {
    const auto fits = [&](const keyfile::SaSecret& secret) {
        return (secret.kind == keyfile::SecretKind::SHARED_SECRET ||
                secret.kind == keyfile::SecretKind::DH_PRIVATE) &&
               secret.exchange == exchange && secret.matches(spis);
    };
    return std::ranges::any_of(store.exact(spis), fits) ||
           std::ranges::any_of(store.wildcards(), fits);
}

}  // namespace ikev2::session
