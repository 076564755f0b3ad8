// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/security_protocols.h"

namespace ikev2::iana::protocol {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_SECURITY_PROTOCOLS)};
}  // namespace

const Registry registry{"IKEv2 Security Protocol Identifiers", rows};

}  // namespace ikev2::iana::protocol
