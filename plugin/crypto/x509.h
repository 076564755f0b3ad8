// X.509 certificates (RFC 5280).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include "plugin/base/octets.h"

namespace ikev2::crypto {

/// The SubjectPublicKeyInfo in the DER of a certificate, whole, pointing into it. Nothing if it is
/// no certificate, or if octets follow it. What does not lie on the way is not looked at: neither
/// the certificate's own signature, nor its validity, nor its names.
[[nodiscard]] std::optional<Octets> subject_public_key_info(Octets certificate) noexcept;

}  // namespace ikev2::crypto
