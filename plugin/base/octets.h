// Octet strings as the whole project passes them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace ikev2 {

/// Octets that somebody else owns and that are only read.
using Octets = std::span<const std::uint8_t>;

/// Octets that somebody else owns and that are written.
using MutableOctets = std::span<std::uint8_t>;

}  // namespace ikev2
