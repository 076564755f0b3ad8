// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/secure_password_methods.h"

namespace ikev2::iana::secure_password {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_SECURE_PASSWORD_METHODS)};
}  // namespace

const Registry registry{"IKEv2 Secure Password Methods", rows};

}  // namespace ikev2::iana::secure_password
