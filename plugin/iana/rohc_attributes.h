// ROHC Attribute Types (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_ROHC_ATTRIBUTES(VALUE, RANGE)                                       \
    RANGE(0, 0, "Reserved", "RFC 5857")                                           \
    VALUE(MAX_CID, 1, "Maximum Context Identifier (MAX_CID)", "RFC 5857")         \
    VALUE(ROHC_PROFILE, 2, "ROHC Profile (ROHC_PROFILE)", "RFC 5857")             \
    VALUE(ROHC_INTEG, 3, "ROHC Integrity Algorithm (ROHC_INTEG)", "RFC 5857")     \
    VALUE(ROHC_ICV_LEN, 4, "ROHC ICV Length in bytes (ROHC_ICV_LEN)", "RFC 5857") \
    VALUE(MRRU, 5, "Maximum Reconstructed Reception Unit (MRRU)", "RFC 5857")     \
    RANGE(16384, 32767, "Private use", "RFC 5857")

namespace ikev2::iana::rohc {

enum Attribute : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_ROHC_ATTRIBUTES) };

extern const Registry registry;

}  // namespace ikev2::iana::rohc
