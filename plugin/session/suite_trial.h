// The algorithms of an IKE SA whose negotiation is not in the capture.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "plugin/base/octets.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/suite.h"

namespace ikev2::session {

struct IkeSa;

/// All suites whose SK_e* have `sk_e_length` octets and whose SK_a* have `sk_a_length` (0 for an
/// AEAD), AES-CBC before other ciphers. The PRF is not among what such keys tell. They are few, so
/// that the one can be found by the integrity check of a message and by holds_payloads.
[[nodiscard]] std::vector<Suite> suites_with(std::size_t sk_e_length, std::size_t sk_a_length);

/// The PRF of an IKE SA; if its negotiation is not in the capture, all whose SK_d has as many
/// octets as the one that is known.
[[nodiscard]] std::vector<const crypto::Prf*> prfs_of(const IkeSa& sa);

/// Whether `plaintext` is payloads, Padding and Pad Length, as far as that can be told of a
/// fragment. The integrity check of a suite without AEAD covers the ciphertext, so it does not tell
/// with which cipher that was made.
[[nodiscard]] bool holds_payloads(Octets plaintext, const Encrypted& encrypted) noexcept;

}  // namespace ikev2::session
