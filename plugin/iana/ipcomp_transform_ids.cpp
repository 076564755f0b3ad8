// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/ipcomp_transform_ids.h"

namespace ikev2::iana::ipcomp {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_IPCOMP_TRANSFORM_IDS)};
}  // namespace

const Registry registry{"IKEv2 Notification IPCOMP Transform IDs (Value 16387)", rows};

}  // namespace ikev2::iana::ipcomp
