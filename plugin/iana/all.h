// All registries together, for what walks them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>

#include "plugin/iana/registry.h"

namespace ikev2::iana {

/// The registries of IANA's "Internet Key Exchange Version 2 (IKEv2) Parameters", in its order.
[[nodiscard]] std::span<const Registry* const> all_registries() noexcept;

/// The tables of numbers in private ranges that are seen in the field.
[[nodiscard]] std::span<const Registry* const> all_private_tables() noexcept;

}  // namespace ikev2::iana
