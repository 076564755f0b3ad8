// The parameters of RSASSA-PSS (RFC 4055, section 3.1; RFC 8017, appendix A.2.3).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/crypto/hash.h"

namespace ikev2::crypto {

struct RsassaPssParameters {
    const Hash* hash = nullptr;  ///< null: not supported
    const Hash* mgf_hash =
        nullptr;  ///< of MGF1; null: not supported, or another function than MGF1
    std::uint32_t salt_length = 20;  ///< in octets

    [[nodiscard]] bool supported() const noexcept { return hash != nullptr && mgf_hash != nullptr; }

    /// Whether a key with these parameters may verify a signature with `signature`'s: "All
    /// parameters in the signature structure algorithm identifier MUST match the parameters in the
    /// key structure algorithm identifier except the saltLength field. The saltLength field in the
    /// signature parameters MUST be greater or equal to that in the key parameters field."
    /// (RFC 4055, section 3.3)
    [[nodiscard]] bool allow(const RsassaPssParameters& signature) const noexcept {
        return hash == signature.hash && mgf_hash == signature.mgf_hash &&
               signature.salt_length >= salt_length;
    }
};

/// Reads RSASSA-PSS-params. Nothing if `der` is not that, whole.
[[nodiscard]] std::optional<RsassaPssParameters> read_rsassa_pss_parameters(Octets der) noexcept;

}  // namespace ikev2::crypto
