// IKEv2 Traffic Selector Types (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_TS_TYPES(VALUE, RANGE)                               \
    RANGE(0, 6, "Reserved", "RFC 7296")                            \
    VALUE(TS_IPV4_ADDR_RANGE, 7, "TS_IPV4_ADDR_RANGE", "RFC 7296") \
    VALUE(TS_IPV6_ADDR_RANGE, 8, "TS_IPV6_ADDR_RANGE", "RFC 7296") \
    VALUE(TS_FC_ADDR_RANGE, 9, "TS_FC_ADDR_RANGE", "RFC 4595")     \
    VALUE(TS_SECLABEL, 10, "TS_SECLABEL", "RFC 9478")              \
    RANGE(241, 255, "Private use", "RFC 7296")

namespace ikev2::iana::ts {

enum Type : std::uint8_t { IKEV2_IANA_CONSTANTS(IKEV2_TS_TYPES) };

extern const Registry registry;

}  // namespace ikev2::iana::ts
