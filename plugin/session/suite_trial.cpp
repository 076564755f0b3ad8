// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/suite_trial.h"

#include <array>

#include "plugin/iana/transform_ids.h"

namespace ikev2::session {

namespace {

// Key sizes in bits as the Key Length attribute gives them; 0 for ciphers that have none.
constexpr std::array<std::uint16_t, 4> kKeyBits = {0, 128, 192, 256};

}  // namespace

std::vector<Suite> suites_with(std::size_t sk_e_length, std::size_t sk_a_length) {
    std::vector<Suite> suites;
    for (const iana::Entry& encr : iana::encr::registry.entries) {
        const crypto::Encr* cipher = crypto::find_encr(static_cast<std::uint16_t>(encr.first));
        if (cipher == nullptr || cipher->is_aead() != (sk_a_length == 0)) {
            continue;
        }
        for (const std::uint16_t key_bits : kKeyBits) {
            if (crypto::sk_e_length(*cipher, key_bits) != sk_e_length) {
                continue;
            }
            Suite suite;
            suite.encr_id = cipher->id;
            suite.key_bits = key_bits;
            suite.encr = cipher;
            if (cipher->is_aead()) {
                suites.push_back(suite);
                continue;
            }
            for (const iana::Entry& integ : iana::integ::registry.entries) {
                suite.integ_id = static_cast<std::uint16_t>(integ.first);
                suite.integ = crypto::find_integ(suite.integ_id);
                if (suite.integ != nullptr && suite.integ->key_length == sk_a_length) {
                    suites.push_back(suite);
                }
            }
        }
    }
    return suites;
}

}  // namespace ikev2::session
