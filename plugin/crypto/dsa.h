// Verifying signatures of DSA, ECDSA (FIPS 186-4) and EdDSA (RFC 8032).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include "plugin/base/octets.h"
#include "plugin/crypto/hash.h"
#include "plugin/crypto/public_key.h"
#include "plugin/crypto/signature_verdict.h"

namespace ikev2::crypto {

/// The two numbers of a DSA or ECDSA signature, big-endian; they point into what they were read
/// from.
struct DsaSignature {
    Octets r;
    Octets s;
};

/// r and s of the same length, one after the other (RFC 4754, section 7). `octets` has an even
/// size.
[[nodiscard]] DsaSignature read_concatenated(Octets octets) noexcept;

/// Dss-Sig-Value, Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } in DER (RFC 3279, sections
/// 2.2.2 and 2.2.3). Nothing if `octets` is not that, whole.
[[nodiscard]] std::optional<DsaSignature> read_dss_sig_value(Octets octets) noexcept;

[[nodiscard]] SignatureVerdict verify_dsa(const DsaKey& key, const Hash& hash, Octets data,
                                          const DsaSignature& signature) noexcept;

[[nodiscard]] SignatureVerdict verify_ecdsa(const EcdsaKey& key, const Hash& hash, Octets data,
                                            const DsaSignature& signature) noexcept;

/// Of the octets themselves, without a context (RFC 8420, section 2).
[[nodiscard]] SignatureVerdict verify_eddsa(const EddsaKey& key, Octets data,
                                            Octets signature) noexcept;

}  // namespace ikev2::crypto
