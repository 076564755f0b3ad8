// The kinds of secret that belong to an IKE SA.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

// X(kind, longest value in octets, whether a number n may follow the value)
//
// SKEYSEED is one output of the PRF, 64 octets for PRF_HMAC_SHA2_512 (RFC 4868, section 2.6).
// SHARED_SECRET: 1024 octets for the 8192-bit MODP group (RFC 3526, section 7), with room for
// larger groups of private use. DH_PRIVATE: 3168 octets for the decapsulation key of ML-KEM-1024
// (FIPS 203, table 3). EAP_MSK: at least 64 octets (RFC 3748, section 7.10).
#define IKEV2_SECRET_KINDS(X)    \
    X(SKEYSEED, 64, false)       \
    X(SHARED_SECRET, 2048, true) \
    X(DH_PRIVATE, 4096, true)    \
    X(SK_d, 256, false)          \
    X(SK_ai, 256, false)         \
    X(SK_ar, 256, false)         \
    X(SK_ei, 256, false)         \
    X(SK_er, 256, false)         \
    X(SK_pi, 256, false)         \
    X(SK_pr, 256, false)         \
    X(EAP_MSK, 256, false)

namespace ikev2::keyfile {

/// What a secret of an IKE SA is, by the names of RFC 7296, section 2.14.
enum class SecretKind : std::uint8_t {
#define X(kind, longest, numbered) kind,
    IKEV2_SECRET_KINDS(X)
#undef X
};

/// What the key file's grammar says of one kind.
struct SecretKindRow {
    SecretKind kind;
    const char* name;       ///< the keyword that starts its line
    std::uint16_t longest;  ///< octets of the longest value that is accepted
    bool numbered;          ///< whether the n of SHARED_SECRET and DH_PRIVATE may follow
};

/// All kinds, in the order of the enumeration.
[[nodiscard]] std::span<const SecretKindRow> secret_kinds() noexcept;

/// The row of `kind`.
[[nodiscard]] const SecretKindRow& row(SecretKind kind) noexcept;

/// The keyword of `kind` in its usual spelling, as "SK_ei".
[[nodiscard]] const char* name(SecretKind kind) noexcept;

/// Whether `kind` is one of the seven keys that {SK_d | SK_ai | ... | SK_pr} = prf+ (...) gives
/// (RFC 7296, section 2.14).
[[nodiscard]] constexpr bool is_sk(SecretKind kind) noexcept {
    return kind >= SecretKind::SK_d && kind <= SecretKind::SK_pr;
}

inline constexpr std::size_t kSecretKinds = static_cast<std::size_t>(SecretKind::EAP_MSK) + 1;

}  // namespace ikev2::keyfile
