// Reads payloads with the view of each type, as the functions that draw them do.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"

namespace ikev2::fuzz {

/// The payloads of a message, or of the plaintext of an SK payload, in `octets`: the first, of type
/// `first`, begins at `from`, and the last is to end at `end`.
void read_payloads(Octets octets, std::uint8_t first, std::uint32_t from, std::uint32_t end);

}  // namespace ikev2::fuzz
