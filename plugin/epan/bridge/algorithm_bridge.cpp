// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/bridge/algorithm_bridge.h"

#include "plugin/crypto/signature_algorithm.h"

namespace ikev2::epan {

AlgorithmName bridge_algorithm_name(Octets der) noexcept {
    const auto algorithm = crypto::read_signature_algorithm(der);
    if (!algorithm) {
        return {};
    }
    return {algorithm->name, algorithm->pss.hash != nullptr ? algorithm->pss.hash->name : nullptr};
}

}  // namespace ikev2::epan
