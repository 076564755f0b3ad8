// IKEv2 Authentication Method (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_AUTH_METHODS(VALUE, RANGE)                                                    \
    RANGE(0, 0, "Reserved", "RFC 7296")                                                     \
    VALUE(RSA_SIGNATURE, 1, "RSA Digital Signature", "RFC 7296")                            \
    VALUE(SHARED_KEY_MIC, 2, "Shared Key Message Integrity Code", "RFC 7296")               \
    VALUE(DSS, 3, "DSS Digital Signature", "RFC 7296")                                      \
    VALUE(ECDSA_256, 9, "ECDSA with SHA-256 on the P-256 curve", "RFC 4754")                \
    VALUE(ECDSA_384, 10, "ECDSA with SHA-384 on the P-384 curve", "RFC 4754")               \
    VALUE(ECDSA_521, 11, "ECDSA with SHA-512 on the P-521 curve", "RFC 4754")               \
    VALUE(SECURE_PASSWORD, 12, "Generic Secure Password Authentication Method", "RFC 6467") \
    VALUE(NULL_AUTH, 13, "NULL Authentication", "RFC 7619")                                 \
    VALUE(DIGITAL_SIGNATURE, 14, "Digital Signature", "RFC 7427")                           \
    RANGE(201, 255, "Private use", "RFC 7296")

namespace ikev2::iana::auth {

enum Method : std::uint8_t { IKEV2_IANA_CONSTANTS(IKEV2_AUTH_METHODS) };

extern const Registry registry;

}  // namespace ikev2::iana::auth
