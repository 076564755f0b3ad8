// IKEv2 Transform Attribute Types (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_TRANSFORM_ATTRIBUTE_TYPES(VALUE, RANGE)                                       \
    RANGE(0, 13, "Reserved", "RFC 7296")                                                    \
    VALUE(KEY_LENGTH, 14, "Key Length (in bits)", "RFC 7296")                               \
    RANGE(15, 17, "Reserved", "RFC 7296")                                                   \
    VALUE(SIGNATURE_ALGORITHM_IDENTIFIER, 18, "Signature Algorithm Identifier", "RFC 9838") \
    RANGE(16384, 32767, "Private use", "RFC 7296")

namespace ikev2::iana::attribute {

enum Type : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_TRANSFORM_ATTRIBUTE_TYPES) };

extern const Registry registry;

}  // namespace ikev2::iana::attribute
