// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/suite_trial.h"

#include <algorithm>
#include <array>

#include "plugin/iana/transform_ids.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_sk.h"

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
    std::stable_partition(suites.begin(), suites.end(), [](const Suite& suite) {
        return suite.encr_id == iana::encr::ENCR_AES_CBC;
    });
    return suites;
}

std::vector<const crypto::Prf*> prfs_of(const IkeSa& sa) {
    std::vector<const crypto::Prf*> prfs;
    if (!sa.suite) {
        return prfs;
    }
    if (!sa.suite_by_trial) {
        if (sa.suite->prf != nullptr) {
            prfs.push_back(sa.suite->prf);
        }
        return prfs;
    }
    const std::size_t length = sa.bound ? sa.bound->keys.d.size() : 0;
    for (const iana::Entry& entry : iana::prf::registry.entries) {
        const crypto::Prf* prf = crypto::find_prf(static_cast<std::uint16_t>(entry.first));
        if (prf != nullptr && prf->key_length == length) {
            prfs.push_back(prf);
        }
    }
    return prfs;
}

bool holds_payloads(Octets plaintext, const Encrypted& encrypted) noexcept {
    const auto parts = ike::Plaintext::read(plaintext);
    if (!parts.valid || encrypted.fragment_number > 1) {
        return parts.valid;
    }
    ike::Chain chain = chain_of(parts.payloads.value, encrypted.first_type);
    ike::Payload payload;
    bool reserved_bits = false;
    while (chain.next(payload)) {
        reserved_bits = reserved_bits || (payload.flags.value & ~ike::kCriticalBit) != 0;
    }
    if (encrypted.fragment_total > 1) {
        // The payloads go on in the next fragment.
        return !reserved_bits && chain.ended() != ike::ChainEnd::length_too_small;
    }
    return chain.ended() == ike::ChainEnd::complete && chain.position() == parts.payloads.length;
}

}  // namespace ikev2::session
