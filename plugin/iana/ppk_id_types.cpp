// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/ppk_id_types.h"

namespace ikev2::iana::ppk_id {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_PPK_ID_TYPES)};
}  // namespace

const Registry registry{"IKEv2 Post-quantum Preshared Key ID Types", rows};

}  // namespace ikev2::iana::ppk_id
