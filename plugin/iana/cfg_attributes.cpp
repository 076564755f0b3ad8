// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/cfg_attributes.h"

#include "plugin/iana/cfg_private_attributes.h"

namespace ikev2::iana::cfg_attribute {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_CFG_ATTRIBUTES)};
}  // namespace

const Registry registry{"IKEv2 Configuration Payload Attribute Types", rows};

const char* name(std::uint16_t type, const char* otherwise) noexcept {
    return name_in(registry, private_use, type, otherwise);
}

}  // namespace ikev2::iana::cfg_attribute
