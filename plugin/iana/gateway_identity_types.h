// IKEv2 Gateway Identity Types (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_GATEWAY_IDENTITY_TYPES(VALUE, RANGE)                        \
    RANGE(0, 0, "Reserved", "RFC 5685")                                   \
    VALUE(IPV4_ADDRESS, 1, "IPv4 address of the VPN gateway", "RFC 5685") \
    VALUE(IPV6_ADDRESS, 2, "IPv6 address of the VPN gateway", "RFC 5685") \
    VALUE(FQDN, 3, "FQDN of the VPN gateway", "RFC 5685")                 \
    RANGE(241, 255, "Private use", "RFC 5685")

namespace ikev2::iana::gateway {

enum Type : std::uint8_t { IKEV2_IANA_CONSTANTS(IKEV2_GATEWAY_IDENTITY_TYPES) };

extern const Registry registry;

}  // namespace ikev2::iana::gateway
