// Opening Encrypted payloads of one direction of an IKE SA.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/base/secret.h"
#include "plugin/crypto/encr.h"
#include "plugin/crypto/integ.h"
#include "plugin/session/cipher_pool.h"
#include "plugin/session/suite.h"

namespace ikev2::session {

/// Where the Encrypted payload of a message lies, in octets from the message's start.
struct SkLocation {
    std::uint32_t body = 0;  ///< behind the generic payload header, and an SKF's fragment header
    std::uint32_t end = 0;   ///< end of the payload, which is the end of the message
};

enum class OpenResult : std::uint8_t {
    opened,
    too_short,          ///< no room for the Initialization Vector and the ICV
    not_block_aligned,  ///< the ciphertext is not a multiple of the cipher's block
    bad_icv,            ///< the integrity check failed; nothing was decrypted
};

/// SK_e and SK_a of one direction, ready for use (RFC 7296, section 3.14; RFC 5282 for an AEAD).
/// Owns the keys; libgcrypt's handles are in the CipherPool, as long as they are used.
class SkCipher {
  public:
    /// Nothing if a key has not the length that `suite` asks for.
    [[nodiscard]] static std::optional<SkCipher> make(const Suite& suite, Octets sk_e, Octets sk_a);

    /// Checks the ICV of the Encrypted payload at `where` in `message`, which begins with the
    /// first SPI octet and must hold the payload whole; and then decrypts it to the start of
    /// `plaintext`. `plaintext` has at least ciphertext_length() octets.
    [[nodiscard]] OpenResult open(Octets message, SkLocation where,
                                  MutableOctets plaintext) noexcept;

    /// Octets of the ciphertext, and so of the plaintext with its padding, at `where`.
    [[nodiscard]] std::uint32_t ciphertext_length(SkLocation where) const noexcept;

    [[nodiscard]] std::uint32_t iv_length() const noexcept;
    [[nodiscard]] std::uint32_t icv_length() const noexcept;

    SkCipher(SkCipher&& other) noexcept;
    SkCipher& operator=(SkCipher&&) = delete;
    SkCipher(const SkCipher&) = delete;
    SkCipher& operator=(const SkCipher&) = delete;
    ~SkCipher();

  private:
    SkCipher(const crypto::Encr& encr, const crypto::Integ* integ, Secret sk_e, Octets sk_a);

    [[nodiscard]] OpenedKeys* handles() noexcept;

    const crypto::Encr* encr_;
    const crypto::Integ* integ_;  ///< null with an AEAD
    Secret sk_e_;
    Secret sk_a_;
    std::uint64_t owner_;  ///< in the CipherPool; 0 when moved from
};

}  // namespace ikev2::session
