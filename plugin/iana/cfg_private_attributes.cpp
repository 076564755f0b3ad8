// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/cfg_private_attributes.h"

namespace ikev2::iana::cfg_attribute {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_CFG_PRIVATE_ATTRIBUTES)};
}  // namespace

const Registry private_use{"IKEv2 Configuration Payload Attribute Types for private use", rows};

}  // namespace ikev2::iana::cfg_attribute
