// The algorithms that an IKE SA negotiated.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/crypto/encr.h"
#include "plugin/crypto/integ.h"
#include "plugin/crypto/key_schedule.h"
#include "plugin/crypto/prf.h"
#include "plugin/ike/reader.h"
#include "plugin/session/additional_ke.h"

namespace ikev2::session {

/// The transforms of a chosen proposal (RFC 7296, section 3.3) by their IDs, and the algorithms
/// behind them where this program has them.
struct Suite {
    std::uint16_t encr_id = 0;
    std::uint16_t key_bits = 0;  ///< Key Length attribute of the encryption; 0: none
    std::uint16_t prf_id = 0;
    std::uint16_t integ_id = 0;
    std::uint16_t ke_method = 0;  ///< Diffie-Hellman group

    AdditionalKe additional_ke;

    const crypto::Encr* encr = nullptr;
    const crypto::Prf* prf = nullptr;
    const crypto::Integ* integ = nullptr;  ///< null with an AEAD

    /// Reads the first proposal of an SA payload's body. In a response it is the only one.
    [[nodiscard]] static Suite chosen(ike::Reader sa_body) noexcept;

    /// True if messages can be opened: the encryption, and the integrity check if it needs one,
    /// are known algorithms.
    [[nodiscard]] bool can_open() const noexcept;

    /// Lengths of SK_*; nothing if an algorithm or key size is not known.
    [[nodiscard]] std::optional<crypto::SkLengths> sk_lengths() const noexcept;
};

}  // namespace ikev2::session
