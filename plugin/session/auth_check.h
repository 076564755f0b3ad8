// Checking AUTH payloads (RFC 7296, sections 2.15 and 2.16).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "keyfile/origin.h"
#include "keyfile/secret_kind.h"
#include "keyfile/store.h"
#include "plugin/ike/payload_auth.h"
#include "plugin/session/ike_sa.h"
#include "plugin/session/message_view.h"

namespace ikev2::session {

/// What checking an AUTH payload came to.
struct AuthVerdict {
    AuthStatus status = AuthStatus::not_checked;
    AuthReason reason = AuthReason::none;
    const char* kind = nullptr;  ///< keyword of the secret's line
    keyfile::Origin origin;      ///< line that verified it, or that was tried first
    std::uint32_t tried = 0;     ///< how many secrets were tried
};

/// Checks the AUTH payload that `sender` sent with the shared secrets of `store`: with MSKs if
/// `after_eap`, otherwise with PSKs.
[[nodiscard]] AuthVerdict check_auth(const IkeSa& sa, Sender sender,
                                     const ike::Authentication& auth, bool after_eap,
                                     const keyfile::Store& store);

}  // namespace ikev2::session
