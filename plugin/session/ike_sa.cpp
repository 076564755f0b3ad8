// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/ike_sa.h"

#include <algorithm>

namespace ikev2::session {

bool IkeSa::can_derive() const noexcept {
    return suite && suite->sk_lengths().has_value() &&
           std::ranges::all_of(sides, [](const Side& side) {
               return side.init != nullptr && !side.init->nonce().empty();
           });
}

}  // namespace ikev2::session
