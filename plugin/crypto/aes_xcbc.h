// AES-XCBC-MAC (RFC 3566), built on libgcrypt's AES.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/crypto/handles.h"

namespace ikev2::crypto {

/// AES-XCBC-MAC with its key (RFC 3566, section 4), not truncated.
class AesXcbc {
  public:
    static constexpr std::size_t kBlockLength = 16;

    /// Nothing if `key` has not 16 octets or libgcrypt failed.
    [[nodiscard]] static std::optional<AesXcbc> make(Octets key) noexcept;

    /// out = the first out.size() octets, at most 16, of the MAC of `data`, the pieces taken as one
    /// string. False: `out` is longer, or libgcrypt failed. No allocation.
    [[nodiscard]] bool compute(std::initializer_list<Octets> data, MutableOctets out) noexcept;

    AesXcbc(AesXcbc&&) noexcept = default;
    AesXcbc& operator=(AesXcbc&&) noexcept = default;
    AesXcbc(const AesXcbc&) = delete;
    AesXcbc& operator=(const AesXcbc&) = delete;
    ~AesXcbc();

  private:
    using Block = std::array<std::uint8_t, kBlockLength>;
    AesXcbc() noexcept = default;

    CipherHandle cbc_mac_;  ///< CBC-MAC under K1
    Block k2_{};            ///< for a last block that is full
    Block k3_{};            ///< for a last block that was padded
};

}  // namespace ikev2::crypto
