// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/hash_algorithms.h"

namespace ikev2::iana::hash {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_HASH_ALGORITHMS)};
}  // namespace

const Registry registry{"IKEv2 Hash Algorithms", rows};

}  // namespace ikev2::iana::hash
