// Encodings of a message that RSA signs (RFC 8017, section 9).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include "plugin/base/octets.h"
#include "plugin/crypto/hash.h"
#include "plugin/crypto/rsassa_pss_parameters.h"

namespace ikev2::crypto {

/// DigestInfo; points into what it was read from.
struct DigestInfo {
    Octets hash;  ///< the value of the hash algorithm's OBJECT IDENTIFIER
    Octets digest;
};

/// The DigestInfo in `encoded`, which has as many octets as the modulus. Nothing if that is not,
/// octet by octet, what EMSA-PKCS1-v1_5 (section 9.2) makes; the hash's parameters may be absent
/// or NULL (appendix B.1).
[[nodiscard]] std::optional<DigestInfo> read_emsa_pkcs1(Octets encoded) noexcept;

/// EMSA-PSS-VERIFY (section 9.1.2) of a message with the hash `digest`. `encoded` has as many
/// octets as the modulus, `bits` is one less than the modulus has. `parameters` are supported.
/// False also if libgcrypt failed.
[[nodiscard]] bool verify_emsa_pss(const RsassaPssParameters& parameters, const Digest& digest,
                                   Octets encoded, unsigned bits);

}  // namespace ikev2::crypto
