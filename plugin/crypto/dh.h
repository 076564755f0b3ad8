// Diffie-Hellman groups (Transform Type 4).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

#include "plugin/base/octets.h"
#include "plugin/base/secret.h"
#include "plugin/crypto/modp_parameters.h"

namespace ikev2::crypto {

/// An elliptic curve group modulo a prime, by libgcrypt's name of the curve.
struct EcpCurve {
    const char* name;
};

/// A curve of RFC 7748: GCRY_ECC_CURVE25519 or GCRY_ECC_CURVE448.
struct MontgomeryCurve {
    int id;
};

/// One Diffie-Hellman group. Lengths are in octets.
struct DhGroup {
    std::uint16_t id;           ///< Transform ID
    const char* name;           ///< the IANA registry's name
    std::size_t public_length;  ///< of the Key Exchange Data of a KE payload
    std::size_t shared_length;  ///< of g^ir
    std::variant<const ModpParameters*, EcpCurve, MontgomeryCurve> parameters;
};

/// The group with Transform ID `id`, or null if it is not supported.
[[nodiscard]] const DhGroup* find_dh_group(std::uint16_t id) noexcept;

/// g^ir from either side's private value and the other side's Key Exchange Data, with the length
/// that the key schedule takes: the modulus' for MODP (RFC 7296, section 2.14), the x coordinate
/// for ECP (RFC 5903, section 7). A private value is a big-endian number without a set length, or,
/// for Curve25519 and Curve448, the octets of RFC 7748. Nothing if the group is not supported, if
/// `peer_public` has another length or is no valid public value of the group (RFC 6989, section 2),
/// or if libgcrypt failed. Allocates; takes from microseconds to a second (8192-bit MODP).
[[nodiscard]] std::optional<Secret> dh_shared_secret(std::uint16_t group, Octets private_value,
                                                     Octets peer_public);

/// The Key Exchange Data that belongs to a private value, to tell whose it is. Nothing as above.
[[nodiscard]] std::optional<Secret> dh_public_value(std::uint16_t group, Octets private_value);

}  // namespace ikev2::crypto
