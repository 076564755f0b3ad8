// IKEv2 Hash Algorithms (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_HASH_ALGORITHMS(VALUE, RANGE)            \
    RANGE(0, 0, "Reserved", "RFC 7427")                \
    VALUE(SHA1, 1, "SHA1", "RFC 7427")                 \
    VALUE(SHA2_256, 2, "SHA2-256", "RFC 7427")         \
    VALUE(SHA2_384, 3, "SHA2-384", "RFC 7427")         \
    VALUE(SHA2_512, 4, "SHA2-512", "RFC 7427")         \
    VALUE(IDENTITY, 5, "Identity", "RFC 8420")         \
    VALUE(STREEBOG_256, 6, "STREEBOG_256", "RFC 9385") \
    VALUE(STREEBOG_512, 7, "STREEBOG_512", "RFC 9385") \
    RANGE(1024, 65535, "Private use", "RFC 7427")

namespace ikev2::iana::hash {

enum Algorithm : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_HASH_ALGORITHMS) };

extern const Registry registry;

}  // namespace ikev2::iana::hash
