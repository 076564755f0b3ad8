// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/gateway_identity_types.h"

namespace ikev2::iana::gateway {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_GATEWAY_IDENTITY_TYPES)};
}  // namespace

const Registry registry{"IKEv2 Gateway Identity Types", rows};

}  // namespace ikev2::iana::gateway
