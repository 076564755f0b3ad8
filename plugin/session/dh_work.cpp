// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/dh_work.h"

#include <utility>
#include <variant>

#include "plugin/base/limits.h"
#include "plugin/crypto/dh.h"

namespace ikev2::session {

namespace {

// Results that are kept; more than anybody has private values for.
constexpr std::size_t kMostKnown = 8192;

// MODP_8192 with an exponent of the same length.
constexpr std::uint64_t kDearest = std::uint64_t{1024} * 1024 * 1024;
constexpr std::uint64_t kMostVain = value_of(Limit::key_exchanges) * kDearest;

// In multiplications of octets. A step on an elliptic curve is some multiplications of numbers that
// are much shorter.
std::uint64_t cost_of(const crypto::DhGroup& group, std::size_t exponent_length) noexcept {
    constexpr std::uint64_t kPointSteps = 64;
    const std::uint64_t length = group.shared_length;
    const bool modp = std::holds_alternative<const crypto::ModpParameters*>(group.parameters);
    return length * length * (modp ? 1 : kPointSteps) * exponent_length;
}

}  // namespace

std::optional<Secret> DhWork::compute(std::uint16_t group, Octets private_value,
                                      Octets peer_public) {
    const crypto::DhGroup* row = crypto::find_dh_group(group);
    if (row == nullptr) {
        return std::nullopt;
    }
    Key key{group, to_secret(private_value), {peer_public.begin(), peer_public.end()}};
    if (const auto known = known_.find(key); known != known_.end()) {
        return known->second;
    }
    const std::uint64_t cost = cost_of(*row, private_value.size());
    if (vain_ + cost > kMostVain) {
        refused_ = true;
        return std::nullopt;
    }
    vain_ += cost;
    if (known_.size() == kMostKnown) {
        known_.clear();
    }
    auto result = peer_public.empty() ? crypto::dh_public_value(group, private_value)
                                      : crypto::dh_shared_secret(group, private_value, peer_public);
    return known_.emplace(std::move(key), std::move(result)).first->second;
}

void DhWork::begin(std::uint64_t generation) noexcept {
    if (generation_ != generation) {
        generation_ = generation;
        vain_ = 0;
    }
}

bool DhWork::take_refused() noexcept {
    return std::exchange(refused_, false);
}

}  // namespace ikev2::session
