// IKEv2 Configuration Payload Attribute Types (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_CFG_ATTRIBUTES(VALUE, RANGE)                                                    \
    RANGE(0, 0, "Reserved", "RFC 7296")                                                       \
    VALUE(INTERNAL_IP4_ADDRESS, 1, "INTERNAL_IP4_ADDRESS", "RFC 7296")                        \
    VALUE(INTERNAL_IP4_NETMASK, 2, "INTERNAL_IP4_NETMASK", "RFC 7296")                        \
    VALUE(INTERNAL_IP4_DNS, 3, "INTERNAL_IP4_DNS", "RFC 7296")                                \
    VALUE(INTERNAL_IP4_NBNS, 4, "INTERNAL_IP4_NBNS", "RFC 7296")                              \
    RANGE(5, 5, "Reserved", "RFC 7296")                                                       \
    VALUE(INTERNAL_IP4_DHCP, 6, "INTERNAL_IP4_DHCP", "RFC 7296")                              \
    VALUE(APPLICATION_VERSION, 7, "APPLICATION_VERSION", "RFC 7296")                          \
    VALUE(INTERNAL_IP6_ADDRESS, 8, "INTERNAL_IP6_ADDRESS", "RFC 7296")                        \
    RANGE(9, 9, "Reserved", "RFC 7296")                                                       \
    VALUE(INTERNAL_IP6_DNS, 10, "INTERNAL_IP6_DNS", "RFC 7296")                               \
    RANGE(11, 11, "Reserved", "RFC 7296")                                                     \
    VALUE(INTERNAL_IP6_DHCP, 12, "INTERNAL_IP6_DHCP", "RFC 7296")                             \
    VALUE(INTERNAL_IP4_SUBNET, 13, "INTERNAL_IP4_SUBNET", "RFC 7296")                         \
    VALUE(SUPPORTED_ATTRIBUTES, 14, "SUPPORTED_ATTRIBUTES", "RFC 7296")                       \
    VALUE(INTERNAL_IP6_SUBNET, 15, "INTERNAL_IP6_SUBNET", "RFC 7296")                         \
    VALUE(MIP6_HOME_PREFIX, 16, "MIP6_HOME_PREFIX", "RFC 5026")                               \
    VALUE(INTERNAL_IP6_LINK, 17, "INTERNAL_IP6_LINK", "RFC 5739")                             \
    VALUE(INTERNAL_IP6_PREFIX, 18, "INTERNAL_IP6_PREFIX", "RFC 5739")                         \
    VALUE(HOME_AGENT_ADDRESS, 19, "HOME_AGENT_ADDRESS", "3GPP TS 24.302")                     \
    VALUE(P_CSCF_IP4_ADDRESS, 20, "P_CSCF_IP4_ADDRESS", "RFC 7651")                           \
    VALUE(P_CSCF_IP6_ADDRESS, 21, "P_CSCF_IP6_ADDRESS", "RFC 7651")                           \
    VALUE(FTT_KAT, 22, "FTT_KAT", "3GPP TS 24.302")                                           \
    VALUE(EXTERNAL_SOURCE_IP4_NAT_INFO, 23, "EXTERNAL_SOURCE_IP4_NAT_INFO", "3GPP TS 29.139") \
    VALUE(TIMEOUT_PERIOD_FOR_LIVENESS_CHECK, 24, "TIMEOUT_PERIOD_FOR_LIVENESS_CHECK",         \
          "3GPP TS 24.302")                                                                   \
    VALUE(INTERNAL_DNS_DOMAIN, 25, "INTERNAL_DNS_DOMAIN", "RFC 8598")                         \
    VALUE(INTERNAL_DNSSEC_TA, 26, "INTERNAL_DNSSEC_TA", "RFC 8598")                           \
    VALUE(ENCDNS_IP4, 27, "ENCDNS_IP4", "RFC 9464")                                           \
    VALUE(ENCDNS_IP6, 28, "ENCDNS_IP6", "RFC 9464")                                           \
    VALUE(ENCDNS_DIGEST_INFO, 29, "ENCDNS_DIGEST_INFO", "RFC 9464")                           \
    RANGE(16384, 32767, "Private use", "RFC 7296")

namespace ikev2::iana::cfg_attribute {

enum Type : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_CFG_ATTRIBUTES) };

extern const Registry registry;

/// What an attribute is called: as IANA has it or, in the private range, as who uses it has it
/// (cfg_private_attributes.h); `otherwise` if it is unassigned.
[[nodiscard]] const char* name(std::uint16_t type, const char* otherwise = "Unknown") noexcept;

}  // namespace ikev2::iana::cfg_attribute
