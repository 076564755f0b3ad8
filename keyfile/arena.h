// One place for many short secrets.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "plugin/base/octets.h"
#include "plugin/base/secret.h"

namespace ikev2::keyfile {

/// Holds octet strings one after another. What it holds does not move until the arena is
/// destroyed or assigned to; then its memory is overwritten.
class Arena {
  public:
    /// Octets of the longest string that can be put in.
    static constexpr std::size_t kLongest = std::size_t{1} << 16U;

    /// Octets of memory that are taken at a time.
    static constexpr std::size_t kBlock = std::size_t{1} << 20U;

    /// Copies `octets` in. Returns where they are, for at(), or nothing if the arena is full; it
    /// holds 4 GiB. Precondition: 1 to kLongest octets.
    [[nodiscard]] std::optional<std::uint32_t> put(Octets octets);

    /// The `length` octets that put() said are at `where`.
    [[nodiscard]] Octets at(std::uint32_t where, std::size_t length) const noexcept;

    bool operator==(const Arena&) const = default;

  private:
    std::vector<Secret> blocks_;  ///< each of kBlock octets reserved, so that none moves
};

}  // namespace ikev2::keyfile
