// Rekeying an IKE SA (RFC 7296, sections 1.3.2 and 2.18).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include "plugin/base/spi.h"
#include "plugin/session/negotiation.h"

namespace ikev2::session {

/// The SPIs of the IKE SA that a CREATE_CHILD_SA exchange made; nothing if it made none: it was
/// refused, or it was about a CHILD_SA.
[[nodiscard]] std::optional<SpiPair> rekeyed_spis(const Negotiation& request,
                                                  const Negotiation& response) noexcept;

}  // namespace ikev2::session
