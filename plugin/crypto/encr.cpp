// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/encr.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "plugin/crypto/registered_name.h"
#include "plugin/crypto/spare_handles.h"
#include "plugin/iana/transform_ids.h"

namespace ikev2::crypto {

/// The key sizes of a cipher, in octets, and what libgcrypt calls it.
struct CipherFamily {
    std::size_t min_key_length;
    std::size_t max_key_length;
    std::size_t key_length_step;
    std::span<const int> algorithms;  ///< GCRY_CIPHER_*: one for all key sizes, or one for each

    [[nodiscard]] constexpr bool takes(std::size_t key_length) const noexcept {
        return key_length >= min_key_length && key_length <= max_key_length &&
               (key_length - min_key_length) % key_length_step == 0;
    }

    [[nodiscard]] constexpr int algorithm(std::size_t key_length) const noexcept {
        return algorithms[algorithms.size() == 1 ? 0
                                                 : (key_length - min_key_length) / key_length_step];
    }
};

namespace {

using namespace iana::encr;

constexpr int kAesAlgorithms[] = {GCRY_CIPHER_AES128, GCRY_CIPHER_AES192, GCRY_CIPHER_AES256};
constexpr int kCamelliaAlgorithms[] = {GCRY_CIPHER_CAMELLIA128, GCRY_CIPHER_CAMELLIA192,
                                       GCRY_CIPHER_CAMELLIA256};
constexpr int kDesAlgorithm[] = {GCRY_CIPHER_DES};
constexpr int kTripleDesAlgorithm[] = {GCRY_CIPHER_3DES};
constexpr int kIdeaAlgorithm[] = {GCRY_CIPHER_IDEA};
constexpr int kCastAlgorithm[] = {GCRY_CIPHER_CAST5};
constexpr int kBlowfishAlgorithm[] = {GCRY_CIPHER_BLOWFISH};
constexpr int kChacha20Algorithm[] = {GCRY_CIPHER_CHACHA20};

// Key sizes: RFC 2451 for the 64-bit block ciphers, of which libgcrypt has CAST with 128 bits only.
constexpr CipherFamily kNoCipher{0, 0, 1, {}};
constexpr CipherFamily kDes{8, 8, 1, kDesAlgorithm};
constexpr CipherFamily kTripleDes{24, 24, 1, kTripleDesAlgorithm};
constexpr CipherFamily kIdea{16, 16, 1, kIdeaAlgorithm};
constexpr CipherFamily kCast{16, 16, 1, kCastAlgorithm};
constexpr CipherFamily kBlowfish{5, 56, 1, kBlowfishAlgorithm};
constexpr CipherFamily kAes{16, 32, 8, kAesAlgorithms};
constexpr CipherFamily kCamellia{16, 32, 8, kCamelliaAlgorithms};
constexpr CipherFamily kChacha20{32, 32, 1, kChacha20Algorithm};

constexpr iana::Entry kRegistry[] = {IKEV2_IANA_ROWS(IKEV2_ENCR_IDS)};

/// Cipher Block Chaining: RFC 2451, 3602 and 4312. The IV is one block.
consteval Encr cbc(std::uint16_t id, std::size_t block_length, std::size_t default_key_length,
                   const CipherFamily* cipher) {
    return {.id = id,
            .name = registered_name(kRegistry, id),
            .block_length = block_length,
            .iv_length = block_length,
            .icv_length = 0,
            .salt_length = 0,
            .default_key_length = default_key_length,
            .mode = GCRY_CIPHER_MODE_CBC,
            .cipher = cipher};
}

/// Counter mode: RFC 5930 and 5529. The salt is the RFCs' nonce.
consteval Encr ctr(std::uint16_t id, const CipherFamily* cipher) {
    return {.id = id,
            .name = registered_name(kRegistry, id),
            .block_length = 1,
            .iv_length = 8,
            .icv_length = 0,
            .salt_length = 4,
            .default_key_length = 0,
            .mode = GCRY_CIPHER_MODE_CTR,
            .cipher = cipher};
}

/// AEADs: RFC 5282, 5529 and 7634.
consteval Encr aead(std::uint16_t id, std::size_t icv_length, std::size_t salt_length, int mode,
                    const CipherFamily* cipher, std::size_t default_key_length = 0) {
    return {.id = id,
            .name = registered_name(kRegistry, id),
            .block_length = 1,
            .iv_length = 8,
            .icv_length = icv_length,
            .salt_length = salt_length,
            .default_key_length = default_key_length,
            .mode = mode,
            .cipher = cipher};
}

constexpr Encr kNull{.id = ENCR_NULL,
                     .name = registered_name(kRegistry, ENCR_NULL),
                     .block_length = 1,
                     .iv_length = 0,
                     .icv_length = 0,
                     .salt_length = 0,
                     .default_key_length = 0,
                     .mode = GCRY_CIPHER_MODE_NONE,
                     .cipher = &kNoCipher};

constexpr Encr kEncrs[] = {
    cbc(ENCR_DES, 8, 8, &kDes),
    cbc(ENCR_3DES, 8, 24, &kTripleDes),
    cbc(ENCR_IDEA, 8, 16, &kIdea),
    cbc(ENCR_CAST, 8, 16, &kCast),
    cbc(ENCR_BLOWFISH, 8, 16, &kBlowfish),
    kNull,
    cbc(ENCR_AES_CBC, 16, 0, &kAes),
    ctr(ENCR_AES_CTR, &kAes),
    aead(ENCR_AES_CCM_8, 8, 3, GCRY_CIPHER_MODE_CCM, &kAes),
    aead(ENCR_AES_CCM_12, 12, 3, GCRY_CIPHER_MODE_CCM, &kAes),
    aead(ENCR_AES_CCM_16, 16, 3, GCRY_CIPHER_MODE_CCM, &kAes),
    aead(ENCR_AES_GCM_8, 8, 4, GCRY_CIPHER_MODE_GCM, &kAes),
    aead(ENCR_AES_GCM_12, 12, 4, GCRY_CIPHER_MODE_GCM, &kAes),
    aead(ENCR_AES_GCM_16, 16, 4, GCRY_CIPHER_MODE_GCM, &kAes),
    cbc(ENCR_CAMELLIA_CBC, 16, 0, &kCamellia),
    ctr(ENCR_CAMELLIA_CTR, &kCamellia),
    aead(ENCR_CAMELLIA_CCM_8, 8, 3, GCRY_CIPHER_MODE_CCM, &kCamellia),
    aead(ENCR_CAMELLIA_CCM_12, 12, 3, GCRY_CIPHER_MODE_CCM, &kCamellia),
    aead(ENCR_CAMELLIA_CCM_16, 16, 3, GCRY_CIPHER_MODE_CCM, &kCamellia),
    aead(ENCR_CHACHA20_POLY1305, 16, 4, GCRY_CIPHER_MODE_POLY1305, &kChacha20, 32),
};

constexpr std::size_t kMaxBlockLength = 16;

bool is_available(const Encr& encr) noexcept {
    const auto algorithms = encr.cipher->algorithms;
    return algorithms.empty() || gcry_cipher_test_algo(algorithms.front()) == 0;
}

void wipe(MutableOctets octets) noexcept {
    if (!octets.empty()) {
        explicit_bzero(octets.data(), octets.size());
    }
}

constinit SpareHandles<gcry_cipher_hd_t, CipherKind, gcry_cipher_close> spares;

}  // namespace

void give_back_cipher(gcry_cipher_hd_t handle, CipherKind kind) noexcept {
    spares.give_back(handle, kind);
}

void EncrKey::close_spares() noexcept {
    spares.close_all();
}

const Encr* find_encr(std::uint16_t id) noexcept {
    const auto* row = std::find_if(std::begin(kEncrs), std::end(kEncrs),
                                   [id](const Encr& encr) { return encr.id == id; });
    return row == std::end(kEncrs) || !is_available(*row) ? nullptr : row;
}

std::optional<std::size_t> sk_e_length(const Encr& encr, std::uint16_t key_bits) noexcept {
    const std::size_t key_length = key_bits == 0 ? encr.default_key_length : key_bits / 8U;
    if (key_bits % 8 != 0 || !encr.cipher->takes(key_length)) {
        return std::nullopt;
    }
    return key_length + encr.salt_length;
}

EncrKey::EncrKey(const Encr& encr, ReusedCipherHandle&& handle, Octets salt) noexcept
    : encr_(&encr), handle_(std::move(handle)) {
    std::copy(salt.begin(), salt.end(), salt_.begin());
}

EncrKey::~EncrKey() {
    wipe(salt_);
}

std::optional<EncrKey> EncrKey::make(const Encr& encr, Octets sk_e) {
    if (sk_e.size() < encr.salt_length || !encr.cipher->takes(sk_e.size() - encr.salt_length)) {
        return std::nullopt;
    }
    const Octets salt = sk_e.last(encr.salt_length);
    const Octets key = sk_e.first(sk_e.size() - encr.salt_length);
    if (encr.mode == GCRY_CIPHER_MODE_NONE) {
        return EncrKey(encr, {}, salt);
    }
    const CipherKind kind{encr.cipher->algorithm(key.size()), encr.mode};
    gcry_cipher_hd_t cipher = spares.take(kind);
    if (cipher == nullptr && gcry_cipher_open(&cipher, kind.algorithm, kind.mode, 0) != 0) {
        return std::nullopt;
    }
    ReusedCipherHandle handle(cipher, {kind});
    // A weak key was as good as any to those who chose it.
    if (gcry_cipher_ctl(cipher, GCRYCTL_SET_ALLOW_WEAK_KEY, nullptr, 1) != 0) {
        return std::nullopt;
    }
    const gcry_error_t error = gcry_cipher_setkey(cipher, key.data(), key.size());
    if (error != 0 && gcry_err_code(error) != GPG_ERR_WEAK_KEY) {
        return std::nullopt;
    }
    return EncrKey(encr, std::move(handle), salt);
}

bool EncrKey::start(Octets iv, Octets aad, std::size_t text_length) noexcept {
    gcry_cipher_hd_t cipher = handle_.get();
    if (gcry_cipher_reset(cipher) != 0) {
        return false;
    }
    if (encr_->mode == GCRY_CIPHER_MODE_CBC) {
        return gcry_cipher_setiv(cipher, iv.data(), iv.size()) == 0;
    }
    // The nonce of an AEAD is the salt, then the IV (RFC 5282, section 4; RFC 7634, section 2). The
    // counter block of CTR goes on with a block counter that starts at one (RFC 5930, section 2).
    std::array<std::uint8_t, kMaxBlockLength> block{};
    auto end = std::copy_n(salt_.begin(), encr_->salt_length, block.begin());
    end = std::copy(iv.begin(), iv.end(), end);
    if (encr_->mode == GCRY_CIPHER_MODE_CTR) {
        block.back() = 1;
        return gcry_cipher_setctr(cipher, block.data(), block.size()) == 0;
    }
    const auto nonce_length = static_cast<std::size_t>(end - block.begin());
    if (gcry_cipher_setiv(cipher, block.data(), nonce_length) != 0) {
        return false;
    }
    if (encr_->mode == GCRY_CIPHER_MODE_CCM) {
        std::uint64_t lengths[] = {text_length, aad.size(), encr_->icv_length};
        if (gcry_cipher_ctl(cipher, GCRYCTL_SET_CCM_LENGTHS, lengths, sizeof lengths) != 0) {
            return false;
        }
    }
    return aad.empty() || gcry_cipher_authenticate(cipher, aad.data(), aad.size()) == 0;
}

bool EncrKey::fits(Octets iv, Octets aad, Octets input, Octets icv,
                   MutableOctets output) const noexcept {
    return iv.size() == encr_->iv_length && icv.size() == encr_->icv_length &&
           (aad.empty() || encr_->is_aead()) && input.size() % encr_->block_length == 0 &&
           input.size() == output.size();
}

bool EncrKey::open(Octets iv, Octets aad, Octets ciphertext, Octets icv,
                   MutableOctets plaintext) noexcept {
    bool done = fits(iv, aad, ciphertext, icv, plaintext);
    if (done && handle_ == nullptr) {
        std::copy(ciphertext.begin(), ciphertext.end(), plaintext.begin());
        return true;
    }
    gcry_cipher_hd_t cipher = handle_.get();
    done = done && start(iv, aad, ciphertext.size()) &&
           (ciphertext.empty() || gcry_cipher_decrypt(cipher, plaintext.data(), plaintext.size(),
                                                      ciphertext.data(), ciphertext.size()) == 0) &&
           (icv.empty() || gcry_cipher_checktag(cipher, icv.data(), icv.size()) == 0);
    if (!done) {
        wipe(plaintext);
    }
    return done;
}

bool EncrKey::seal(Octets iv, Octets aad, Octets plaintext, MutableOctets ciphertext,
                   MutableOctets icv) noexcept {
    bool done = fits(iv, aad, plaintext, icv, ciphertext);
    if (done && handle_ == nullptr) {
        std::copy(plaintext.begin(), plaintext.end(), ciphertext.begin());
        return true;
    }
    gcry_cipher_hd_t cipher = handle_.get();
    done = done && start(iv, aad, plaintext.size()) &&
           (plaintext.empty() || gcry_cipher_encrypt(cipher, ciphertext.data(), ciphertext.size(),
                                                     plaintext.data(), plaintext.size()) == 0) &&
           (icv.empty() || gcry_cipher_gettag(cipher, icv.data(), icv.size()) == 0);
    if (!done) {
        wipe(ciphertext);
        wipe(icv);
    }
    return done;
}

}  // namespace ikev2::crypto
