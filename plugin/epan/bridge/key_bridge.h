// The keys of an IKE SA, for the glue.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>

#include "plugin/base/octets.h"
#include "plugin/session/message_view.h"

namespace ikev2::epan {

/// SK_d, SK_ai, SK_ar, SK_ei, SK_er, SK_pi, SK_pr (RFC 7296, section 2.14); empty: not known, or
/// not used.
using KeyOctets = std::array<Octets, 7>;

/// The keys of the IKE SA of an opened message. They belong to the capture's state.
[[nodiscard]] KeyOctets bridge_keys(const session::MessageView& view) noexcept;

}  // namespace ikev2::epan
