// X.509 certificates (RFC 5280).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include "plugin/base/octets.h"

namespace ikev2::crypto {

/// Parts of a certificate, each whole, pointing into its DER.
struct CertificateParts {
    Octets subject;  ///< a Name
    Octets subject_public_key_info;
};

/// The parts of a certificate in DER. Nothing if it is no certificate, or if octets follow it. What
/// does not lie on the way is not looked at: neither the certificate's own signature, nor its
/// validity, nor its extensions.
[[nodiscard]] std::optional<CertificateParts> read_certificate(Octets certificate) noexcept;

}  // namespace ikev2::crypto
