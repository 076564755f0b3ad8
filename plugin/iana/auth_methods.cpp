// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/auth_methods.h"

namespace ikev2::iana::auth {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_AUTH_METHODS)};
}  // namespace

const Registry registry{"IKEv2 Authentication Method", rows};

}  // namespace ikev2::iana::auth
