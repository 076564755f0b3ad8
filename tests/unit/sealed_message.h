// Messages with an Encrypted payload that a test makes itself.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include "plugin/base/octets.h"
#include "plugin/session/suite.h"
#include "tests/unit/message_builder.h"

namespace ikev2::tests {

/// The keys of one direction.
struct SealKeys {
    session::Suite suite;
    Bytes sk_e;
    Bytes sk_a;  ///< empty with an AEAD
};

/// Fragment Number and Total Fragments (RFC 7383, section 2.5).
struct FragmentNumbers {
    unsigned number;
    unsigned total;
};

/// A message whose SK payload, or SKF payload if there are `fragment` numbers, holds `plaintext`:
/// payloads, Padding and Pad Length. `first_payload` is the type of the first payload inside.
Bytes seal_plaintext(const HeaderFields& header, const SealKeys& keys, unsigned first_payload,
                     Octets plaintext, std::optional<FragmentNumbers> fragment = {});

/// The same with the least padding for `payloads`.
Bytes seal(const HeaderFields& header, const SealKeys& keys, unsigned first_payload,
           Octets payloads, std::optional<FragmentNumbers> fragment = {});

}  // namespace ikev2::tests
