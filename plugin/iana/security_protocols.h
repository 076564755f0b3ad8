// IKEv2 Security Protocol Identifiers (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_SECURITY_PROTOCOLS(VALUE, RANGE)                         \
    RANGE(0, 0, "Reserved", "RFC 7296")                                \
    VALUE(IKE, 1, "IKE", "RFC 7296")                                   \
    VALUE(AH, 2, "AH", "RFC 7296")                                     \
    VALUE(ESP, 3, "ESP", "RFC 7296")                                   \
    VALUE(FC_ESP_HEADER, 4, "FC_ESP_HEADER", "RFC 4595")               \
    VALUE(FC_CT_AUTHENTICATION, 5, "FC_CT_AUTHENTICATION", "RFC 4595") \
    VALUE(GIKE_UPDATE, 6, "GIKE_UPDATE", "RFC 9838")                   \
    RANGE(201, 255, "Private use", "RFC 7296")

namespace ikev2::iana::protocol {

enum Id : std::uint8_t { IKEV2_IANA_CONSTANTS(IKEV2_SECURITY_PROTOCOLS) };

extern const Registry registry;

}  // namespace ikev2::iana::protocol
