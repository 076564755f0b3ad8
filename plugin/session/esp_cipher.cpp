// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/esp_cipher.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "plugin/ike/payload_sk.h"
#include "plugin/ike/reader.h"
#include "plugin/session/esp_view.h"

namespace ikev2::session {

namespace {

constexpr std::size_t kSpiLength = 4;

std::array<std::uint8_t, 4> big_endian(std::uint32_t value) noexcept {
    return {static_cast<std::uint8_t>(value >> 24U), static_cast<std::uint8_t>(value >> 16U),
            static_cast<std::uint8_t>(value >> 8U), static_cast<std::uint8_t>(value)};
}

void append(std::vector<std::uint8_t>& to, Octets octets) {
    to.insert(to.end(), octets.begin(), octets.end());
}

}  // namespace

struct EspCipher::Parts {
    Octets head;        // SPI and Sequence Number
    Octets iv;          // empty if it is implicit
    Octets ciphertext;  // from the payload to Next Header
    Octets icv;
};

std::optional<EspCipher> EspCipher::make(const EspSuite& suite, Octets encr_key, Octets integ_key) {
    auto encr = crypto::EncrKey::make(*suite.encr, encr_key);
    if (!encr) {
        return std::nullopt;
    }
    EspCipher cipher(suite, std::move(*encr));
    cipher.encr_key_ = to_secret(encr_key);
    if (suite.integ != nullptr) {
        cipher.integ_ = crypto::IntegKey::make(*suite.integ, integ_key);
        if (!cipher.integ_) {
            return std::nullopt;
        }
        cipher.integ_key_ = to_secret(integ_key);
    }
    return cipher;
}

EspResult EspCipher::open(Octets packet, std::uint32_t esn_high, MutableOctets plaintext) {
    const auto length = static_cast<std::uint32_t>(packet.size());
    ike::Reader reader(packet, std::min(kEspHeaderLength, length), length);
    const auto found = ike::Protected::read(reader, suite_.iv_length(), suite_.icv_length());
    if (found.ciphertext.length < EspTrailer::kFixedLength) {
        return EspResult::too_short;
    }
    if (found.ciphertext.length % suite_.encr->block_length != 0) {
        return EspResult::not_block_aligned;
    }
    const Parts parts{packet.first(kEspHeaderLength), found.iv.value, found.ciphertext.value,
                      found.icv.value};
    const MutableOctets out = plaintext.first(parts.ciphertext.size());
    if (suite_.encr->is_aead()) {
        return open_aead(packet, parts, esn_high, out) ? EspResult::opened : EspResult::bad_icv;
    }
    if (integ_) {
        // With a separate integrity algorithm, the high-order bits are "included in the ICV
        // computation", as if they stood behind Next Header (RFC 4303, sections 2.2.1 and 2.8).
        const auto high = big_endian(esn_high);
        const Octets covered = packet.first(length - suite_.icv_length());
        const Octets appended = suite_.esn ? Octets(high) : Octets();
        if (!integ_->verify({covered, appended}, parts.icv)) {
            return EspResult::bad_icv;
        }
    }
    if (!encr_.open(parts.iv, {}, parts.ciphertext, {}, out)) {
        return EspResult::bad_icv;
    }
    return integ_ ? EspResult::opened : EspResult::unverified;
}

bool EspCipher::open_aead(Octets packet, const Parts& parts, std::uint32_t esn_high,
                          MutableOctets plaintext) {
    const auto high = big_endian(suite_.esn ? esn_high : 0);
    // SPI and Sequence Number, or SPI and the 64 bits of the extended one (RFC 4106, section 5;
    // RFC 4309, section 5; RFC 7634, section 2.1).
    std::vector<std::uint8_t> aad;
    append(aad, packet.first(kSpiLength));
    if (suite_.esn) {
        append(aad, high);
    }
    append(aad, parts.head.subspan(kSpiLength));

    std::vector<std::uint8_t> implicit_iv;
    Octets iv = parts.iv;
    if (suite_.implicit_iv) {
        // The 64 bits of the sequence number, of which the first 32 are zero if it is not extended
        // (RFC 8750, section 4).
        append(implicit_iv, high);
        append(implicit_iv, parts.head.subspan(kSpiLength));
        iv = implicit_iv;
    }
    if (suite_.encrypts) {
        return encr_.open(iv, aad, parts.ciphertext, parts.icv, plaintext);
    }
    // GMAC covers the IV too (RFC 4543, section 3.3, with erratum 1821).
    append(aad, parts.iv);
    append(aad, parts.ciphertext);
    if (!encr_.open(iv, aad, {}, parts.icv, {})) {
        return false;
    }
    std::copy(parts.ciphertext.begin(), parts.ciphertext.end(), plaintext.begin());
    return true;
}

}  // namespace ikev2::session
