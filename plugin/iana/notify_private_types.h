// IKEv2 Notify Message Types for private use that are seen in the field.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

// Whoever uses a number is named with it; several vendors can use the same number.
#define IKEV2_NOTIFY_PRIVATE_TYPES(VALUE, RANGE)                                                   \
    VALUE(PDN_CONNECTION_REJECTION, 8192,                                                          \
          "PDN_CONNECTION_REJECTION (3GPP) or ME_CONNECT_FAILED (strongSwan)",                     \
          "3GPP TS 24.302; strongSwan")                                                            \
    VALUE(MAX_CONNECTION_REACHED, 8193, "MAX_CONNECTION_REACHED (3GPP)", "3GPP TS 24.302")         \
    VALUE(SEMANTIC_ERROR_IN_THE_TFT_OPERATION, 8241, "SEMANTIC_ERROR_IN_THE_TFT_OPERATION (3GPP)", \
          "3GPP TS 24.302")                                                                        \
    VALUE(SYNTACTICAL_ERROR_IN_THE_TFT_OPERATION, 8242,                                            \
          "SYNTACTICAL_ERROR_IN_THE_TFT_OPERATION (3GPP)", "3GPP TS 24.302")                       \
    VALUE(SEMANTIC_ERRORS_IN_PACKET_FILTERS, 8244, "SEMANTIC_ERRORS_IN_PACKET_FILTERS (3GPP)",     \
          "3GPP TS 24.302")                                                                        \
    VALUE(SYNTACTICAL_ERRORS_IN_PACKET_FILTERS, 8245,                                              \
          "SYNTACTICAL_ERRORS_IN_PACKET_FILTERS (3GPP)", "3GPP TS 24.302")                         \
    VALUE(NON_3GPP_ACCESS_TO_EPC_NOT_ALLOWED, 9000, "NON_3GPP_ACCESS_TO_EPC_NOT_ALLOWED (3GPP)",   \
          "3GPP TS 24.302")                                                                        \
    VALUE(USER_UNKNOWN, 9001, "USER_UNKNOWN (3GPP)", "3GPP TS 24.302")                             \
    VALUE(NO_APN_SUBSCRIPTION, 9002, "NO_APN_SUBSCRIPTION (3GPP)", "3GPP TS 24.302")               \
    VALUE(AUTHORIZATION_REJECTED, 9003, "AUTHORIZATION_REJECTED (3GPP)", "3GPP TS 24.302")         \
    VALUE(ILLEGAL_ME, 9006, "ILLEGAL_ME (3GPP)", "3GPP TS 24.302")                                 \
    VALUE(NETWORK_FAILURE, 10500, "NETWORK_FAILURE (3GPP)", "3GPP TS 24.302")                      \
    VALUE(RAT_TYPE_NOT_ALLOWED, 11001, "RAT_TYPE_NOT_ALLOWED (3GPP)", "3GPP TS 24.302")            \
    VALUE(IMEI_NOT_ACCEPTED, 11005, "IMEI_NOT_ACCEPTED (3GPP)", "3GPP TS 24.302")                  \
    VALUE(PLMN_NOT_ALLOWED, 11011, "PLMN_NOT_ALLOWED (3GPP)", "3GPP TS 24.302")                    \
    VALUE(UNAUTHENTICATED_EMERGENCY_NOT_SUPPORTED, 11055,                                          \
          "UNAUTHENTICATED_EMERGENCY_NOT_SUPPORTED (3GPP)", "3GPP TS 24.302")                      \
    VALUE(MS_NOTIFY_STATUS, 12345, "MS_NOTIFY_STATUS (Microsoft)", "strongSwan")                   \
    VALUE(CONGESTION, 15500, "CONGESTION (3GPP)", "3GPP TS 24.502")                                \
    VALUE(NO_RESOURCES_OVER_N3GPP, 15501, "NO_RESOURCES_OVER_N3GPP (3GPP)", "3GPP TS 24.502")      \
    VALUE(NULL_AUTH, 40960, "NULL_AUTH (libreswan)", "libreswan")                                  \
    VALUE(REACTIVATION_REQUESTED_CAUSE, 40961,                                                     \
          "REACTIVATION_REQUESTED_CAUSE (3GPP) or USE_BEET_MODE (strongSwan)",                     \
          "3GPP TS 24.302; strongSwan")                                                            \
    VALUE(ME_MEDIATION, 40962, "ME_MEDIATION (strongSwan)", "strongSwan")                          \
    VALUE(ME_ENDPOINT, 40963, "ME_ENDPOINT (strongSwan)", "strongSwan")                            \
    VALUE(ME_CALLBACK, 40964, "ME_CALLBACK (strongSwan)", "strongSwan")                            \
    VALUE(ME_CONNECTID, 40965, "ME_CONNECTID (strongSwan)", "strongSwan")                          \
    VALUE(ME_CONNECTKEY, 40966, "ME_CONNECTKEY (strongSwan)", "strongSwan")                        \
    VALUE(ME_CONNECTAUTH, 40967, "ME_CONNECTAUTH (strongSwan)", "strongSwan")                      \
    VALUE(ME_RESPONSE, 40968, "ME_RESPONSE (strongSwan)", "strongSwan")                            \
    VALUE(RADIUS_ATTRIBUTE, 40969, "RADIUS_ATTRIBUTE (strongSwan)", "strongSwan")                  \
    VALUE(BACKOFF_TIMER, 41041, "BACKOFF_TIMER (3GPP)", "3GPP TS 24.302")                          \
    VALUE(PDN_TYPE_IPv4_ONLY_ALLOWED, 41050, "PDN_TYPE_IPv4_ONLY_ALLOWED (3GPP)",                  \
          "3GPP TS 24.302")                                                                        \
    VALUE(PDN_TYPE_IPv6_ONLY_ALLOWED, 41051, "PDN_TYPE_IPv6_ONLY_ALLOWED (3GPP)",                  \
          "3GPP TS 24.302")                                                                        \
    VALUE(DEVICE_IDENTITY, 41101, "DEVICE_IDENTITY (3GPP)", "3GPP TS 24.302")                      \
    VALUE(EMERGENCY_SUPPORT, 41112, "EMERGENCY_SUPPORT (3GPP)", "3GPP TS 24.302")                  \
    VALUE(EMERGENCY_CALL_NUMBERS, 41134, "EMERGENCY_CALL_NUMBERS (3GPP)", "3GPP TS 24.302")        \
    VALUE(NBIFOM_GENERIC_CONTAINER, 41288, "NBIFOM_GENERIC_CONTAINER (3GPP)", "3GPP TS 24.302")    \
    VALUE(P_CSCF_RESELECTION_SUPPORT, 41304, "P-CSCF_RESELECTION_SUPPORT (3GPP)",                  \
          "3GPP TS 24.302")                                                                        \
    VALUE(PTI, 41501, "PTI (3GPP)", "3GPP TS 24.302")                                              \
    VALUE(IKEV2_MULTIPLE_BEARER_PDN_CONNECTIVITY, 42011,                                           \
          "IKEV2_MULTIPLE_BEARER_PDN_CONNECTIVITY (3GPP)", "3GPP TS 24.302")                       \
    VALUE(EPS_QOS, 42014, "EPS_QOS (3GPP)", "3GPP TS 24.302")                                      \
    VALUE(EXTENDED_EPS_QOS, 42015, "EXTENDED_EPS_QOS (3GPP)", "3GPP TS 24.302")                    \
    VALUE(TFT, 42017, "TFT (3GPP)", "3GPP TS 24.302")                                              \
    VALUE(MODIFIED_BEARER, 42020, "MODIFIED_BEARER (3GPP)", "3GPP TS 24.302")                      \
    VALUE(APN_AMBR, 42094, "APN_AMBR (3GPP)", "3GPP TS 24.302")                                    \
    VALUE(EXTENDED_APN_AMBR, 42095, "EXTENDED_APN_AMBR (3GPP)", "3GPP TS 24.302")                  \
    VALUE(N1_MODE_CAPABILITY, 51015, "N1_MODE_CAPABILITY (3GPP)", "3GPP TS 24.302")                \
    VALUE(N1_MODE_INFORMATION, 51115, "N1_MODE_INFORMATION (3GPP)", "3GPP TS 24.302")              \
    VALUE(N1_MODE_S_NSSAI_PLMN_ID, 52216, "N1_MODE_S_NSSAI_PLMN_ID (3GPP)", "3GPP TS 24.302")      \
    VALUE(DNS_SRV_SEC_INFO_IND, 52301, "DNS_SRV_SEC_INFO_IND (3GPP)", "3GPP TS 24.302")            \
    VALUE(DNS_SRV_SEC_INFO, 52302, "DNS_SRV_SEC_INFO (3GPP)", "3GPP TS 24.302")                    \
    VALUE(ATSSS_REQUEST, 52331, "ATSSS_REQUEST (3GPP)", "3GPP TS 24.302")                          \
    VALUE(ATSSS_RESPONSE, 52332, "ATSSS_RESPONSE (3GPP)", "3GPP TS 24.302")                        \
    VALUE(QOS_INFO_5G, 55501, "5G_QOS_INFO (3GPP)", "3GPP TS 24.502")                              \
    VALUE(NAS_IP4_ADDRESS, 55502, "NAS_IP4_ADDRESS (3GPP)", "3GPP TS 24.502")                      \
    VALUE(NAS_IP6_ADDRESS, 55503, "NAS_IP6_ADDRESS (3GPP)", "3GPP TS 24.502")                      \
    VALUE(UP_IP4_ADDRESS, 55504, "UP_IP4_ADDRESS (3GPP)", "3GPP TS 24.502")                        \
    VALUE(UP_IP6_ADDRESS, 55505, "UP_IP6_ADDRESS (3GPP)", "3GPP TS 24.502")                        \
    VALUE(NAS_TCP_PORT, 55506, "NAS_TCP_PORT (3GPP)", "3GPP TS 24.502")                            \
    VALUE(N3GPP_BACKOFF_TIMER, 55507, "N3GPP_BACKOFF_TIMER (3GPP)", "3GPP TS 24.502")              \
    VALUE(UP_SA_INFO, 55508, "UP_SA_INFO (3GPP)", "3GPP TS 24.502")                                \
    VALUE(HPA_INFO, 55911, "HPA_INFO (3GPP)", "3GPP TS 24.302")                                    \
    VALUE(NETWORK_OVERLAY_ID, 61520, "NETWORK_OVERLAY_ID (Fortinet)", "Wireshark 4.4")

namespace ikev2::iana::notify {

/// Numbers in the private ranges. They mean what the name says only from a peer of that vendor.
enum PrivateType : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_NOTIFY_PRIVATE_TYPES) };

extern const Registry private_use;

}  // namespace ikev2::iana::notify
