// IKEv2 Exchange Types (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_EXCHANGE_TYPES(VALUE, RANGE)                          \
    RANGE(0, 33, "Reserved", "RFC 7296")                            \
    VALUE(IKE_SA_INIT, 34, "IKE_SA_INIT", "RFC 7296")               \
    VALUE(IKE_AUTH, 35, "IKE_AUTH", "RFC 7296")                     \
    VALUE(CREATE_CHILD_SA, 36, "CREATE_CHILD_SA", "RFC 7296")       \
    VALUE(INFORMATIONAL, 37, "INFORMATIONAL", "RFC 7296")           \
    VALUE(IKE_SESSION_RESUME, 38, "IKE_SESSION_RESUME", "RFC 5723") \
    VALUE(GSA_AUTH, 39, "GSA_AUTH", "RFC 9838")                     \
    VALUE(GSA_REGISTRATION, 40, "GSA_REGISTRATION", "RFC 9838")     \
    VALUE(GSA_REKEY, 41, "GSA_REKEY", "RFC 9838")                   \
    VALUE(GSA_INBAND_REKEY, 42, "GSA_INBAND_REKEY", "RFC 9838")     \
    VALUE(IKE_INTERMEDIATE, 43, "IKE_INTERMEDIATE", "RFC 9242")     \
    VALUE(IKE_FOLLOWUP_KE, 44, "IKE_FOLLOWUP_KE", "RFC 9370")       \
    RANGE(240, 255, "Private use", "RFC 7296")

namespace ikev2::iana::exchange {

enum Type : std::uint8_t { IKEV2_IANA_CONSTANTS(IKEV2_EXCHANGE_TYPES) };

extern const Registry registry;

}  // namespace ikev2::iana::exchange
