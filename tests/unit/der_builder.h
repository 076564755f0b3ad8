// DER, put together element by element.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>

#include "plugin/base/octets.h"
#include "plugin/crypto/der.h"
#include "tests/unit/vectors_json.h"

namespace ikev2::tests {

/// An element with `tag` and the pieces of its contents, one after the other.
inline Bytes element(std::uint8_t tag, std::initializer_list<Octets> pieces) {
    Bytes contents;
    for (const Octets piece : pieces) {
        contents.insert(contents.end(), piece.begin(), piece.end());
    }
    Bytes octets = {tag};
    if (contents.size() < 0x80) {
        octets.push_back(static_cast<std::uint8_t>(contents.size()));
    } else {
        Bytes length;
        for (std::size_t rest = contents.size(); rest != 0; rest >>= 8U) {
            length.insert(length.begin(), static_cast<std::uint8_t>(rest));
        }
        octets.push_back(static_cast<std::uint8_t>(0x80 | length.size()));
        octets.insert(octets.end(), length.begin(), length.end());
    }
    octets.insert(octets.end(), contents.begin(), contents.end());
    return octets;
}

inline Bytes sequence(std::initializer_list<Octets> elements) {
    return element(crypto::der::SEQUENCE, elements);
}

/// The INTEGER that `magnitude` is, big-endian; no octets are zero.
inline Bytes integer(Octets magnitude) {
    while (!magnitude.empty() && magnitude[0] == 0) {
        magnitude = magnitude.subspan(1);
    }
    constexpr std::uint8_t kZero[] = {0};
    const bool needs_zero = magnitude.empty() || magnitude[0] >= 0x80;
    return element(crypto::der::INTEGER, {needs_zero ? Octets(kZero) : Octets(), magnitude});
}

/// A BIT STRING of whole octets.
inline Bytes bit_string(Octets octets) {
    constexpr std::uint8_t kNoUnusedBits[] = {0};
    return element(crypto::der::BIT_STRING, {kNoUnusedBits, octets});
}

/// An OBJECT IDENTIFIER from the hex of its value.
inline Bytes object_identifier(const char* hex) {
    const Bytes value = from_hex(hex);
    return element(crypto::der::OBJECT_IDENTIFIER, {value});
}

/// SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7). `algorithm` is the hex of its OBJECT
/// IDENTIFIER's value, `parameters` a whole element or nothing.
inline Bytes public_key_info(const char* algorithm, Octets parameters, Octets key) {
    return sequence({sequence({object_identifier(algorithm), parameters}), bit_string(key)});
}

constexpr const char* kRsaEncryption = "2a864886f70d010101";
constexpr const char* kIdRsassaPss = "2a864886f70d01010a";
constexpr const char* kIdDsa = "2a8648ce380401";
constexpr const char* kIdEcPublicKey = "2a8648ce3d0201";
constexpr const char* kIdEd25519 = "2b6570";
constexpr const char* kIdEd448 = "2b6571";

}  // namespace ikev2::tests
