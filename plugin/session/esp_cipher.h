// Opening the ESP packets of one direction of a CHILD_SA.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/base/secret.h"
#include "plugin/crypto/encr.h"
#include "plugin/crypto/integ.h"
#include "plugin/session/esp_suite.h"

namespace ikev2::session {

enum class EspResult : std::uint8_t {
    opened,
    unverified,         ///< decrypted by an algorithm without integrity check
    too_short,          ///< no room for IV, Pad Length, Next Header and ICV
    not_block_aligned,  ///< the ciphertext is not a multiple of the cipher's block
    bad_icv,            ///< the integrity check failed; nothing was decrypted
};

/// The keys of one direction, ready for use. Not for two threads at once.
class EspCipher {
  public:
    /// `encr_key` ends with the salt or nonce; `integ_key` is empty with an AEAD. Nothing if a key
    /// has not the length that the suite asks for, or libgcrypt failed.
    [[nodiscard]] static std::optional<EspCipher> make(const EspSuite& suite, Octets encr_key,
                                                       Octets integ_key);

    [[nodiscard]] const EspSuite& suite() const noexcept { return suite_; }

    /// The keys, as make() took them.
    [[nodiscard]] Octets encr_key() const noexcept { return encr_key_; }
    [[nodiscard]] Octets integ_key() const noexcept { return integ_key_; }

    /// Checks the ICV of a whole ESP packet, from its SPI to its ICV, and then decrypts it to the
    /// start of `plaintext`, which has at least as many octets as the
    /// ciphertext. `esn_high` are the
    /// high-order 32 bits of the sequence number, which the packet does not carry; they count only
    /// with Extended Sequence Numbers.
    [[nodiscard]] EspResult open(Octets packet, std::uint32_t esn_high, MutableOctets plaintext);

  private:
    EspCipher(const EspSuite& suite, crypto::EncrKey&& encr) noexcept
        : suite_(suite), encr_(std::move(encr)) {}

    struct Parts;
    [[nodiscard]] bool open_aead(Octets packet, const Parts& parts, std::uint32_t esn_high,
                                 MutableOctets plaintext);

    EspSuite suite_;
    crypto::EncrKey encr_;
    std::optional<crypto::IntegKey> integ_;  ///< none with an AEAD
    Secret encr_key_;
    Secret integ_key_;
};

}  // namespace ikev2::session
