// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/named_key.h"

#include <utility>

#include "plugin/crypto/distinguished_name.h"
#include "plugin/crypto/x509.h"

namespace ikev2::session {

std::optional<NamedKey> NamedKey::of_certificate(Octets der) {
    auto key = crypto::PublicKey::from_certificate(der);
    const auto parts = crypto::read_certificate(der);
    if (!key || !parts) {
        return std::nullopt;
    }
    const std::string subject = crypto::to_text(parts->subject);
    return NamedKey{std::move(*key), subject.empty() ? "key of a certificate without a subject"
                                                     : "key of certificate \"" + subject + '"'};
}

std::optional<NamedKey> NamedKey::of_public_key_info(Octets der) {
    auto key = crypto::PublicKey::from_public_key_info(der);
    if (!key) {
        return std::nullopt;
    }
    std::string name = std::string("raw public key (") + key->name() + ')';
    return NamedKey{std::move(*key), std::move(name)};
}

}  // namespace ikev2::session
