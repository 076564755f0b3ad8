// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/notify_private_types.h"

namespace ikev2::iana::notify {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_NOTIFY_PRIVATE_TYPES)};
}  // namespace

const Registry private_use{"IKEv2 Notify Message Types for private use", rows};

}  // namespace ikev2::iana::notify
