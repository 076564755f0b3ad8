// What signature algorithms are called, for the glue.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"

namespace ikev2::epan {

/// The names, in static storage, of a signature algorithm and of the hash that its parameters name;
/// null where there is none, or none is known.
struct AlgorithmName {
    const char* algorithm = nullptr;
    const char* hash = nullptr;
};

/// Of the algorithm that `der`, an AlgorithmIdentifier, names (crypto::read_signature_algorithm).
[[nodiscard]] AlgorithmName bridge_algorithm_name(Octets der) noexcept;

/// session::ke_data_length; 0 if the method is not known.
[[nodiscard]] std::uint32_t bridge_ke_data_length(std::uint16_t method, bool response) noexcept;

}  // namespace ikev2::epan
