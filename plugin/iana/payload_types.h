// IKEv2 Payload Types (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

// The fifth column is the notation of RFC 7296, section 1.2.
#define IKEV2_PAYLOAD_TYPES(VALUE, RANGE)                                     \
    VALUE(NONE, 0, "No Next Payload", "RFC 7296", "NONE")                     \
    RANGE(1, 32, "Reserved", "RFC 7296")                                      \
    VALUE(SA, 33, "Security Association", "RFC 7296", "SA")                   \
    VALUE(KE, 34, "Key Exchange", "RFC 7296", "KE")                           \
    VALUE(IDi, 35, "Identification - Initiator", "RFC 7296", "IDi")           \
    VALUE(IDr, 36, "Identification - Responder", "RFC 7296", "IDr")           \
    VALUE(CERT, 37, "Certificate", "RFC 7296", "CERT")                        \
    VALUE(CERTREQ, 38, "Certificate Request", "RFC 7296", "CERTREQ")          \
    VALUE(AUTH, 39, "Authentication", "RFC 7296", "AUTH")                     \
    VALUE(NONCE, 40, "Nonce", "RFC 7296", "Nonce")                            \
    VALUE(N, 41, "Notify", "RFC 7296", "N")                                   \
    VALUE(D, 42, "Delete", "RFC 7296", "D")                                   \
    VALUE(V, 43, "Vendor ID", "RFC 7296", "V")                                \
    VALUE(TSi, 44, "Traffic Selector - Initiator", "RFC 7296", "TSi")         \
    VALUE(TSr, 45, "Traffic Selector - Responder", "RFC 7296", "TSr")         \
    VALUE(SK, 46, "Encrypted and Authenticated", "RFC 7296", "SK")            \
    VALUE(CP, 47, "Configuration", "RFC 7296", "CP")                          \
    VALUE(EAP, 48, "Extensible Authentication", "RFC 7296", "EAP")            \
    VALUE(GSPM, 49, "Generic Secure Password Method", "RFC 6467", "GSPM")     \
    VALUE(IDg, 50, "Group Identification", "RFC 9838", "IDg")                 \
    VALUE(GSA, 51, "Group Security Association", "RFC 9838", "GSA")           \
    VALUE(KD, 52, "Key Download", "RFC 9838", "KD")                           \
    VALUE(SKF, 53, "Encrypted and Authenticated Fragment", "RFC 7383", "SKF") \
    VALUE(PS, 54, "Puzzle Solution", "RFC 8019", "PS")                        \
    RANGE(128, 255, "Private use", "RFC 7296")

// The number that Cisco uses for fragments of a message to a peer that sent the Vendor ID
// FRAGMENTATION. RFC 7383 has SKF for it.
#define IKEV2_PRIVATE_PAYLOAD_TYPES(VALUE, RANGE) \
    VALUE(CISCO_FRAGMENT, 132, "Cisco Fragment", "Cisco")

namespace ikev2::iana::payload {

enum Type : std::uint8_t { IKEV2_IANA_CONSTANTS(IKEV2_PAYLOAD_TYPES) };

/// Numbers in the private range that are seen in the field.
enum PrivateType : std::uint8_t { IKEV2_IANA_CONSTANTS(IKEV2_PRIVATE_PAYLOAD_TYPES) };

extern const Registry registry;
extern const Registry private_use;

/// What a type is called: as IANA has it, or as `private_use` has it in the private range;
/// `otherwise` if it is unassigned.
[[nodiscard]] const char* name(std::uint8_t type, const char* otherwise = "Unknown") noexcept;

/// The short notation of RFC 7296, section 1.2, such as "SA" or "TSi" (the nonces Ni and Nr are
/// "Nonce"); `otherwise` if `type` is reserved, unassigned or for private use.
[[nodiscard]] const char* notation(std::uint8_t type, const char* otherwise = "Unknown") noexcept;

}  // namespace ikev2::iana::payload
