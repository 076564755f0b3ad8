// Public keys that verify signatures.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "plugin/base/octets.h"
#include "plugin/crypto/ec_curve.h"
#include "plugin/crypto/handles.h"
#include "plugin/crypto/rsa.h"
#include "plugin/crypto/rsassa_pss_parameters.h"
#include "plugin/crypto/sexp.h"

namespace ikev2::crypto {

/// A key whose algorithm, curve or size is not supported.
struct UnsupportedKey {};

/// An RSA key for RSASSA-PSS only (RFC 4055, section 1.2).
struct RsassaPssKey {
    RsaKey rsa;
    std::optional<RsassaPssParameters> parameters;  ///< that restrict its signatures
};

struct DsaKey {
    Sexp key;
    Mpi q;
    unsigned bits = 0;  ///< of p
};

struct EcdsaKey {
    const EcCurve* curve;
    Sexp key;
};

struct EddsaKey {
    const EdCurve* curve;
    Sexp key;
};

/// A public key, ready to verify signatures. Owns its libgcrypt handles and nothing of what it was
/// read from; not for two threads at once.
class PublicKey {
  public:
    using Key = std::variant<UnsupportedKey, RsaKey, RsassaPssKey, DsaKey, EcdsaKey, EddsaKey>;

    /// The key of an X.509 certificate in DER. Nothing if it is no certificate, or its key is
    /// malformed or invalid (a point that is not on its curve, an even RSA modulus). A key that is
    /// not supported is a key all the same, so that signatures with it are unsupported rather than
    /// malformed. The certificate is not validated. init_gcrypt must have been called.
    [[nodiscard]] static std::optional<PublicKey> from_certificate(Octets der);

    /// The key of a SubjectPublicKeyInfo in DER: the certificate encoding "Raw Public Key"
    /// (RFC 7670). Errors as above.
    [[nodiscard]] static std::optional<PublicKey> from_public_key_info(Octets der);

    [[nodiscard]] const Key& key() const noexcept { return key_; }

    /// What the key is, for people: "RSA", "RSASSA-PSS", "DSA", "NIST P-256" or the like,
    /// "Ed25519", "Ed448"; "unsupported" where it is.
    [[nodiscard]] const char* name() const;

    /// Size in bits: of RSA's modulus, DSA's p, a curve's prime; 0 where it is not supported.
    [[nodiscard]] unsigned bits() const;

  private:
    explicit PublicKey(Key&& key) noexcept : key_(std::move(key)) {}

    Key key_;
};

}  // namespace ikev2::crypto
