// Hash algorithms that signatures name.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/crypto/oid.h"

namespace ikev2::crypto {

/// One hash algorithm.
struct Hash {
    int id;              ///< GCRY_MD_*
    const char* name;    ///< as RFC 8017 writes it
    std::size_t length;  ///< of its output, in octets
    Oid oid;
};

/// The hash algorithm by its OBJECT IDENTIFIER's value, or by its GCRY_MD_* number; null if it is
/// not supported, here or by libgcrypt as it is set up (FIPS mode has no MD5).
[[nodiscard]] const Hash* find_hash(Octets oid) noexcept;
[[nodiscard]] const Hash* find_hash(int id) noexcept;

/// The output of a hash algorithm.
class Digest {
  public:
    static constexpr std::size_t kMaxLength = 64;

    /// The hash of `data`, at most four pieces, taken as one string. Nothing if libgcrypt failed.
    [[nodiscard]] static std::optional<Digest> make(const Hash& hash,
                                                    std::initializer_list<Octets> data) noexcept;

    [[nodiscard]] Octets octets() const noexcept { return Octets(octets_).first(length_); }
    [[nodiscard]] bool equals(Octets other) const noexcept;

  private:
    explicit Digest(std::size_t length) noexcept : length_(length) {}

    std::array<std::uint8_t, kMaxLength> octets_{};
    std::size_t length_;
};

}  // namespace ikev2::crypto
