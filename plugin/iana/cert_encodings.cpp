// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/cert_encodings.h"

namespace ikev2::iana::cert {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_CERT_ENCODINGS)};
}  // namespace

const Registry registry{"IKEv2 Certificate Encodings", rows};

}  // namespace ikev2::iana::cert
