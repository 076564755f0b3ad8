// Transform Type Values (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

// The fifth column is the abbreviation that the registry gives in parentheses.
#define IKEV2_TRANSFORM_TYPES(VALUE, RANGE)                                                    \
    RANGE(0, 0, "Reserved", "RFC 7296")                                                        \
    VALUE(ENCR, 1, "Encryption Algorithm (ENCR)", "RFC 7296", "ENCR")                          \
    VALUE(PRF, 2, "Pseudo-random Function (PRF)", "RFC 7296", "PRF")                           \
    VALUE(INTEG, 3, "Integrity Algorithm (INTEG)", "RFC 7296", "INTEG")                        \
    VALUE(KE, 4, "Key Exchange Method (KE)", "RFC 7296, RFC 9370", "KE")                       \
    VALUE(SN, 5, "Sequence Numbers (SN)", "RFC 7296, RFC 9827", "SN")                          \
    VALUE(ADDKE1, 6, "Additional Key Exchange 1 (ADDKE1)", "RFC 9370", "ADDKE1")               \
    VALUE(ADDKE2, 7, "Additional Key Exchange 2 (ADDKE2)", "RFC 9370", "ADDKE2")               \
    VALUE(ADDKE3, 8, "Additional Key Exchange 3 (ADDKE3)", "RFC 9370", "ADDKE3")               \
    VALUE(ADDKE4, 9, "Additional Key Exchange 4 (ADDKE4)", "RFC 9370", "ADDKE4")               \
    VALUE(ADDKE5, 10, "Additional Key Exchange 5 (ADDKE5)", "RFC 9370", "ADDKE5")              \
    VALUE(ADDKE6, 11, "Additional Key Exchange 6 (ADDKE6)", "RFC 9370", "ADDKE6")              \
    VALUE(ADDKE7, 12, "Additional Key Exchange 7 (ADDKE7)", "RFC 9370", "ADDKE7")              \
    VALUE(KWA, 13, "Key Wrap Algorithm (KWA)", "RFC 9838", "KWA")                              \
    VALUE(GCAUTH, 14, "Group Controller Authentication Method (GCAUTH)", "RFC 9838", "GCAUTH") \
    RANGE(241, 255, "Private use", "RFC 7296")

namespace ikev2::iana::transform_type {

enum Type : std::uint8_t {
    IKEV2_IANA_CONSTANTS(IKEV2_TRANSFORM_TYPES)  //
    DH = KE,  ///< "Diffie-Hellman Group (D-H)" until RFC 9370 renamed it
    ESN = SN  ///< "Extended Sequence Numbers (ESN)" until RFC 9827 renamed it
};

extern const Registry registry;

/// The registry's abbreviation of a Transform Type, such as "ENCR"; `otherwise` if it has none.
[[nodiscard]] const char* abbreviation(std::uint8_t type,
                                       const char* otherwise = "Unknown") noexcept;

/// The registry of the Transform IDs of a Transform Type; one without rows if `type` is unknown.
[[nodiscard]] const Registry& ids_of(std::uint8_t type) noexcept;

}  // namespace ikev2::iana::transform_type
