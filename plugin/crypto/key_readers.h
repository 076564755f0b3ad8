// Reading public keys of each algorithm, for PublicKey.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include "plugin/base/octets.h"
#include "plugin/crypto/algorithm_identifier.h"
#include "plugin/crypto/public_key.h"

namespace ikev2::crypto {

// Each takes the AlgorithmIdentifier of a SubjectPublicKeyInfo, whose OBJECT IDENTIFIER is the
// algorithm's, and the contents of its BIT STRING. Nothing: the key is malformed or invalid. No key
// that a reader gives may have libgcrypt abort the program or take seconds, whoever made it up.

/// RFC 3279, section 2.3.1.
[[nodiscard]] std::optional<PublicKey::Key> read_rsa_key(const AlgorithmIdentifier& identifier,
                                                         Octets octets) noexcept;

/// RFC 4055, section 1.2.
[[nodiscard]] std::optional<PublicKey::Key> read_rsassa_pss_key(
    const AlgorithmIdentifier& identifier, Octets octets) noexcept;

/// RFC 3279, section 2.3.2.
[[nodiscard]] std::optional<PublicKey::Key> read_dsa_key(const AlgorithmIdentifier& identifier,
                                                         Octets octets) noexcept;

/// RFC 5480, section 2.
[[nodiscard]] std::optional<PublicKey::Key> read_ecdsa_key(const AlgorithmIdentifier& identifier,
                                                           Octets octets) noexcept;

/// RFC 8410, section 3.
[[nodiscard]] std::optional<PublicKey::Key> read_eddsa_key(const AlgorithmIdentifier& identifier,
                                                           Octets octets) noexcept;

}  // namespace ikev2::crypto
