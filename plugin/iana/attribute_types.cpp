// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/attribute_types.h"

namespace ikev2::iana::attribute {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_TRANSFORM_ATTRIBUTE_TYPES)};
}  // namespace

const Registry registry{"IKEv2 Transform Attribute Types", rows};

}  // namespace ikev2::iana::attribute
