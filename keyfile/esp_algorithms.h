// The algorithms of ESP by the names that programs give them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ikev2::keyfile {

/// An integrity algorithm.
struct EspInteg {
    std::uint16_t id = 0;            ///< Transform ID of type 3
    std::uint8_t unchecked_icv = 0;  ///< as EspEntry::unchecked_icv
};

/// The Transform ID of an encryption algorithm as Wireshark's esp_sa table, charon, or Linux with
/// `icv_bits` (0 if there are none) name it. A reference in brackets at the end is not looked at.
[[nodiscard]] std::optional<std::uint16_t> find_esp_encr(std::string_view name,
                                                         unsigned icv_bits = 0);

/// Likewise, an integrity algorithm.
[[nodiscard]] std::optional<EspInteg> find_esp_integ(std::string_view name, unsigned icv_bits = 0);

/// The names that Wireshark's esp_sa table has for these, or null if it has none.
[[nodiscard]] const char* wireshark_esp_encr(std::uint16_t id);
[[nodiscard]] const char* wireshark_esp_integ(EspInteg integ);

/// Why a key of so many octets, the salt or nonce included, does not fit the algorithm; "" if it
/// does.
[[nodiscard]] std::string encr_key_fault(std::uint16_t encr_id, std::size_t octets);
[[nodiscard]] std::string integ_key_fault(std::uint16_t integ_id, std::size_t octets);

/// Whether the encryption algorithm has an ICV of its own.
[[nodiscard]] bool is_aead(std::uint16_t encr_id);

}  // namespace ikev2::keyfile
