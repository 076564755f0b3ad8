// IKEv2 Notification IPCOMP Transform IDs (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_IPCOMP_TRANSFORM_IDS(VALUE, RANGE)           \
    RANGE(0, 0, "Reserved", "RFC 7296")                    \
    VALUE(IPCOMP_OUI, 1, "IPCOMP_OUI", "RFC 7296")         \
    VALUE(IPCOMP_DEFLATE, 2, "IPCOMP_DEFLATE", "RFC 2394") \
    VALUE(IPCOMP_LZS, 3, "IPCOMP_LZS", "RFC 2395")         \
    VALUE(IPCOMP_LZJH, 4, "IPCOMP_LZJH", "RFC 3051")       \
    RANGE(241, 255, "Private use", "RFC 7296")

namespace ikev2::iana::ipcomp {

enum Id : std::uint8_t { IKEV2_IANA_CONSTANTS(IKEV2_IPCOMP_TRANSFORM_IDS) };

extern const Registry registry;

}  // namespace ikev2::iana::ipcomp
