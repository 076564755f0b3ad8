// Public keys of peers, and what they are called.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>

#include "plugin/base/octets.h"
#include "plugin/crypto/public_key.h"

namespace ikev2::session {

/// A public key, and for people where it is from: `key of certificate "CN=hub.example.org"`,
/// `raw public key (Ed25519)`.
struct NamedKey {
    crypto::PublicKey key;
    std::string name;

    /// The key of an X.509 certificate in DER; nothing if it is none.
    [[nodiscard]] static std::optional<NamedKey> of_certificate(Octets der);

    /// The key of a SubjectPublicKeyInfo in DER (RFC 7670); nothing if it is none.
    [[nodiscard]] static std::optional<NamedKey> of_public_key_info(Octets der);
};

}  // namespace ikev2::session
