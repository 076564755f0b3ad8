// Readying libgcrypt.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace ikev2::crypto {

/// Readies libgcrypt for use; any number of calls, from any thread. Where the host program has
/// initialised it already, its settings stay. False: the library is older than the one built
/// against, and nothing else in this folder may be called.
[[nodiscard]] bool init_gcrypt() noexcept;

}  // namespace ikev2::crypto
