// The Vendor IDs that are known in the field.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "plugin/base/octets.h"

namespace ikev2::ike {

/// A Vendor ID (RFC 7296, section 3.12) and whose it is.
struct VendorId {
    static constexpr std::size_t kLongest = 56;

    std::array<std::uint8_t, kLongest> storage;
    std::uint8_t length;  ///< octets of `storage` that count
    bool prefix;          ///< more octets, such as a version, may follow in the payload
    const char* name;     ///< the vendor, product or extension
    const char* hashed;   ///< the string whose MD5 hash it is, whole, cut or followed by a version;
                          ///< null if it is none or the string is not known

    /// What the body of the payload is, or starts with if `prefix`.
    [[nodiscard]] constexpr Octets octets() const noexcept { return {storage.data(), length}; }
};

/// All that are known, by vendor. Built into the program.
[[nodiscard]] std::span<const VendorId> known_vendor_ids() noexcept;

/// The known Vendor ID that has the most octets in common with the body of a Vendor ID payload;
/// null if none fits.
[[nodiscard]] const VendorId* find_vendor_id(Octets body) noexcept;

}  // namespace ikev2::ike
