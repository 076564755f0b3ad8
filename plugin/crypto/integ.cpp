// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/integ.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "plugin/crypto/registered_name.h"
#include "plugin/iana/transform_ids.h"

namespace ikev2::crypto {

namespace {

using namespace iana::integ;

constexpr iana::Entry kRegistry[] = {IKEV2_IANA_ROWS(IKEV2_INTEG_IDS)};

consteval Integ row(std::uint16_t id, std::size_t key_length, std::size_t icv_length, int mac) {
    return {id, registered_name(kRegistry, id), key_length, icv_length, mac};
}

// Key and ICV lengths: RFC 2403, 2404, 3566, 4494, 4595 and 4868.
constexpr Integ kIntegs[] = {
    // id, key, ICV, MAC
    row(AUTH_HMAC_MD5_96, 16, 12, GCRY_MAC_HMAC_MD5),
    row(AUTH_HMAC_SHA1_96, 20, 12, GCRY_MAC_HMAC_SHA1),
    row(AUTH_AES_XCBC_96, 16, 12, kMacAesXcbc),
    row(AUTH_HMAC_MD5_128, 16, 16, GCRY_MAC_HMAC_MD5),
    row(AUTH_HMAC_SHA1_160, 20, 20, GCRY_MAC_HMAC_SHA1),
    row(AUTH_AES_CMAC_96, 16, 12, GCRY_MAC_CMAC_AES),
    row(AUTH_HMAC_SHA2_256_128, 32, 16, GCRY_MAC_HMAC_SHA256),
    row(AUTH_HMAC_SHA2_384_192, 48, 24, GCRY_MAC_HMAC_SHA384),
    row(AUTH_HMAC_SHA2_512_256, 64, 32, GCRY_MAC_HMAC_SHA512),
};

}  // namespace

const Integ* find_integ(std::uint16_t id) noexcept {
    const auto* row = std::find_if(std::begin(kIntegs), std::end(kIntegs),
                                   [id](const Integ& integ) { return integ.id == id; });
    return row == std::end(kIntegs) ? nullptr : row;
}

IntegKey::IntegKey(const Integ& integ, Mac&& mac) noexcept : integ_(&integ), mac_(std::move(mac)) {}

std::optional<IntegKey> IntegKey::make(const Integ& integ, Octets sk_a) {
    if (sk_a.size() != integ.key_length) {
        return std::nullopt;
    }
    std::optional<Mac> mac = Mac::make(integ.mac, sk_a);
    if (!mac) {
        return std::nullopt;
    }
    return IntegKey(integ, std::move(*mac));
}

bool IntegKey::verify(std::initializer_list<Octets> data, Octets icv) noexcept {
    std::array<std::uint8_t, kMaxMacLength> octets;
    const MutableOctets expected = MutableOctets(octets).first(integ_->icv_length);
    if (icv.size() != expected.size() || !compute(data, expected)) {
        return false;
    }
    unsigned difference = 0;
    for (std::size_t i = 0; i < icv.size(); ++i) {
        difference |= static_cast<unsigned>(expected[i] ^ icv[i]);
    }
    explicit_bzero(octets.data(), octets.size());
    return difference == 0;
}

bool IntegKey::compute(std::initializer_list<Octets> data, MutableOctets out) noexcept {
    return out.size() == integ_->icv_length && mac_.compute(data, out);
}

}  // namespace ikev2::crypto
