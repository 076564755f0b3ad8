// From g^ir to the keys of an IKE SA and of its CHILD_SAs (RFC 7296, sections 2.13 to 2.18).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/base/secret.h"
#include "plugin/base/spi.h"
#include "plugin/crypto/prf.h"

namespace ikev2::crypto {

// All lengths are in octets. Ni and Nr are the Nonce Data, without payload headers. Every function
// returns nothing if libgcrypt failed or more key material was asked for than prf+ gives.

/// Lengths of the keys of an IKE SA.
struct SkLengths {
    std::size_t d;  ///< SK_d: the PRF's preferred key length
    std::size_t a;  ///< SK_ai, SK_ar: 0 with an AEAD
    std::size_t e;  ///< SK_ei, SK_er: the salt included
    std::size_t p;  ///< SK_pi, SK_pr: as SK_d
};

/// The keys of an IKE SA (RFC 7296, section 2.14).
struct SkKeys {
    Secret d, ai, ar, ei, er, pi, pr;
};

/// SKEYSEED = prf(Ni | Nr, g^ir): RFC 7296, section 2.14. With AES-XCBC and AES-CMAC only the first
/// 64 bits of Ni and of Nr are the key.
[[nodiscard]] std::optional<Secret> derive_skeyseed(const Prf& prf, Octets ni, Octets nr,
                                                    Octets g_ir);

/// SKEYSEED = prf(SK_d (old), g^ir (new) | Ni | Nr), with the old IKE SA's PRF and the new nonces:
/// RFC 7296, section 2.18. The same function serves each additional key exchange, with SK_d(n-1)
/// and SK(n) (RFC 9370, section 2.2.2). `additional_ke` is SK(1) | ... | SK(n) when the IKE SA was
/// rekeyed with additional key exchanges (RFC 9370, section 2.2.4).
[[nodiscard]] std::optional<Secret> derive_rekeyed_skeyseed(const Prf& old_prf, Octets old_sk_d,
                                                            Octets g_ir, Octets ni, Octets nr,
                                                            Octets additional_ke = {});

/// {SK_d | SK_ai | SK_ar | SK_ei | SK_er | SK_pi | SK_pr} = prf+(SKEYSEED, Ni | Nr | SPIi | SPIr):
/// RFC 7296, section 2.14.
[[nodiscard]] std::optional<SkKeys> derive_sk(const Prf& prf, Octets skeyseed, Octets ni, Octets nr,
                                              const SpiPair& spis, const SkLengths& lengths);

/// SKEYSEED = prf(SK_d (old), "Resumption" | Ni | Nr), with the PRF of the IKE SA that is resumed
/// (RFC 5723, section 5.1).
[[nodiscard]] std::optional<Secret> derive_resumed_skeyseed(const Prf& prf, Octets old_sk_d,
                                                            Octets ni, Octets nr);

/// prf+(PPK, key), as long as the PRF's preferred key: of SK_d, SK_pi and SK_pr the keys that are
/// used instead (RFC 8784, section 3); of SK_d also the SKEYSEED after an IKE_INTERMEDIATE exchange
/// with a PPK (RFC 9867, section 3.1.1).
[[nodiscard]] std::optional<Secret> derive_with_ppk(const Prf& prf, Octets ppk, Octets key);

/// KEYMAT = prf+(SK_d, g^ir (new) | Ni | Nr): RFC 7296, section 2.17. `g_ir` is empty when the
/// CHILD_SA had no key exchange of its own. `additional_ke` as above.
[[nodiscard]] std::optional<Secret> derive_keymat(const Prf& prf, Octets sk_d, Octets g_ir,
                                                  Octets ni, Octets nr, std::size_t length,
                                                  Octets additional_ke = {});

}  // namespace ikev2::crypto
