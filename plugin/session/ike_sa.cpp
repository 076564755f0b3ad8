// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/ike_sa.h"

#include <algorithm>

namespace ikev2::session {

bool IkeSa::has_nonces() const noexcept {
    return std::ranges::all_of(sides, [](const Side& side) {
        return side.init != nullptr && side.init->nonce_length != 0;
    });
}

}  // namespace ikev2::session
