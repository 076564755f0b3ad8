// AlgorithmIdentifier (RFC 5280, section 4.1.1.2).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/base/octets.h"
#include "plugin/crypto/der.h"

namespace ikev2::crypto {

/// AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }
struct AlgorithmIdentifier {
    Octets algorithm;   ///< the value of the OBJECT IDENTIFIER
    Octets parameters;  ///< a whole element; empty if absent

    /// Absent or NULL, which standards ask for by turns and peers take for the same.
    [[nodiscard]] bool has_no_parameters() const noexcept {
        if (parameters.empty()) {
            return true;
        }
        der::Reader reader(parameters);
        return reader.contents(der::NULL_TYPE).empty() && reader.complete();
    }
};

/// Reads the next element of `reader`, which fails if it is no AlgorithmIdentifier.
[[nodiscard]] inline AlgorithmIdentifier read_algorithm_identifier(der::Reader& reader) noexcept {
    der::Reader sequence = reader.inside(der::SEQUENCE);
    AlgorithmIdentifier it;
    it.algorithm = sequence.contents(der::OBJECT_IDENTIFIER);
    if (!sequence.at_end()) {
        it.parameters = sequence.element();
    }
    reader.require(sequence.complete() && !it.algorithm.empty());
    return it;
}

}  // namespace ikev2::crypto
