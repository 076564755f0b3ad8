// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/prf.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "plugin/crypto/registered_name.h"
#include "plugin/iana/transform_ids.h"

namespace ikev2::crypto {

namespace {

using namespace iana::prf;

constexpr iana::Entry kRegistry[] = {IKEV2_IANA_ROWS(IKEV2_PRF_IDS)};

/// An HMAC; its preferred key length is its output length (RFC 7296, section 2.13).
consteval Prf hmac(std::uint16_t id, std::size_t length, int mac) {
    return {.id = id,
            .name = registered_name(kRegistry, id),
            .output_length = length,
            .key_length = length,
            .skeyseed_nonce_length = 0,
            .fixed_key_length = 0,
            .pads_short_key = false,
            .mac = mac};
}

/// A MAC of AES-128.
consteval Prf aes_mac(std::uint16_t id, bool pads_short_key, int mac) {
    return {.id = id,
            .name = registered_name(kRegistry, id),
            .output_length = 16,
            .key_length = 16,
            .skeyseed_nonce_length = 8,
            .fixed_key_length = 16,
            .pads_short_key = pads_short_key,
            .mac = mac};
}

constexpr Prf kPrfs[] = {
    hmac(PRF_HMAC_MD5, 16, GCRY_MAC_HMAC_MD5),
    hmac(PRF_HMAC_SHA1, 20, GCRY_MAC_HMAC_SHA1),
    aes_mac(PRF_AES128_XCBC, true, kMacAesXcbc),
    hmac(PRF_HMAC_SHA2_256, 32, GCRY_MAC_HMAC_SHA256),
    hmac(PRF_HMAC_SHA2_384, 48, GCRY_MAC_HMAC_SHA384),
    hmac(PRF_HMAC_SHA2_512, 64, GCRY_MAC_HMAC_SHA512),
    aes_mac(PRF_AES128_CMAC, false, GCRY_MAC_CMAC_AES),
};

constexpr std::size_t kMaxFixedKeyLength = 16;

}  // namespace

std::optional<Mac> keyed_prf(const Prf& prf, Octets key) noexcept {
    if (prf.fixed_key_length == 0 || key.size() == prf.fixed_key_length) {
        return Mac::make(prf.mac, key);
    }
    std::array<std::uint8_t, kMaxFixedKeyLength> fixed{};
    const MutableOctets fitted = MutableOctets(fixed).first(prf.fixed_key_length);
    bool done = true;
    if (prf.pads_short_key && key.size() < fitted.size()) {
        std::copy(key.begin(), key.end(), fitted.begin());
    } else {
        std::optional<Mac> zero_key = Mac::make(prf.mac, fitted);
        done = zero_key && zero_key->compute({key}, fitted);
    }
    std::optional<Mac> mac = done ? Mac::make(prf.mac, fitted) : std::nullopt;
    explicit_bzero(fixed.data(), fixed.size());
    return mac;
}

const Prf* find_prf(std::uint16_t id) noexcept {
    const auto* row = std::find_if(std::begin(kPrfs), std::end(kPrfs),
                                   [id](const Prf& prf) { return prf.id == id; });
    return row == std::end(kPrfs) ? nullptr : row;
}

bool compute_prf(const Prf& prf, Octets key, std::initializer_list<Octets> data,
                 MutableOctets out) noexcept {
    if (out.size() == prf.output_length) {
        std::optional<Mac> mac = keyed_prf(prf, key);
        if (mac && mac->compute(data, out)) {
            return true;
        }
    }
    std::fill(out.begin(), out.end(), std::uint8_t{0});
    return false;
}

bool prf_plus(const Prf& prf, Octets key, Octets seed, MutableOctets out) {
    std::optional<Mac> mac = keyed_prf(prf, key);
    bool done = mac.has_value();
    // T1 = prf (K, S | 0x01), T2 = prf (K, T1 | S | 0x02) and so on.
    std::array<std::uint8_t, kMaxMacLength> octets{};
    const MutableOctets block = MutableOctets(octets).first(prf.output_length);
    Octets previous;
    std::uint8_t counter = 0;
    for (MutableOctets rest = out; done && !rest.empty(); previous = block) {
        // The block number is one octet: prf+ is not defined beyond 255 blocks.
        done = counter < 255;
        if (!done) {
            break;
        }
        ++counter;
        done = mac->compute({previous, seed, Octets(&counter, 1)}, block);
        const std::size_t taken = std::min(block.size(), rest.size());
        std::copy_n(block.begin(), taken, rest.begin());
        rest = rest.subspan(taken);
    }
    explicit_bzero(octets.data(), octets.size());
    if (!done) {
        std::fill(out.begin(), out.end(), std::uint8_t{0});
    }
    return done;
}

}  // namespace ikev2::crypto
