// Pseudorandom functions (Transform Type 2) and prf+.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/crypto/mac.h"

namespace ikev2::crypto {

/// One pseudorandom function. Lengths are in octets.
struct Prf {
    std::uint16_t id;           ///< Transform ID
    const char* name;           ///< the IANA registry's name
    std::size_t output_length;  ///< of prf(K, S)
    std::size_t key_length;     ///< the preferred key length: that of SK_d, SK_pi and SK_pr

    /// Octets of Ni and of Nr that key the prf for SKEYSEED; 0 stands for all of them
    /// (RFC 7296, section 2.14: 8 for AES-XCBC and AES-CMAC).
    std::size_t skeyseed_nonce_length;

    /// The one key length of the MAC underneath, or 0 if it takes a key of any length. A key of
    /// another length is replaced by its MAC under the zero key (RFC 4615, section 3), or, where it
    /// is shorter and `pads_short_key`, padded with zeros (RFC 4434, section 2).
    std::size_t fixed_key_length;
    bool pads_short_key;

    int mac;  ///< the MAC underneath, as Mac::make takes it
};

/// The pseudorandom function with Transform ID `id`, or null if it is not supported.
[[nodiscard]] const Prf* find_prf(std::uint16_t id) noexcept;

/// The MAC underneath with `key`, of any length: prf(key, data) is its MAC of `data`. Nothing if
/// libgcrypt failed.
[[nodiscard]] std::optional<Mac> keyed_prf(const Prf& prf, Octets key) noexcept;

/// out = prf(key, data): RFC 7296, section 2.13. `data` is what the RFC writes joined by "|"; `key`
/// may have any length; `out` must have prf.output_length octets. False, with `out` zeroed: `out`
/// has another length, or libgcrypt failed.
[[nodiscard]] bool compute_prf(const Prf& prf, Octets key, std::initializer_list<Octets> data,
                               MutableOctets out) noexcept;

/// out = the first out.size() octets of prf+(key, seed): RFC 7296, section 2.13. False, with `out`
/// zeroed: more than 255 blocks of output were asked for, or libgcrypt failed.
[[nodiscard]] bool prf_plus(const Prf& prf, Octets key, Octets seed, MutableOctets out);

}  // namespace ikev2::crypto
