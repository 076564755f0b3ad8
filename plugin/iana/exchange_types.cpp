// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/exchange_types.h"

namespace ikev2::iana::exchange {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_EXCHANGE_TYPES)};
}  // namespace

const Registry registry{"IKEv2 Exchange Types", rows};

}  // namespace ikev2::iana::exchange
