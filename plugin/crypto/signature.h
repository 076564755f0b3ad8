// Verifying AUTH payloads that were made with a signature.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/crypto/public_key.h"
#include "plugin/crypto/signature_verdict.h"

namespace ikev2::crypto {

/// Verifies the Authentication Data of an AUTH payload. `auth_method` is its Auth Method:
/// RSA Digital Signature (1), DSS Digital Signature (3) (RFC 7296, section 3.8), ECDSA (9, 10, 11)
/// (RFC 4754) or Digital Signature (14) (RFC 7427); any other is unsupported. `signed_octets` is
/// what signed_octets() of auth.h made, `authentication_data` what follows the RESERVED field.
/// Takes up to some milliseconds.
[[nodiscard]] SignatureVerdict verify_signature(std::uint16_t auth_method, const PublicKey& key,
                                                Octets signed_octets, Octets authentication_data);

}  // namespace ikev2::crypto
