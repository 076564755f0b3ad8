// Which side of an IKE SA is behind a NAT (RFC 7296, section 2.23).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <vector>

#include "plugin/base/spi.h"
#include "plugin/session/message.h"
#include "plugin/session/message_content.h"
#include "plugin/session/sa_history.h"

namespace ikev2::session {

/// Takes in the NAT detection hashes among `notes`, which `message` of the IKE SA with `spis` says
/// before there are keys; after `history` has taken in its addresses. In most messages they are
/// kept and not compared before nat_of: few ask, and each takes a SHA-1.
void take_nat_hashes(const Message& message, const std::vector<NoteContent>& notes,
                     const SpiPair& spis, SaHistory& history);

/// Of each side of the IKE SA with `spis`, whether its address is translated.
[[nodiscard]] std::array<Nat, 2> nat_of(const SaHistory& history, const SpiPair& spis);

}  // namespace ikev2::session
