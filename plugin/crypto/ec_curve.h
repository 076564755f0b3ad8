// Elliptic curves of signature keys.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>

#include "plugin/base/octets.h"
#include "plugin/crypto/oid.h"

namespace ikev2::crypto {

/// A curve for ECDSA (RFC 5480, section 2.1.1.1; RFC 5639).
struct EcCurve {
    const char* name;  ///< as libgcrypt knows it
    unsigned bits;     ///< of its prime, and of its order
    Oid oid;           ///< that names it in a key

    /// Octets of a coordinate, and of r and of s.
    [[nodiscard]] constexpr std::size_t length() const noexcept { return (bits + 7) / 8; }
};

/// Null if it is not supported.
[[nodiscard]] const EcCurve* find_ec_curve(Octets oid) noexcept;

/// A curve for EdDSA (RFC 8032; RFC 8410, section 3).
struct EdCurve {
    const char* name;    ///< as libgcrypt knows it, and of the signature algorithm
    unsigned bits;       ///< of its prime
    std::size_t length;  ///< octets of a key, and of each half of a signature
    const char* hash;    ///< as libgcrypt knows it
    Oid oid;             ///< of keys and of signatures
};

/// Null if it is not supported.
[[nodiscard]] const EdCurve* find_ed_curve(Octets oid) noexcept;

}  // namespace ikev2::crypto
