// Messages with an Encrypted payload that a test makes itself.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "plugin/crypto/encr.h"
#include "plugin/crypto/integ.h"
#include "plugin/iana/payload_types.h"
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
inline Bytes seal_plaintext(const HeaderFields& header, const SealKeys& keys,
                            unsigned first_payload, Octets plaintext,
                            std::optional<FragmentNumbers> fragment = {}) {
    const crypto::Encr& algorithm = *keys.suite.encr;
    Bytes iv(algorithm.iv_length, 0x1f);
    Bytes ciphertext(plaintext.size());
    Bytes icv(algorithm.is_aead() ? algorithm.icv_length : keys.suite.integ->icv_length);
    const Bytes numbers =
        fragment ? concat({number(fragment->number, 2), number(fragment->total, 2)}) : Bytes();
    const auto type = fragment ? iana::payload::SKF : iana::payload::SK;
    const auto whole = [&] {
        return message(header, type,
                       payload(first_payload, concat({numbers, iv, ciphertext, icv})));
    };
    auto encr = crypto::EncrKey::make(algorithm, keys.sk_e);
    assert_true(encr.has_value());
    if (algorithm.is_aead()) {
        const Bytes empty = whole();
        const std::size_t aad = empty.size() - iv.size() - ciphertext.size() - icv.size();
        assert_true(encr->seal(iv, Octets(empty).first(aad), plaintext, ciphertext, icv));
        return whole();
    }
    assert_true(encr->seal(iv, {}, plaintext, ciphertext, {}));
    const Bytes unsigned_message = whole();
    auto integ = crypto::IntegKey::make(*keys.suite.integ, keys.sk_a);
    assert_true(integ.has_value());
    assert_true(integ->compute(
        {Octets(unsigned_message).first(unsigned_message.size() - icv.size())}, icv));
    return whole();
}

/// The same with the least padding for `payloads`.
inline Bytes seal(const HeaderFields& header, const SealKeys& keys, unsigned first_payload,
                  Octets payloads, std::optional<FragmentNumbers> fragment = {}) {
    const std::size_t block = keys.suite.encr->block_length;
    const std::size_t padding = (block - (payloads.size() + 1) % block) % block;
    return seal_plaintext(header, keys, first_payload,
                          concat({payloads, Bytes(padding), number(padding, 1)}), fragment);
}

}  // namespace ikev2::tests
