// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/rohc_attributes.h"

namespace ikev2::iana::rohc {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_ROHC_ATTRIBUTES)};
}  // namespace

const Registry registry{"ROHC Attribute Types", rows};

}  // namespace ikev2::iana::rohc
