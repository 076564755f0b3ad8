// Post-quantum preshared keys (RFC 8784, RFC 9867).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include "keyfile/store.h"
#include "plugin/base/octets.h"
#include "plugin/ike/payload.h"
#include "plugin/session/ike_sa.h"

namespace ikev2::session {

/// The PPK lines of `store` for a PPK_ID, type and all.
[[nodiscard]] std::vector<const keyfile::PpkEntry*> ppks_of(const keyfile::Store& store,
                                                            Octets ppk_id);

/// The PPK_ID of a PPK_IDENTITY notification; empty if `payload` is another one.
[[nodiscard]] Octets ppk_identity(const ike::Payload& payload, Octets payloads) noexcept;

/// Whether a PPK was mixed into the keys of the IKE SA, as it is to be into those that follow.
[[nodiscard]] inline bool has_mixed_ppk(const IkeSa& sa) noexcept {
    return sa.ppk && !sa.ppk->mixed.empty();
}

/// SK_d = prf+(PPK, SK_d'), and likewise SK_pi and SK_pr (RFC 8784, section 3). Keys that are not
/// known stay unknown.
void mix_ppk(IkeSa& sa, Octets ppk);

}  // namespace ikev2::session
