// IKEv2 Secure Password Methods (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_SECURE_PASSWORD_METHODS(VALUE, RANGE)               \
    RANGE(0, 0, "Reserved", "RFC 6467")                           \
    VALUE(PACE, 1, "PACE", "RFC 6631")                            \
    VALUE(AUGPAKE, 2, "AugPAKE", "RFC 6628")                      \
    VALUE(SECURE_PSK, 3, "Secure PSK Authentication", "RFC 6617") \
    RANGE(1024, 65535, "Private use", "RFC 6467")

namespace ikev2::iana::secure_password {

enum Method : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_SECURE_PASSWORD_METHODS) };

extern const Registry registry;

}  // namespace ikev2::iana::secure_password
