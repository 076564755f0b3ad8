// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/bridge/key_bridge.h"

#include "plugin/epan/bridge/state.h"

namespace ikev2::epan {

KeyOctets bridge_keys(const session::MessageView& view) noexcept {
    const State* state = bridge_state();
    if (state == nullptr || state->capture == nullptr) {
        return {};
    }
    const crypto::SkKeys* keys = state->capture->keys_of(view);
    if (keys == nullptr) {
        return {};
    }
    return {keys->d, keys->ai, keys->ar, keys->ei, keys->er, keys->pi, keys->pr};
}

}  // namespace ikev2::epan
