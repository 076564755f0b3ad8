// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/sealed_message.h"

#include <cstddef>

#include "plugin/crypto/encr.h"
#include "plugin/crypto/integ.h"
#include "plugin/iana/payload_types.h"

namespace ikev2::tests {

Bytes seal_plaintext(const HeaderFields& header, const SealKeys& keys, unsigned first_payload,
                     Octets plaintext, std::optional<FragmentNumbers> fragment) {
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

Bytes seal(const HeaderFields& header, const SealKeys& keys, unsigned first_payload,
           Octets payloads, std::optional<FragmentNumbers> fragment) {
    const std::size_t block = keys.suite.encr->block_length;
    const std::size_t padding = (block - (payloads.size() + 1) % block) % block;
    return seal_plaintext(header, keys, first_payload,
                          concat({payloads, Bytes(padding), number(padding, 1)}), fragment);
}

}  // namespace ikev2::tests
