// Integrity algorithms (Transform Type 3).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/crypto/mac.h"

namespace ikev2::crypto {

/// One integrity algorithm. Lengths are in octets.
struct Integ {
    std::uint16_t id;        ///< Transform ID
    const char* name;        ///< the IANA registry's name
    std::size_t key_length;  ///< of SK_ai and SK_ar
    std::size_t icv_length;  ///< of the Integrity Checksum Data of an SK payload
    int mac;                 ///< the MAC of which the ICV is the start, as Mac::make takes it
};

/// The integrity algorithm with Transform ID `id`, or null if it is not supported.
[[nodiscard]] const Integ* find_integ(std::uint16_t id) noexcept;

/// SK_ai or SK_ar, ready to check messages. Owns its libgcrypt handle, which serves every message
/// in turn; not for two threads at once. `integ` must outlive it (rows of find_integ do).
class IntegKey {
  public:
    /// Nothing if `sk_a` has not integ.key_length octets or libgcrypt failed.
    [[nodiscard]] static std::optional<IntegKey> make(const Integ& integ, Octets sk_a);

    [[nodiscard]] const Integ& integ() const noexcept { return *integ_; }

    /// True if `icv` is the ICV of `data`, the pieces taken as one string. Constant time in the
    /// octets of `icv`. False also if `icv` has not icv_length octets.
    [[nodiscard]] bool verify(std::initializer_list<Octets> data, Octets icv) noexcept;

    /// out = the ICV of `data`; `out` must have icv_length octets, else false.
    [[nodiscard]] bool compute(std::initializer_list<Octets> data, MutableOctets out) noexcept;

  private:
    IntegKey(const Integ& integ, Mac&& mac) noexcept;

    const Integ* integ_;
    Mac mac_;
};

}  // namespace ikev2::crypto
