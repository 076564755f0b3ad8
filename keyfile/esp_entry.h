// The keys of one ESP SA, as a key file gives them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "keyfile/address_pattern.h"
#include "keyfile/origin.h"
#include "plugin/base/secret.h"

namespace ikev2::keyfile {

/// The keys of the ESP packets of one direction (RFC 4303). Several entries can be for the same
/// packets: a log does not always tell which of two keys is whose, and the integrity check of a
/// packet then decides.
struct EspEntry {
    AddressPattern source;
    AddressPattern destination;
    std::optional<std::uint32_t> spi;  ///< nothing: any
    std::uint16_t encr_id = 0;         ///< Transform ID of type 1
    std::uint16_t integ_id = 0;        ///< Transform ID of type 3; AUTH_NONE with an AEAD
    /// Octets of an ICV whose algorithm is not known, so that it cannot be checked; else 0.
    std::uint8_t unchecked_icv = 0;
    std::optional<bool> esn;  ///< Extended Sequence Numbers; nothing: not known
    Secret encr_key;          ///< with the salt or nonce at the end
    Secret integ_key;
    Origin origin;

    bool operator==(const EspEntry&) const = default;
};

}  // namespace ikev2::keyfile
