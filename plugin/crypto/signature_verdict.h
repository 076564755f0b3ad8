// What verifying a signature came to.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

namespace ikev2::crypto {

enum class SignatureVerdict : std::uint8_t {
    verified,
    wrong,        ///< of other octets, or made with another key
    unsupported,  ///< the method, an algorithm, the key's type or one of its sizes; or libgcrypt
                  ///< failed
    bad_key,      ///< the key's type or size does not fit the method or algorithm
    malformed,    ///< not in the form that the method or algorithm asks for
};

}  // namespace ikev2::crypto
