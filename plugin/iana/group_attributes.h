// The attribute registries of G-IKEv2 (IANA; RFC 9838).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/iana/registry.h"

#define IKEV2_GSA_ATTRIBUTES(VALUE, RANGE)                                 \
    RANGE(0, 0, "Reserved", "RFC 9838")                                    \
    VALUE(GSA_KEY_LIFETIME, 1, "GSA_KEY_LIFETIME", "RFC 9838")             \
    VALUE(GSA_INITIAL_MESSAGE_ID, 2, "GSA_INITIAL_MESSAGE_ID", "RFC 9838") \
    VALUE(GSA_NEXT_SPI, 3, "GSA_NEXT_SPI", "RFC 9838")                     \
    RANGE(16384, 32767, "Private use", "RFC 9838")

#define IKEV2_GROUP_WIDE_POLICY_ATTRIBUTES(VALUE, RANGE)           \
    RANGE(0, 0, "Reserved", "RFC 9838")                            \
    VALUE(GWP_ATD, 1, "GWP_ATD", "RFC 9838")                       \
    VALUE(GWP_DTD, 2, "GWP_DTD", "RFC 9838")                       \
    VALUE(GWP_SENDER_ID_BITS, 3, "GWP_SENDER_ID_BITS", "RFC 9838") \
    RANGE(16384, 32767, "Private use", "RFC 9838")

#define IKEV2_GROUP_KEY_BAG_ATTRIBUTES(VALUE, RANGE) \
    RANGE(0, 0, "Reserved", "RFC 9838")              \
    VALUE(SA_KEY, 1, "SA_KEY", "RFC 9838")           \
    RANGE(16384, 32767, "Private use", "RFC 9838")

#define IKEV2_MEMBER_KEY_BAG_ATTRIBUTES(VALUE, RANGE)  \
    RANGE(0, 0, "Reserved", "RFC 9838")                \
    VALUE(WRAP_KEY, 1, "WRAP_KEY", "RFC 9838")         \
    VALUE(AUTH_KEY, 2, "AUTH_KEY", "RFC 9838")         \
    VALUE(GM_SENDER_ID, 3, "GM_SENDER_ID", "RFC 9838") \
    RANGE(16384, 32767, "Private use", "RFC 9838")

/// Attributes of a Group SA policy (RFC 9838, section 4.4.2.2).
namespace ikev2::iana::gsa_attribute {
enum Type : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_GSA_ATTRIBUTES) };
extern const Registry registry;
}  // namespace ikev2::iana::gsa_attribute

/// Attributes of the group-wide policy (RFC 9838, section 4.4.3.1).
namespace ikev2::iana::gwp_attribute {
enum Type : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_GROUP_WIDE_POLICY_ATTRIBUTES) };
extern const Registry registry;
}  // namespace ikev2::iana::gwp_attribute

/// Attributes of a Group Key Bag in a Key Download payload (RFC 9838, section 4.5.2).
namespace ikev2::iana::group_key_bag {
enum Type : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_GROUP_KEY_BAG_ATTRIBUTES) };
extern const Registry registry;
}  // namespace ikev2::iana::group_key_bag

/// Attributes of a Member Key Bag in a Key Download payload (RFC 9838, section 4.5.3).
namespace ikev2::iana::member_key_bag {
enum Type : std::uint16_t { IKEV2_IANA_CONSTANTS(IKEV2_MEMBER_KEY_BAG_ATTRIBUTES) };
extern const Registry registry;
}  // namespace ikev2::iana::member_key_bag
