// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/bridge/algorithm_bridge.h"

#include "plugin/crypto/signature_algorithm.h"
#include "plugin/session/ke_length.h"

namespace ikev2::epan {

AlgorithmName bridge_algorithm_name(Octets der) noexcept {
    const auto algorithm = crypto::read_signature_algorithm(der);
    if (!algorithm) {
        return {};
    }
    return {algorithm->name, algorithm->pss.hash != nullptr ? algorithm->pss.hash->name : nullptr};
}

std::uint32_t bridge_ke_data_length(std::uint16_t method, bool response) noexcept {
    return session::ke_data_length(method, response).value_or(0);
}

}  // namespace ikev2::epan
