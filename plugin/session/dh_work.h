// The Diffie-Hellman computations of a capture, and how many there may be.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "plugin/base/octets.h"
#include "plugin/base/secret.h"

namespace ikev2::session {

/// Makes each computation once. One takes up to a second, and whoever sends the messages chooses
/// the group, and public values as often as they like: so the ones that come to nothing are limited
/// (Limit::key_exchanges), by the time that they take.
class DhWork {
  public:
    /// As crypto::dh_shared_secret(), or as crypto::dh_public_value() if `peer_public` is empty.
    /// Nothing, too, if there was too much work in vain.
    std::optional<Secret> compute(std::uint16_t group, Octets private_value, Octets peer_public);

    /// What was computed was of use.
    void succeeded() noexcept { vain_ = 0; }

    /// Begins anew with other secrets.
    void begin(std::uint64_t generation) noexcept;

    /// Whether a computation was refused since this was last asked.
    [[nodiscard]] bool take_refused() noexcept;

  private:
    using Key = std::tuple<std::uint16_t, Secret, std::vector<std::uint8_t>>;

    std::map<Key, std::optional<Secret>> known_;
    std::uint64_t generation_ = 0;
    std::uint64_t vain_ = 0;
    bool refused_ = false;
};

}  // namespace ikev2::session
