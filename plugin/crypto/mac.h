// Message authentication codes, which the PRFs and the integrity algorithms share.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gcrypt.h>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <variant>

#include "plugin/base/octets.h"
#include "plugin/crypto/aes_xcbc.h"
#include "plugin/crypto/handles.h"

namespace ikev2::crypto {

/// In place of a GCRY_MAC_* number: AES-XCBC (RFC 3566), which libgcrypt does not have.
inline constexpr int kMacAesXcbc = GCRY_MAC_NONE;

/// The output of the longest MAC, HMAC-SHA2-512, in octets.
inline constexpr std::size_t kMaxMacLength = 64;

/// A MAC with its key. Owns its libgcrypt handle, which serves every message in turn.
class Mac {
  public:
    /// `algorithm` is a GCRY_MAC_* number or kMacAesXcbc. Nothing if `key` has a length that the
    /// algorithm does not take (HMAC takes any, AES-CMAC those of AES, AES-XCBC 16 octets) or
    /// libgcrypt failed.
    [[nodiscard]] static std::optional<Mac> make(int algorithm, Octets key) noexcept;

    /// out = the first out.size() octets of the MAC of `data`, the pieces taken as one string.
    /// False, with `out` zeroed: the MAC is shorter than `out`, or libgcrypt failed. No
    /// allocation but the one that libgcrypt makes for an HMAC.
    [[nodiscard]] bool compute(std::initializer_list<Octets> data, MutableOctets out) noexcept;

    /// Closes the handles that wait for their next key. Until then they hold the last one.
    static void close_spares() noexcept;

  private:
    using Implementation = std::variant<MacHandle, AesXcbc>;
    explicit Mac(Implementation&& implementation) noexcept;

    Implementation implementation_;
};

}  // namespace ikev2::crypto
