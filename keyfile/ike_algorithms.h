// Key lengths of the algorithms of an IKE SA by the names that programs give them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace ikev2::keyfile {

/// Octets of an encryption key.
struct IkeKeyLength {
    std::size_t key = 0;
    std::size_t salt = 0;  ///< after the key: the salt of an AEAD or the nonce of CTR
};

/// Of SK_e, for an encryption algorithm as Wireshark's ikev2_decryption_table
/// ("AES-GCM-256 with 16 octet ICV [RFC5282]"), libreswan and tcpdump ("aes256") name it. Nothing
/// if the name is not known or does not say the length.
[[nodiscard]] std::optional<IkeKeyLength> ike_encr_key_length(std::string_view name);

/// Of SK_a, likewise; 0 for an AEAD, which has none.
[[nodiscard]] std::optional<std::size_t> ike_integ_key_length(std::string_view name);

}  // namespace ikev2::keyfile
