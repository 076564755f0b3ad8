// Addresses, identities, algorithms and traffic selectors as people write them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin/base/octets.h"
#include "plugin/base/spi.h"
#include "plugin/ike/reader.h"
#include "plugin/session/message.h"

namespace ikev2::session {

/// An IPv4 address of 4 octets, an IPv6 address of 16 (RFC 5952); "" for any other length.
[[nodiscard]] std::string address_text(Octets address);

/// The first `length` octets of `address`.
[[nodiscard]] std::string address_text(const Address& address, std::uint8_t length);

/// The identity in the body of an ID payload: an address, a name, a distinguished name in the form
/// of RFC 4514, or the octets as "0x...". What does not print in a name, and the backslash, become
/// "\xNN". "" if `body` is empty.
[[nodiscard]] std::string identity_text(Octets body);

/// `value` in `digits` hexadecimal digits.
[[nodiscard]] std::string hex_text(std::uint64_t value, unsigned digits);

/// Both SPIs of an IKE SA, 16 digits each, with an underscore between them.
[[nodiscard]] std::string spis_text(const SpiPair& spis);

/// A transform: the name of its Transform ID, and its Key Length if it has one, as
/// "ENCR_AES_CBC-256"; a number if IANA has no name.
[[nodiscard]] std::string transform_text(std::uint8_t type, std::uint16_t id,
                                         std::uint16_t key_bits);

/// The selectors of a TS payload's body, each as "192.0.2.0-192.0.2.255", with protocol and ports
/// behind it if they are not any: "192.0.2.1-192.0.2.1 protocol 6 ports 80-80".
[[nodiscard]] std::vector<std::string> selector_texts(ike::Reader ts_body);

/// `parts` with `separator` between them.
[[nodiscard]] std::string join_text(const std::vector<std::string>& parts, const char* separator);

/// Nanoseconds as seconds with a millisecond's precision, "12.345 s".
[[nodiscard]] std::string seconds_text(std::int64_t nanoseconds);

}  // namespace ikev2::session
