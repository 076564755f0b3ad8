// IKEv2 Configuration Payload Attribute Types for private use that are seen in the field.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

// Whoever uses a number is named with it. Cisco Unity and XAUTH come from IKEv1; Cisco IOS asks
// for the Unity ones in IKEv2 too. CONFIG_URL is known from its place in that request: IOS prints
// the number, IOS XE at the same place the name.
#define IKEV2_CFG_PRIVATE_ATTRIBUTES(VALUE, RANGE)                                          \
    VALUE(CHKPT_DEF_DOMAIN, 16387, "CHKPT_DEF_DOMAIN (Check Point)", "Check Point")         \
    VALUE(CHKPT_MAC_ADDRESS, 16388, "CHKPT_MAC_ADDRESS (Check Point)", "Check Point")       \
    VALUE(CHKPT_MARCIPAN_REASON_CODE, 16389, "CHKPT_MARCIPAN_REASON_CODE (Check Point)",    \
          "Check Point")                                                                    \
    VALUE(XAUTH_TYPE, 16520, "XAUTH_TYPE", "draft-beaulieu-ike-xauth-02")                   \
    VALUE(XAUTH_USER_NAME, 16521, "XAUTH_USER_NAME", "draft-beaulieu-ike-xauth-02")         \
    VALUE(XAUTH_USER_PASSWORD, 16522, "XAUTH_USER_PASSWORD", "draft-beaulieu-ike-xauth-02") \
    VALUE(XAUTH_PASSCODE, 16523, "XAUTH_PASSCODE", "draft-beaulieu-ike-xauth-02")           \
    VALUE(XAUTH_MESSAGE, 16524, "XAUTH_MESSAGE", "draft-beaulieu-ike-xauth-02")             \
    VALUE(XAUTH_CHALLENGE, 16525, "XAUTH_CHALLENGE", "draft-beaulieu-ike-xauth-02")         \
    VALUE(XAUTH_DOMAIN, 16526, "XAUTH_DOMAIN", "draft-beaulieu-ike-xauth-02")               \
    VALUE(XAUTH_STATUS, 16527, "XAUTH_STATUS", "draft-beaulieu-ike-xauth-02")               \
    VALUE(XAUTH_NEXT_PIN, 16528, "XAUTH_NEXT_PIN", "draft-beaulieu-ike-xauth-02")           \
    VALUE(XAUTH_ANSWER, 16529, "XAUTH_ANSWER", "draft-beaulieu-ike-xauth-02")               \
    VALUE(INTERNAL_IP4_SERVER, 23456, "INTERNAL_IP4_SERVER (Microsoft)", "MS-IKEE")         \
    VALUE(INTERNAL_IP6_SERVER, 23457, "INTERNAL_IP6_SERVER (Microsoft)", "MS-IKEE")         \
    VALUE(UNITY_BANNER, 28672, "UNITY_BANNER (Cisco)", "Cisco Unity")                       \
    VALUE(UNITY_SAVE_PASSWD, 28673, "UNITY_SAVE_PASSWD (Cisco)", "Cisco Unity")             \
    VALUE(UNITY_DEF_DOMAIN, 28674, "UNITY_DEF_DOMAIN (Cisco)", "Cisco Unity")               \
    VALUE(UNITY_SPLITDNS_NAME, 28675, "UNITY_SPLITDNS_NAME (Cisco)", "Cisco Unity")         \
    VALUE(UNITY_SPLIT_INCLUDE, 28676, "UNITY_SPLIT_INCLUDE (Cisco)", "Cisco Unity")         \
    VALUE(UNITY_NATT_PORT, 28677, "UNITY_NATT_PORT (Cisco)", "Cisco Unity")                 \
    VALUE(UNITY_LOCAL_LAN, 28678, "UNITY_LOCAL_LAN (Cisco)", "Cisco Unity")                 \
    VALUE(UNITY_PFS, 28679, "UNITY_PFS (Cisco)", "Cisco Unity")                             \
    VALUE(UNITY_FW_TYPE, 28680, "UNITY_FW_TYPE (Cisco)", "Cisco Unity")                     \
    VALUE(UNITY_BACKUP_SERVERS, 28681, "UNITY_BACKUP_SERVERS (Cisco)", "Cisco Unity")       \
    VALUE(UNITY_DDNS_HOSTNAME, 28682, "UNITY_DDNS_HOSTNAME (Cisco)", "Cisco Unity")         \
    VALUE(CISCO_CONFIG_URL, 28692, "CONFIG_URL (Cisco)", "Cisco IOS, debug crypto ikev2")

namespace ikev2::iana::cfg_attribute {

/// Numbers in the private range. They mean what the name says only from a peer of that vendor.
enum PrivateType : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_CFG_PRIVATE_ATTRIBUTES) };

extern const Registry private_use;

}  // namespace ikev2::iana::cfg_attribute
