// Writes secrets as a key file.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <ostream>

#include "keyfile/store.h"

namespace ikev2::keyfile {

/// What a key file cannot say.
struct WriteResult {
    std::size_t left_out = 0;     ///< keys of ESP SAs whose algorithm has no name in esp_sa
    std::size_t joined_sets = 0;  ///< sets of SK_* without SPIs that read as one with the next
};

/// Writes all secrets of `store` as lines of a key file (FORMAT.md), the keys of ESP SAs as rows of
/// Wireshark's esp_sa.
WriteResult write_key_file(const Store& store, std::ostream& out);

}  // namespace ikev2::keyfile
