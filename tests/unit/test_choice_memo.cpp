// SA payloads that are like the ones before are read as if they were the first.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/choice_memo.h"

#include <random>

#include "plugin/iana/payload_types.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "plugin/ike/sa_rules.h"
#include "plugin/session/message_layout.h"
#include "tests/unit/message_builder.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;
namespace type = ikev2::iana::transform_type;

namespace {

// A negotiation of one proposal; `lead` octets of a Nonce payload lie before it.
Negotiation negotiation_of(unsigned encr, unsigned prf, std::size_t lead) {
    const Bytes transforms =
        concat({transform(false, type::ENCR, encr, from_hex("800e0100")),
                transform(false, type::PRF, prf), transform(true, type::KE, 14)});
    const Bytes body = proposal(true, iana::protocol::IKE, {}, 3, transforms);
    const Bytes octets =
        concat({payload(iana::payload::SA, Bytes(lead)), payload(iana::payload::NONE, body)});
    return Negotiation::read(octets, chain_of(octets, iana::payload::NONCE));
}

void what_is_remembered_is_what_would_be_read(void** /*state*/) {
    std::vector<Negotiation> all;
    for (const unsigned encr : {iana::encr::ENCR_AES_CBC, iana::encr::ENCR_AES_GCM_16}) {
        for (const unsigned prf : {iana::prf::PRF_HMAC_SHA1, iana::prf::PRF_HMAC_SHA2_256}) {
            for (const std::size_t lead : {std::size_t{16}, std::size_t{32}}) {
                all.push_back(negotiation_of(encr, prf, lead));
            }
        }
    }
    all.emplace_back();  // without an SA payload
    ChoiceMemo memo;
    std::mt19937 random(1);
    unsigned choices = 0;
    constexpr unsigned rounds = 5000;
    for (unsigned i = 0; i < rounds; ++i) {
        const Negotiation& request = all[random() % all.size()];
        const Negotiation& response = all[random() % all.size()];
        const Suite expected = Suite::chosen(response.sa());
        const Suite& suite = memo.suite_of(response);
        assert_int_equal(suite.encr_id, expected.encr_id);
        assert_int_equal(suite.prf_id, expected.prf_id);
        assert_int_equal(suite.ke_method, expected.ke_method);
        assert_int_equal(suite.key_bits, expected.key_bits);
        assert_ptr_equal(suite.encr, expected.encr);
        const bool is_choice = ike::is_choice_of(request.sa(), response.sa());
        assert_int_equal(memo.is_choice_of(request, response), is_choice);
        choices += is_choice ? 1 : 0;
    }
    assert_true(choices > rounds / 10 && choices < rounds / 2);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(what_is_remembered_is_what_would_be_read),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
