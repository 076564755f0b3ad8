// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/group_attributes.h"

namespace ikev2::iana {
namespace {

constexpr Entry gsa_rows[] = {IKEV2_IANA_ROWS(IKEV2_GSA_ATTRIBUTES)};
constexpr Entry gwp_rows[] = {IKEV2_IANA_ROWS(IKEV2_GROUP_WIDE_POLICY_ATTRIBUTES)};
constexpr Entry group_key_bag_rows[] = {IKEV2_IANA_ROWS(IKEV2_GROUP_KEY_BAG_ATTRIBUTES)};
constexpr Entry member_key_bag_rows[] = {IKEV2_IANA_ROWS(IKEV2_MEMBER_KEY_BAG_ATTRIBUTES)};

}  // namespace

const Registry gsa_attribute::registry{"GSA Attributes", gsa_rows};
const Registry gwp_attribute::registry{"Group-wide Policy Attributes", gwp_rows};
const Registry group_key_bag::registry{"Group Key Bag Attributes", group_key_bag_rows};
const Registry member_key_bag::registry{"Member Key Bag Attributes", member_key_bag_rows};

}  // namespace ikev2::iana
