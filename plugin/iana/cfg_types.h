// IKEv2 Configuration Payload CFG Types (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_CFG_TYPES(VALUE, RANGE)                \
    RANGE(0, 0, "Reserved", "RFC 7296")              \
    VALUE(CFG_REQUEST, 1, "CFG_REQUEST", "RFC 7296") \
    VALUE(CFG_REPLY, 2, "CFG_REPLY", "RFC 7296")     \
    VALUE(CFG_SET, 3, "CFG_SET", "RFC 7296")         \
    VALUE(CFG_ACK, 4, "CFG_ACK", "RFC 7296")         \
    RANGE(128, 255, "Private use", "RFC 7296")

namespace ikev2::iana::cfg {

enum Type : std::uint8_t { IKEV2_IANA_CONSTANTS(IKEV2_CFG_TYPES) };

extern const Registry registry;

}  // namespace ikev2::iana::cfg
