// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/transform_ids.h"

namespace ikev2::iana {
namespace {

constexpr Entry encr_rows[] = {IKEV2_IANA_ROWS(IKEV2_ENCR_IDS)};
constexpr Entry prf_rows[] = {IKEV2_IANA_ROWS(IKEV2_PRF_IDS)};
constexpr Entry integ_rows[] = {IKEV2_IANA_ROWS(IKEV2_INTEG_IDS)};
constexpr Entry dh_rows[] = {IKEV2_IANA_ROWS(IKEV2_KEY_EXCHANGE_METHODS)};
constexpr Entry esn_rows[] = {IKEV2_IANA_ROWS(IKEV2_SEQUENCE_NUMBERS_IDS)};
constexpr Entry kwa_rows[] = {IKEV2_IANA_ROWS(IKEV2_KEY_WRAP_IDS)};
constexpr Entry gcauth_rows[] = {IKEV2_IANA_ROWS(IKEV2_GROUP_CONTROLLER_AUTH_IDS)};

}  // namespace

const Registry encr::registry{"Transform Type 1 - Encryption Algorithm Transform IDs", encr_rows};
const Registry prf::registry{"Transform Type 2 - Pseudorandom Function Transform IDs", prf_rows};
const Registry integ::registry{"Transform Type 3 - Integrity Algorithm Transform IDs", integ_rows};
const Registry dh::registry{"Transform Type 4 - Key Exchange Method Transform IDs", dh_rows};
const Registry esn::registry{"Transform Type 5 - Sequence Numbers Transform IDs", esn_rows};
const Registry kwa::registry{"Transform Type 13 - Key Wrap Algorithm Transform IDs", kwa_rows};
const Registry gcauth::registry{
    "Transform Type 14 - Group Controller Authentication Method Transform IDs", gcauth_rows};

}  // namespace ikev2::iana
