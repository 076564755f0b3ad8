// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sk_cipher.h"

#include <utility>

#include "plugin/base/secret.h"
#include "plugin/ike/payload_sk.h"
#include "plugin/ike/reader.h"

namespace ikev2::session {

namespace {

// AES-CCM's salt has three octets (RFC 5282, section 7.3.1). Tables written for a reader that only
// has AES-CTR carry it behind the octet that CCM puts in front of it in every counter block
// (RFC 3610, section 2.3: Flags, here L - 1 = 3), so that key and salt pass for a CTR key and its
// four-octet nonce.
constexpr std::uint8_t kCcmCounterFlags = 3;

Secret without_ccm_flags(const crypto::Encr& encr, Octets sk_e, std::size_t wanted) {
    Secret key = to_secret(sk_e);
    const std::size_t flags_at = wanted - encr.salt_length;
    if (encr.salt_length == 3 && key.size() == wanted + 1 && key[flags_at] == kCcmCounterFlags) {
        key.erase(key.begin() + static_cast<std::ptrdiff_t>(flags_at));
    }
    return key;
}

}  // namespace

SkCipher::SkCipher(const crypto::Encr& encr, const crypto::Integ* integ, Secret sk_e, Octets sk_a)
    : encr_(&encr),
      integ_(integ),
      sk_e_(std::move(sk_e)),
      sk_a_(to_secret(sk_a)),
      owner_(CipherPool::instance().new_owner()) {}

SkCipher::SkCipher(SkCipher&& other) noexcept
    : encr_(other.encr_),
      integ_(other.integ_),
      sk_e_(std::move(other.sk_e_)),
      sk_a_(std::move(other.sk_a_)),
      owner_(std::exchange(other.owner_, 0)) {}

SkCipher::~SkCipher() {
    if (owner_ != 0) {
        CipherPool::instance().release(owner_);
    }
}

std::optional<SkCipher> SkCipher::make(const Suite& suite, Octets sk_e, Octets sk_a) {
    if (!suite.can_open()) {
        return std::nullopt;
    }
    const std::size_t wanted = *crypto::sk_e_length(*suite.encr, suite.key_bits);
    Secret key = without_ccm_flags(*suite.encr, sk_e, wanted);
    const bool aead = suite.encr->is_aead();
    if (key.size() != wanted || (!aead && sk_a.size() != suite.integ->key_length)) {
        return std::nullopt;
    }
    return SkCipher(*suite.encr, aead ? nullptr : suite.integ, std::move(key),
                    aead ? Octets() : sk_a);
}

OpenedKeys* SkCipher::handles() noexcept {
    CipherPool& pool = CipherPool::instance();
    if (OpenedKeys* known = pool.find(owner_); known != nullptr) {
        return known;
    }
    auto encr = crypto::EncrKey::make(*encr_, sk_e_);
    if (!encr) {
        return nullptr;
    }
    OpenedKeys keys{std::move(*encr), std::nullopt};
    if (integ_ != nullptr) {
        keys.integ = crypto::IntegKey::make(*integ_, sk_a_);
        if (!keys.integ) {
            return nullptr;
        }
    }
    return &pool.put(owner_, std::move(keys));
}

std::uint32_t SkCipher::iv_length() const noexcept {
    return static_cast<std::uint32_t>(encr_->iv_length);
}

std::uint32_t SkCipher::icv_length() const noexcept {
    return static_cast<std::uint32_t>(integ_ != nullptr ? integ_->icv_length : encr_->icv_length);
}

std::uint32_t SkCipher::ciphertext_length(SkLocation where) const noexcept {
    const std::uint32_t overhead = iv_length() + icv_length();
    const std::uint32_t length = where.end - where.body;
    return length > overhead ? length - overhead : 0;
}

OpenResult SkCipher::open(Octets message, SkLocation where, MutableOctets plaintext) noexcept {
    ike::Reader reader(message, where.body, where.end);
    const auto parts = ike::Protected::read(reader, iv_length(), icv_length());
    if (!parts.ciphertext.present()) {
        return OpenResult::too_short;
    }
    const MutableOctets out = plaintext.first(parts.ciphertext.length);
    if (parts.ciphertext.length % encr_->block_length != 0) {
        return OpenResult::not_block_aligned;
    }
    OpenedKeys* keys = handles();
    if (keys == nullptr) {
        return OpenResult::bad_icv;
    }
    if (!keys->integ) {
        // "the associated data ... MUST consist of the partial contents of the IKEv2 message,
        // starting from the first octet of the Fixed IKE Header through the last octet of the
        // Payload Header of the Encrypted Payload" (RFC 5282, section 5.1).
        const bool ok = keys->encr.open(parts.iv.value, message.first(where.body),
                                        parts.ciphertext.value, parts.icv.value, out);
        return ok ? OpenResult::opened : OpenResult::bad_icv;
    }
    // "It is computed over the encrypted message" (RFC 7296, section 3.14): the whole of it, up to
    // the checksum itself.
    if (!keys->integ->verify({message.first(parts.ciphertext.end())}, parts.icv.value)) {
        return OpenResult::bad_icv;
    }
    const bool ok = keys->encr.open(parts.iv.value, {}, parts.ciphertext.value, {}, out);
    return ok ? OpenResult::opened : OpenResult::bad_icv;
}

}  // namespace ikev2::session
