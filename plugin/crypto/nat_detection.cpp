// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/nat_detection.h"

#include <gcrypt.h>

#include <algorithm>

#include "plugin/crypto/gcrypt_init.h"

namespace ikev2::crypto {

namespace {

constexpr std::size_t kIpv4Length = 4;
constexpr std::size_t kIpv6Length = 16;

template <typename T>
std::uint8_t* put(std::uint8_t* to, T value) noexcept {
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        *to++ = static_cast<std::uint8_t>(value >> (8 * (sizeof(T) - 1 - i)));
    }
    return to;
}

}  // namespace

bool nat_detection_hash(const SpiPair& spis, Octets address, std::uint16_t port,
                        NatDetectionHash& hash) noexcept {
    if ((address.size() != kIpv4Length && address.size() != kIpv6Length) || !init_gcrypt()) {
        return false;
    }
    std::array<std::uint8_t, 2 * sizeof(std::uint64_t) + kIpv6Length + sizeof(port)> input{};
    std::uint8_t* end = put(put(input.data(), spis.initiator), spis.responder);
    end = std::copy(address.begin(), address.end(), end);
    end = put(end, port);
    gcry_md_hash_buffer(GCRY_MD_SHA1, hash.data(), input.data(),
                        static_cast<std::size_t>(end - input.data()));
    return true;
}

}  // namespace ikev2::crypto
