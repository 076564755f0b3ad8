// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/bridge/nat_detection_bridge.h"

#include <algorithm>

#include "plugin/crypto/nat_detection.h"

namespace ikev2::epan {

bool bridge_nat_detection_hash(const SpiPair& spis, Octets address, std::uint16_t port,
                               MutableOctets hash) noexcept {
    crypto::NatDetectionHash made{};
    static_assert(made.size() == kNatDetectionHashLength);
    if (hash.size() < made.size() || !crypto::nat_detection_hash(spis, address, port, made)) {
        return false;
    }
    std::copy(made.begin(), made.end(), hash.begin());
    return true;
}

}  // namespace ikev2::epan
