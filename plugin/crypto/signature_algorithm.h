// Signature algorithms as an AlgorithmIdentifier names them (RFC 7427, section 3 and appendix A).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/crypto/hash.h"
#include "plugin/crypto/rsassa_pss_parameters.h"

namespace ikev2::crypto {

enum class SignatureScheme : std::uint8_t {
    unsupported,
    rsassa_pkcs1_v1_5,
    rsassa_pss,
    dsa,
    ecdsa,
    ed25519,
    ed448,
};

struct SignatureAlgorithm {
    SignatureScheme scheme = SignatureScheme::unsupported;
    const char* name = nullptr;  ///< as the RFCs write it; null: not known
    const Hash* hash = nullptr;  ///< of the signed octets; null: EdDSA, which takes them unhashed
    RsassaPssParameters pss;     ///< of rsassa_pss
};

/// The algorithm that `identifier`, the DER of an AlgorithmIdentifier, names. Nothing if it is not
/// that, whole, with the parameters that the algorithm has.
[[nodiscard]] std::optional<SignatureAlgorithm> read_signature_algorithm(
    Octets identifier) noexcept;

}  // namespace ikev2::crypto
