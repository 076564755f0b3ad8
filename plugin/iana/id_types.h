// IKEv2 Identification Payload ID Types (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_ID_TYPES(VALUE, RANGE)                        \
    RANGE(0, 0, "Reserved", "RFC 7296")                     \
    VALUE(ID_IPV4_ADDR, 1, "ID_IPV4_ADDR", "RFC 7296")      \
    VALUE(ID_FQDN, 2, "ID_FQDN", "RFC 7296")                \
    VALUE(ID_RFC822_ADDR, 3, "ID_RFC822_ADDR", "RFC 7296")  \
    VALUE(ID_IPV6_ADDR, 5, "ID_IPV6_ADDR", "RFC 7296")      \
    VALUE(ID_DER_ASN1_DN, 9, "ID_DER_ASN1_DN", "RFC 7296")  \
    VALUE(ID_DER_ASN1_GN, 10, "ID_DER_ASN1_GN", "RFC 7296") \
    VALUE(ID_KEY_ID, 11, "ID_KEY_ID", "RFC 7296")           \
    VALUE(ID_FC_NAME, 12, "ID_FC_NAME", "RFC 4595")         \
    VALUE(ID_NULL, 13, "ID_NULL", "RFC 7619")               \
    RANGE(201, 255, "Private use", "RFC 7296")

namespace ikev2::iana::id {

enum Type : std::uint8_t { IKEV2_IANA_CONSTANTS(IKEV2_ID_TYPES) };

extern const Registry registry;

}  // namespace ikev2::iana::id
