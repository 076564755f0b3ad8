// The fields of a key file's lines as values.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "keyfile/fields.h"
#include "keyfile/identity.h"
#include "keyfile/secret_kind.h"
#include "plugin/base/secret.h"

// Each function returns "" and sets its result, or returns why the field is none, which never
// holds an octet of the field.

namespace ikev2::keyfile {

/// Octets of the longest PSK, PPK and PPK_ID that are accepted.
inline constexpr std::size_t kLongestPsk = 4096;
inline constexpr std::size_t kLongestPpkId = 1024;

/// 16 hex digits, or `*`, for which `spi` is set to nothing.
[[nodiscard]] std::string read_spi(Field field, std::optional<std::uint64_t>& spi);

/// Hex digits: the value of a secret of this kind.
[[nodiscard]] std::string read_sa_value(Field field, SecretKind kind, Secret& value);

/// 0 to 7: the n of SHARED_SECRET and DH_PRIVATE.
[[nodiscard]] std::string read_exchange(Field field, std::uint8_t& exchange);

/// `0x` and hex digits, or text in quotation marks: a PSK or PPK.
[[nodiscard]] std::string read_psk_value(Field field, Secret& value);

/// As read_psk_value, or a bare word: a PPK_ID.
[[nodiscard]] std::string read_ppk_id(Field field, Secret& ppk_id);

/// An identity, in quotation marks or not.
[[nodiscard]] std::string read_identity(Field field, Identity& identity);

}  // namespace ikev2::keyfile
