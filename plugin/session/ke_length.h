// How long Key Exchange Data must be.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace ikev2::session {

/// Octets of the Key Exchange Data of a KE payload with this Key Exchange Method, in a request or a
/// response; nothing if the method is not known. Diffie-Hellman: RFC 7296, section 3.4, and the RFC
/// of the group. ML-KEM: the encapsulation key in a request, the ciphertext in a response (FIPS
/// 203, table 3).
[[nodiscard]] std::optional<std::uint32_t> ke_data_length(std::uint16_t method,
                                                          bool response) noexcept;

}  // namespace ikev2::session
