// IKEv2 Post-quantum Preshared Key ID Types (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_PPK_ID_TYPES(VALUE, RANGE)                 \
    RANGE(0, 0, "Reserved", "RFC 8784")                  \
    VALUE(PPK_ID_OPAQUE, 1, "PPK_ID_OPAQUE", "RFC 8784") \
    VALUE(PPK_ID_FIXED, 2, "PPK_ID_FIXED", "RFC 8784")   \
    RANGE(128, 255, "Private use", "RFC 8784")

namespace ikev2::iana::ppk_id {

enum Type : std::uint8_t { IKEV2_IANA_CONSTANTS(IKEV2_PPK_ID_TYPES) };

extern const Registry registry;

}  // namespace ikev2::iana::ppk_id
