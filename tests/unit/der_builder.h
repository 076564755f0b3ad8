// DER, put together element by element.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>

#include "plugin/base/octets.h"
#include "tests/unit/vectors_json.h"

namespace ikev2::tests {

/// An element with `tag` and the pieces of its contents, one after the other.
Bytes element(std::uint8_t tag, std::initializer_list<Octets> pieces);

Bytes sequence(std::initializer_list<Octets> elements);

/// The INTEGER that `magnitude` is, big-endian; no octets are zero.
Bytes integer(Octets magnitude);

/// A BIT STRING of whole octets.
Bytes bit_string(Octets octets);

/// An OBJECT IDENTIFIER from the hex of its value.
Bytes object_identifier(const char* hex);

/// SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7). `algorithm` is the hex of its OBJECT
/// IDENTIFIER's value, `parameters` a whole element or nothing.
Bytes public_key_info(const char* algorithm, Octets parameters, Octets key);

constexpr const char* kRsaEncryption = "2a864886f70d010101";
constexpr const char* kIdRsassaPss = "2a864886f70d01010a";
constexpr const char* kIdDsa = "2a8648ce380401";
constexpr const char* kIdEcPublicKey = "2a8648ce3d0201";
constexpr const char* kIdEd25519 = "2b6570";
constexpr const char* kIdEd448 = "2b6571";

}  // namespace ikev2::tests
