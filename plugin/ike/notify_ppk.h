// The data of PPK_IDENTITY (RFC 8784, section 5.1) and PPK_IDENTITY_KEY (RFC 9867).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

/// A PPK_ID: "its first octet [is] the PPK_ID type value". PPK_IDENTITY_KEY has a PPK Confirmation
/// behind it.
struct PpkIdentity {
    /// Octets of a PPK Confirmation.
    static constexpr std::uint32_t kConfirmationLength = 8;

    At<std::uint8_t> type;
    At<Octets> id;  ///< without the type
    At<Octets> confirmation;

    /// Reads a PPK_ID as far as it goes.
    [[nodiscard]] static PpkIdentity read(Reader& reader) noexcept {
        PpkIdentity it;
        it.type = reader.u8();
        it.id = reader.rest();
        return it;
    }

    /// Reads a PPK_ID with its confirmation as far as it goes.
    [[nodiscard]] static PpkIdentity read_confirmed(Reader& reader) noexcept {
        PpkIdentity it;
        it.type = reader.u8();
        if (reader.remaining() > kConfirmationLength) {
            it.id = reader.octets(reader.remaining() - kConfirmationLength);
        }
        it.confirmation = reader.octets(kConfirmationLength);
        return it;
    }
};

}  // namespace ikev2::ike
