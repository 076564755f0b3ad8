// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/id_types.h"

namespace ikev2::iana::id {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_ID_TYPES)};
}  // namespace

const Registry registry{"IKEv2 Identification Payload ID Types", rows};

}  // namespace ikev2::iana::id
