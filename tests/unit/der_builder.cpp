// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/der_builder.h"

#include <cstddef>

#include "plugin/crypto/der.h"

namespace ikev2::tests {

Bytes element(std::uint8_t tag, std::initializer_list<Octets> pieces) {
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

Bytes sequence(std::initializer_list<Octets> elements) {
    return element(crypto::der::SEQUENCE, elements);
}

Bytes integer(Octets magnitude) {
    while (!magnitude.empty() && magnitude[0] == 0) {
        magnitude = magnitude.subspan(1);
    }
    constexpr std::uint8_t kZero[] = {0};
    const bool needs_zero = magnitude.empty() || magnitude[0] >= 0x80;
    return element(crypto::der::INTEGER, {needs_zero ? Octets(kZero) : Octets(), magnitude});
}

Bytes bit_string(Octets octets) {
    constexpr std::uint8_t kNoUnusedBits[] = {0};
    return element(crypto::der::BIT_STRING, {kNoUnusedBits, octets});
}

Bytes object_identifier(const char* hex) {
    const Bytes value = from_hex(hex);
    return element(crypto::der::OBJECT_IDENTIFIER, {value});
}

Bytes public_key_info(const char* algorithm, Octets parameters, Octets key) {
    return sequence({sequence({object_identifier(algorithm), parameters}), bit_string(key)});
}

}  // namespace ikev2::tests
