// Where in the key files a secret comes from.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

namespace ikev2::keyfile {

/// A line of a key file.
struct Origin {
    std::uint16_t file = 0;  ///< index for Store::file_name()
    std::uint32_t line = 0;  ///< counts from 1; 0 is the file as a whole

    bool operator==(const Origin&) const = default;
};

}  // namespace ikev2::keyfile
