// RSA public keys and signature verification (RFC 8017).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>

#include "plugin/base/octets.h"
#include "plugin/crypto/handles.h"
#include "plugin/crypto/hash.h"
#include "plugin/crypto/rsassa_pss_parameters.h"
#include "plugin/crypto/signature_verdict.h"

namespace ikev2::crypto {

// libgcrypt can verify both schemes, but RSASSA-PSS only where MGF1 has the signature's own hash,
// and RSASSA-PKCS1-v1_5 only with a hash that is known beforehand. So the encodings are checked
// here, over libgcrypt's modular exponentiation.

struct RsaKey {
    Mpi modulus;
    Mpi exponent;
    unsigned bits = 0;  ///< of the modulus

    /// Octets of the modulus, and so of a signature.
    [[nodiscard]] std::size_t length() const noexcept { return (bits + 7) / 8; }
};

/// RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2.2). With a null `hash` it is the one that the signature
/// names.
[[nodiscard]] SignatureVerdict verify_rsassa_pkcs1(const RsaKey& key, const Hash* hash, Octets data,
                                                   Octets signature);

/// RSASSA-PSS (RFC 8017, section 8.1.2).
[[nodiscard]] SignatureVerdict verify_rsassa_pss(const RsaKey& key,
                                                 const RsassaPssParameters& parameters, Octets data,
                                                 Octets signature);

}  // namespace ikev2::crypto
