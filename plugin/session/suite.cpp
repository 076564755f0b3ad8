// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/suite.h"

#include "plugin/iana/transform_types.h"
#include "plugin/ike/payload_sa.h"

namespace ikev2::session {

Suite Suite::chosen(ike::Reader sa_body) noexcept {
    Suite suite;
    ike::Proposal proposal;
    if (!ike::next_proposal(sa_body, proposal)) {
        return suite;
    }
    ike::Transform transform;
    while (ike::next_transform(proposal.transforms, transform)) {
        switch (transform.type.value) {
            case iana::transform_type::ENCR:
                suite.encr_id = transform.id.value;
                suite.key_bits = transform.key_length();
                break;
            case iana::transform_type::PRF:
                suite.prf_id = transform.id.value;
                break;
            case iana::transform_type::INTEG:
                suite.integ_id = transform.id.value;
                break;
            case iana::transform_type::KE:
                suite.ke_method = transform.id.value;
                break;
            default:
                suite.additional_ke.take(transform);
                break;
        }
    }
    suite.encr = crypto::find_encr(suite.encr_id);
    suite.prf = crypto::find_prf(suite.prf_id);
    // "When an authenticated encryption algorithm is selected as the encryption algorithm for any
    // SA (IKE or ESP), an integrity algorithm MUST NOT be selected for that SA" (RFC 5282, section
    // 8).
    if (suite.encr != nullptr && !suite.encr->is_aead()) {
        suite.integ = crypto::find_integ(suite.integ_id);
    }
    return suite;
}

bool Suite::can_open() const noexcept {
    return encr != nullptr && (encr->is_aead() || integ != nullptr) &&
           crypto::sk_e_length(*encr, key_bits).has_value();
}

std::optional<crypto::SkLengths> Suite::sk_lengths() const noexcept {
    if (!can_open() || prf == nullptr) {
        return std::nullopt;
    }
    return crypto::SkLengths{
        .d = prf->key_length,
        .a = integ != nullptr ? integ->key_length : 0,
        .e = *crypto::sk_e_length(*encr, key_bits),
        .p = prf->key_length,
    };
}

}  // namespace ikev2::session
