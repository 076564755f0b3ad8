// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/ts_types.h"

namespace ikev2::iana::ts {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_TS_TYPES)};
}  // namespace

const Registry registry{"IKEv2 Traffic Selector Types", rows};

}  // namespace ikev2::iana::ts
