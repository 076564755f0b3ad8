// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/cfg_types.h"

namespace ikev2::iana::cfg {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_CFG_TYPES)};
}  // namespace

const Registry registry{"IKEv2 Configuration Payload CFG Types", rows};

}  // namespace ikev2::iana::cfg
