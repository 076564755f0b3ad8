// The algorithms of an ESP SA.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "plugin/crypto/encr.h"
#include "plugin/crypto/integ.h"

namespace ikev2::session {

/// How ESP uses its algorithms. Lengths are in octets.
struct EspSuite {
    const crypto::Encr* encr = nullptr;    ///< what does the work
    const crypto::Integ* integ = nullptr;  ///< null: an AEAD, or no integrity check at all
    bool implicit_iv = false;        ///< the IV is the sequence number and not sent (RFC 8750)
    bool encrypts = true;            ///< false: all is authenticated but in clear (RFC 4543)
    bool esn = false;                ///< Extended Sequence Numbers (RFC 4303, section 2.2.1)
    std::uint8_t unchecked_icv = 0;  ///< octets of an ICV whose algorithm is not known

    /// The suite of these Transform IDs; `sn_id` is of type 5. Nothing if one is not supported.
    [[nodiscard]] static std::optional<EspSuite> find(std::uint16_t encr_id, std::uint16_t integ_id,
                                                      std::uint16_t sn_id) noexcept;

    /// Octets of a direction's encryption key in KEYMAT, salt included, for the Key Length
    /// attribute `key_bits`. Nothing if the cipher has no such key.
    [[nodiscard]] std::optional<std::size_t> encr_key_length(std::uint16_t key_bits) const noexcept;

    /// Octets of the IV that are sent in each packet.
    [[nodiscard]] std::uint32_t iv_length() const noexcept;
    [[nodiscard]] std::uint32_t icv_length() const noexcept;
    [[nodiscard]] bool has_integrity() const noexcept {
        return integ != nullptr || encr->is_aead();
    }
};

}  // namespace ikev2::session
