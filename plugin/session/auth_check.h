// Checking AUTH payloads (RFC 7296, sections 2.15 and 2.16).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "keyfile/origin.h"
#include "keyfile/secret_kind.h"
#include "keyfile/store.h"
#include "plugin/crypto/auth.h"
#include "plugin/ike/payload_auth.h"
#include "plugin/ike/payload_cert.h"
#include "plugin/session/certificate_file.h"
#include "plugin/session/ike_sa.h"
#include "plugin/session/message_view.h"

namespace ikev2::session {

/// An AUTH payload, and what of its message and of those before bears on it.
struct AuthInput {
    ike::Authentication auth;
    std::optional<ike::Certificate> certificate;  ///< the message's first CERT payload
    bool after_eap = false;                       ///< an EAP method has ended
    crypto::SharedKeyPads* pads = nullptr;        ///< saves time where it is not null
};

/// What checking an AUTH payload came to.
struct AuthVerdict {
    AuthStatus status = AuthStatus::not_checked;
    AuthReason reason = AuthReason::none;
    const char* kind = nullptr;  ///< keyword of the secret's line
    keyfile::Origin origin;      ///< line that verified it, or that was tried first
    std::string by;              ///< the same if it is no line: `key of certificate "CN=hub"`
    std::uint32_t tried = 0;     ///< how many secrets or keys were tried
    const keyfile::PpkEntry* ppk = nullptr;  ///< that SK_p was mixed with; belongs to the store
};

/// Checks the AUTH payload that `sender` sent: a MIC with the MSKs or PSKs of `store`, one by NULL
/// authentication or of a resumed IKE SA with SK_pi or SK_pr, a signature with the key of the
/// message's certificate or, if that gives none, with those of `certificates`. If both sides may
/// have used a PPK, those of `store` with its PPK_ID are tried (RFC 8784).
[[nodiscard]] AuthVerdict check_auth(const IkeSa& sa, Sender sender, const AuthInput& input,
                                     const keyfile::Store& store,
                                     const CertificateFile& certificates);

/// Checks the Authentication Data of a NO_PPK_AUTH notification, that of the AUTH payload of
/// `input` "computed ... without using PPK" (RFC 8784, section 3); `auth` is what check_auth said
/// of that payload.
[[nodiscard]] AuthStatus check_no_ppk_auth(const IkeSa& sa, Sender sender, AuthInput input,
                                           Octets data, const AuthVerdict& auth,
                                           const keyfile::Store& store,
                                           const CertificateFile& certificates);

}  // namespace ikev2::session
