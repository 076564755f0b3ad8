// IKEv2 Notify Message Error Types and Status Types (IANA).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_NOTIFY_ERROR_TYPES(VALUE, RANGE)                                         \
    RANGE(0, 0, "Reserved", "RFC 7296")                                                \
    VALUE(UNSUPPORTED_CRITICAL_PAYLOAD, 1, "UNSUPPORTED_CRITICAL_PAYLOAD", "RFC 7296") \
    RANGE(2, 3, "Reserved", "RFC 7296")                                                \
    VALUE(INVALID_IKE_SPI, 4, "INVALID_IKE_SPI", "RFC 7296")                           \
    VALUE(INVALID_MAJOR_VERSION, 5, "INVALID_MAJOR_VERSION", "RFC 7296")               \
    RANGE(6, 6, "Reserved", "RFC 7296")                                                \
    VALUE(INVALID_SYNTAX, 7, "INVALID_SYNTAX", "RFC 7296")                             \
    RANGE(8, 8, "Reserved", "RFC 7296")                                                \
    VALUE(INVALID_MESSAGE_ID, 9, "INVALID_MESSAGE_ID", "RFC 7296")                     \
    RANGE(10, 10, "Reserved", "RFC 7296")                                              \
    VALUE(INVALID_SPI, 11, "INVALID_SPI", "RFC 7296")                                  \
    RANGE(12, 13, "Reserved", "RFC 7296")                                              \
    VALUE(NO_PROPOSAL_CHOSEN, 14, "NO_PROPOSAL_CHOSEN", "RFC 7296")                    \
    RANGE(15, 16, "Reserved", "RFC 7296")                                              \
    VALUE(INVALID_KE_PAYLOAD, 17, "INVALID_KE_PAYLOAD", "RFC 7296")                    \
    RANGE(18, 23, "Reserved", "RFC 7296")                                              \
    VALUE(AUTHENTICATION_FAILED, 24, "AUTHENTICATION_FAILED", "RFC 7296")              \
    RANGE(25, 33, "Reserved", "RFC 7296")                                              \
    VALUE(SINGLE_PAIR_REQUIRED, 34, "SINGLE_PAIR_REQUIRED", "RFC 7296")                \
    VALUE(NO_ADDITIONAL_SAS, 35, "NO_ADDITIONAL_SAS", "RFC 7296")                      \
    VALUE(INTERNAL_ADDRESS_FAILURE, 36, "INTERNAL_ADDRESS_FAILURE", "RFC 7296")        \
    VALUE(FAILED_CP_REQUIRED, 37, "FAILED_CP_REQUIRED", "RFC 7296")                    \
    VALUE(TS_UNACCEPTABLE, 38, "TS_UNACCEPTABLE", "RFC 7296")                          \
    VALUE(INVALID_SELECTORS, 39, "INVALID_SELECTORS", "RFC 7296")                      \
    VALUE(UNACCEPTABLE_ADDRESSES, 40, "UNACCEPTABLE_ADDRESSES", "RFC 4555")            \
    VALUE(UNEXPECTED_NAT_DETECTED, 41, "UNEXPECTED_NAT_DETECTED", "RFC 4555")          \
    VALUE(USE_ASSIGNED_HoA, 42, "USE_ASSIGNED_HoA", "RFC 5026")                        \
    VALUE(TEMPORARY_FAILURE, 43, "TEMPORARY_FAILURE", "RFC 7296")                      \
    VALUE(CHILD_SA_NOT_FOUND, 44, "CHILD_SA_NOT_FOUND", "RFC 7296")                    \
    VALUE(INVALID_GROUP_ID, 45, "INVALID_GROUP_ID", "RFC 9838")                        \
    VALUE(AUTHORIZATION_FAILED, 46, "AUTHORIZATION_FAILED", "RFC 9838")                \
    VALUE(STATE_NOT_FOUND, 47, "STATE_NOT_FOUND", "RFC 9370")                          \
    VALUE(TS_MAX_QUEUE, 48, "TS_MAX_QUEUE", "RFC 9611")                                \
    VALUE(REGISTRATION_FAILED, 49, "REGISTRATION_FAILED", "RFC 9838")                  \
    RANGE(8192, 16383, "Private use - Errors", "RFC 7296")

#define IKEV2_NOTIFY_STATUS_TYPES(VALUE, RANGE)                                                  \
    VALUE(INITIAL_CONTACT, 16384, "INITIAL_CONTACT", "RFC 7296")                                 \
    VALUE(SET_WINDOW_SIZE, 16385, "SET_WINDOW_SIZE", "RFC 7296")                                 \
    VALUE(ADDITIONAL_TS_POSSIBLE, 16386, "ADDITIONAL_TS_POSSIBLE", "RFC 7296")                   \
    VALUE(IPCOMP_SUPPORTED, 16387, "IPCOMP_SUPPORTED", "RFC 7296")                               \
    VALUE(NAT_DETECTION_SOURCE_IP, 16388, "NAT_DETECTION_SOURCE_IP", "RFC 7296")                 \
    VALUE(NAT_DETECTION_DESTINATION_IP, 16389, "NAT_DETECTION_DESTINATION_IP", "RFC 7296")       \
    VALUE(COOKIE, 16390, "COOKIE", "RFC 7296")                                                   \
    VALUE(USE_TRANSPORT_MODE, 16391, "USE_TRANSPORT_MODE", "RFC 7296")                           \
    VALUE(HTTP_CERT_LOOKUP_SUPPORTED, 16392, "HTTP_CERT_LOOKUP_SUPPORTED", "RFC 7296")           \
    VALUE(REKEY_SA, 16393, "REKEY_SA", "RFC 7296")                                               \
    VALUE(ESP_TFC_PADDING_NOT_SUPPORTED, 16394, "ESP_TFC_PADDING_NOT_SUPPORTED", "RFC 7296")     \
    VALUE(NON_FIRST_FRAGMENTS_ALSO, 16395, "NON_FIRST_FRAGMENTS_ALSO", "RFC 7296")               \
    VALUE(MOBIKE_SUPPORTED, 16396, "MOBIKE_SUPPORTED", "RFC 4555")                               \
    VALUE(ADDITIONAL_IP4_ADDRESS, 16397, "ADDITIONAL_IP4_ADDRESS", "RFC 4555")                   \
    VALUE(ADDITIONAL_IP6_ADDRESS, 16398, "ADDITIONAL_IP6_ADDRESS", "RFC 4555")                   \
    VALUE(NO_ADDITIONAL_ADDRESSES, 16399, "NO_ADDITIONAL_ADDRESSES", "RFC 4555")                 \
    VALUE(UPDATE_SA_ADDRESSES, 16400, "UPDATE_SA_ADDRESSES", "RFC 4555")                         \
    VALUE(COOKIE2, 16401, "COOKIE2", "RFC 4555")                                                 \
    VALUE(NO_NATS_ALLOWED, 16402, "NO_NATS_ALLOWED", "RFC 4555")                                 \
    VALUE(AUTH_LIFETIME, 16403, "AUTH_LIFETIME", "RFC 4478")                                     \
    VALUE(MULTIPLE_AUTH_SUPPORTED, 16404, "MULTIPLE_AUTH_SUPPORTED", "RFC 4739")                 \
    VALUE(ANOTHER_AUTH_FOLLOWS, 16405, "ANOTHER_AUTH_FOLLOWS", "RFC 4739")                       \
    VALUE(REDIRECT_SUPPORTED, 16406, "REDIRECT_SUPPORTED", "RFC 5685")                           \
    VALUE(REDIRECT, 16407, "REDIRECT", "RFC 5685")                                               \
    VALUE(REDIRECTED_FROM, 16408, "REDIRECTED_FROM", "RFC 5685")                                 \
    VALUE(TICKET_LT_OPAQUE, 16409, "TICKET_LT_OPAQUE", "RFC 5723")                               \
    VALUE(TICKET_REQUEST, 16410, "TICKET_REQUEST", "RFC 5723")                                   \
    VALUE(TICKET_ACK, 16411, "TICKET_ACK", "RFC 5723")                                           \
    VALUE(TICKET_NACK, 16412, "TICKET_NACK", "RFC 5723")                                         \
    VALUE(TICKET_OPAQUE, 16413, "TICKET_OPAQUE", "RFC 5723")                                     \
    VALUE(LINK_ID, 16414, "LINK_ID", "RFC 5739")                                                 \
    VALUE(USE_WESP_MODE, 16415, "USE_WESP_MODE", "RFC 5840")                                     \
    VALUE(ROHC_SUPPORTED, 16416, "ROHC_SUPPORTED", "RFC 5857")                                   \
    VALUE(EAP_ONLY_AUTHENTICATION, 16417, "EAP_ONLY_AUTHENTICATION", "RFC 5998")                 \
    VALUE(CHILDLESS_IKEV2_SUPPORTED, 16418, "CHILDLESS_IKEV2_SUPPORTED", "RFC 6023")             \
    VALUE(QUICK_CRASH_DETECTION, 16419, "QUICK_CRASH_DETECTION", "RFC 6290")                     \
    VALUE(IKEV2_MESSAGE_ID_SYNC_SUPPORTED, 16420, "IKEV2_MESSAGE_ID_SYNC_SUPPORTED", "RFC 6311") \
    VALUE(IPSEC_REPLAY_COUNTER_SYNC_SUPPORTED, 16421, "IPSEC_REPLAY_COUNTER_SYNC_SUPPORTED",     \
          "RFC 6311")                                                                            \
    VALUE(IKEV2_MESSAGE_ID_SYNC, 16422, "IKEV2_MESSAGE_ID_SYNC", "RFC 6311")                     \
    VALUE(IPSEC_REPLAY_COUNTER_SYNC, 16423, "IPSEC_REPLAY_COUNTER_SYNC", "RFC 6311")             \
    VALUE(SECURE_PASSWORD_METHODS, 16424, "SECURE_PASSWORD_METHODS", "RFC 6467")                 \
    VALUE(PSK_PERSIST, 16425, "PSK_PERSIST", "RFC 6631")                                         \
    VALUE(PSK_CONFIRM, 16426, "PSK_CONFIRM", "RFC 6631")                                         \
    VALUE(ERX_SUPPORTED, 16427, "ERX_SUPPORTED", "RFC 6867")                                     \
    VALUE(IFOM_CAPABILITY, 16428, "IFOM_CAPABILITY", "3GPP TS 24.303")                           \
    VALUE(GROUP_SENDER, 16429, "GROUP_SENDER", "RFC 9838")                                       \
    VALUE(IKEV2_FRAGMENTATION_SUPPORTED, 16430, "IKEV2_FRAGMENTATION_SUPPORTED", "RFC 7383")     \
    VALUE(SIGNATURE_HASH_ALGORITHMS, 16431, "SIGNATURE_HASH_ALGORITHMS", "RFC 7427")             \
    VALUE(CLONE_IKE_SA_SUPPORTED, 16432, "CLONE_IKE_SA_SUPPORTED", "RFC 7791")                   \
    VALUE(CLONE_IKE_SA, 16433, "CLONE_IKE_SA", "RFC 7791")                                       \
    VALUE(PUZZLE, 16434, "PUZZLE", "RFC 8019")                                                   \
    VALUE(USE_PPK, 16435, "USE_PPK", "RFC 8784")                                                 \
    VALUE(PPK_IDENTITY, 16436, "PPK_IDENTITY", "RFC 8784")                                       \
    VALUE(NO_PPK_AUTH, 16437, "NO_PPK_AUTH", "RFC 8784")                                         \
    VALUE(INTERMEDIATE_EXCHANGE_SUPPORTED, 16438, "INTERMEDIATE_EXCHANGE_SUPPORTED", "RFC 9242") \
    VALUE(IP4_ALLOWED, 16439, "IP4_ALLOWED", "RFC 8983")                                         \
    VALUE(IP6_ALLOWED, 16440, "IP6_ALLOWED", "RFC 8983")                                         \
    VALUE(ADDITIONAL_KEY_EXCHANGE, 16441, "ADDITIONAL_KEY_EXCHANGE", "RFC 9370")                 \
    VALUE(USE_AGGFRAG, 16442, "USE_AGGFRAG", "RFC 9347")                                         \
    VALUE(SUPPORTED_AUTH_METHODS, 16443, "SUPPORTED_AUTH_METHODS", "RFC 9593")                   \
    VALUE(SA_RESOURCE_INFO, 16444, "SA_RESOURCE_INFO", "RFC 9611")                               \
    VALUE(USE_PPK_INT, 16445, "USE_PPK_INT", "RFC 9867")                                         \
    VALUE(PPK_IDENTITY_KEY, 16446, "PPK_IDENTITY_KEY", "RFC 9867")                               \
    VALUE(IKE_SA_INIT_FULL_TRANSCRIPT_AUTH, 16447, "IKE_SA_INIT_FULL_TRANSCRIPT_AUTH",           \
          "draft-ietf-ipsecme-ikev2-downgrade-prevention")                                       \
    RANGE(40960, 65535, "Private use - Status", "RFC 7296")

namespace ikev2::iana::notify {

enum Type : std::uint16_t {
    IKEV2_IANA_CONSTANTS(IKEV2_NOTIFY_ERROR_TYPES)  //
    IKEV2_IANA_CONSTANTS(IKEV2_NOTIFY_STATUS_TYPES)
};

/// The error types and, after them, the status types.
extern const Registry registry;

/// What a type is called: as IANA has it or, in a private range, as who uses it has it
/// (notify_private_types.h); `otherwise` if it is unassigned.
[[nodiscard]] const char* name(std::uint16_t type, const char* otherwise = "Unknown") noexcept;

/// True for the types that report an error: 0 to 16383 (RFC 7296, section 3.10.1).
[[nodiscard]] constexpr bool is_error(std::uint16_t type) noexcept {
    return type < INITIAL_CONTACT;
}

}  // namespace ikev2::iana::notify
