// Checking AUTH payloads that were made with a signature.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/base/octets.h"
#include "plugin/session/auth_check.h"

namespace ikev2::session {

/// Whether a public key verifies AUTH payloads of `auth_method`.
[[nodiscard]] bool is_signature(std::uint8_t auth_method) noexcept;

/// Checks a signature of `signed_octets` (crypto::signed_octets). "If multiple certificates are
/// sent, the first certificate MUST contain the public key associated with the private key used to
/// sign the AUTH payload" (RFC 7296, section 3.6), so that key alone decides where it can be had.
[[nodiscard]] AuthVerdict check_signature(const AuthInput& input, Octets signed_octets,
                                          const CertificateFile& certificates);

}  // namespace ikev2::session
