// Encryption algorithms (Transform Type 1).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/crypto/handles.h"

namespace ikev2::crypto {

struct CipherFamily;

/// One encryption algorithm. Lengths are in octets.
struct Encr {
    std::uint16_t id;                ///< Transform ID
    const char* name;                ///< the IANA registry's name
    std::size_t block_length;        ///< the ciphertext is a multiple of it; 1: of any length
    std::size_t iv_length;           ///< of the IV field of an SK payload
    std::size_t icv_length;          ///< of an AEAD's ICV; 0: not an AEAD
    std::size_t salt_length;         ///< what follows the key in SK_e: an AEAD's salt, CTR's nonce
    std::size_t default_key_length;  ///< without Key Length attribute; 0: the attribute is required
    int mode;                        ///< GCRY_CIPHER_MODE_*
    const CipherFamily* cipher;      ///< key sizes and libgcrypt's ciphers

    [[nodiscard]] constexpr bool is_aead() const noexcept { return icv_length != 0; }
};

/// The encryption algorithm with Transform ID `id`, or null if it is not supported.
[[nodiscard]] const Encr* find_encr(std::uint16_t id) noexcept;

/// Octets of SK_ei and of SK_er, the salt included, for the Key Length attribute `key_bits`; 0
/// stands for no attribute. Nothing if the cipher has no such key, or needs the attribute. A
/// cipher with one key size accepts the attribute if it says that size.
[[nodiscard]] std::optional<std::size_t> sk_e_length(const Encr& encr,
                                                     std::uint16_t key_bits) noexcept;

/// SK_ei or SK_er, ready to open messages. Owns its libgcrypt handle, which serves every message
/// in turn; not for two threads at once. `encr` must outlive it (rows of find_encr do).
class EncrKey {
  public:
    /// `sk_e` is the key, then the salt. Nothing if no key size of the cipher fits it, or libgcrypt
    /// failed. Weak keys are taken.
    [[nodiscard]] static std::optional<EncrKey> make(const Encr& encr, Octets sk_e);

    [[nodiscard]] const Encr& encr() const noexcept { return *encr_; }

    /// Decrypts `ciphertext` (padding and Pad Length included) to `plaintext`, which must be as
    /// long and may be the same memory. `iv` has iv_length octets, `icv` has icv_length. An AEAD
    /// checks `icv` over `aad` and `ciphertext`; otherwise `aad` must be empty. No allocation.
    /// False, with `plaintext` zeroed: a length is wrong, the ICV is, or libgcrypt failed.
    [[nodiscard]] bool open(Octets iv, Octets aad, Octets ciphertext, Octets icv,
                            MutableOctets plaintext) noexcept;

    /// Encrypts `plaintext`; lengths and errors as for open. An AEAD writes `icv`.
    [[nodiscard]] bool seal(Octets iv, Octets aad, Octets plaintext, MutableOctets ciphertext,
                            MutableOctets icv) noexcept;

    /// Closes the handles that wait for their next key. Until then they hold the last one.
    static void close_spares() noexcept;

    EncrKey(EncrKey&&) noexcept = default;
    EncrKey& operator=(EncrKey&&) noexcept = default;
    EncrKey(const EncrKey&) = delete;
    EncrKey& operator=(const EncrKey&) = delete;
    ~EncrKey();

  private:
    EncrKey(const Encr& encr, ReusedCipherHandle&& handle, Octets salt) noexcept;

    [[nodiscard]] bool fits(Octets iv, Octets aad, Octets input, Octets icv,
                            MutableOctets output) const noexcept;
    [[nodiscard]] bool start(Octets iv, Octets aad, std::size_t text_length) noexcept;

    const Encr* encr_;
    ReusedCipherHandle handle_;  ///< null for ENCR_NULL
    std::array<std::uint8_t, 4> salt_{};
};

}  // namespace ikev2::crypto
