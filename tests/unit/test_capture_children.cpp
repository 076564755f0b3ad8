// The CHILD_SAs that a capture's exchanges make.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cstdlib>

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "tests/unit/playback.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

constexpr const char* kCaptures[] = {"3des-md5-psk",  "aes-gcm-psk",     "aes256-sha512-psk",
                                     "cisco-ios-psk", "cisco-ios-rekey", "eap-identity",
                                     "ike-rekey",     "many-child-sas"};

// Every CHILD_SA of the facts must be among `children`, under its IKE SA, and have its keys.
void check_child(const Facts& facts, const std::string& path, const SpiPair& ike,
                 const auto& children) {
    const auto spi = [&](const char* member) {
        return static_cast<std::uint32_t>(
            std::strtoull(facts.text(path + member).c_str(), nullptr, 16));
    };
    const auto child = std::find_if(children.begin(), children.end(), [&](const ChildSa& it) {
        return it.spis[0] == spi(".spi_i") && it.spis[1] == spi(".spi_r");
    });
    assert_true(child != children.end());
    assert_true(child->ike->spis == ike);
    assert_int_equal(child->protocol, iana::protocol::ESP);
    assert_int_equal(child->encr_id, facts.number(path + ".encr_id"));
    assert_int_equal(child->key_bits, facts.number(path + ".key_bits"));
    assert_int_equal(child->integ_id, facts.number(path + ".integ_id"));
    assert_int_equal(child->esn_id, facts.flag(path + ".esn") ? 1 : 0);
    assert_int_equal(child->transport_mode, facts.text(path + ".mode") == "transport");
    const Bytes g_ir = facts.hex(path + ".g_ir");
    assert_int_equal(child->key_exchange, !g_ir.empty());
    const auto keys = child->derive(g_ir);
    assert_true(keys.has_value());
    assert_true(equal((*keys)[0].encr, facts.hex(path + ".encr_key_i")));
    assert_true(equal((*keys)[0].integ, facts.hex(path + ".integ_key_i")));
    assert_true(equal((*keys)[1].encr, facts.hex(path + ".encr_key_r")));
    assert_true(equal((*keys)[1].integ, facts.hex(path + ".integ_key_r")));
}

void every_child_sa_has_the_keys_that_were_agreed_on(void** /*state*/) {
    for (const char* capture : kCaptures) {
        const Facts facts(capture);
        Playback playback;
        playback.take_all(ike_frames(capture), keys_of(capture));
        const auto& children = playback.capture().children();
        assert_int_equal(children.size(), facts.count("$.ike_sas[*].child_sas[*]"));
        assert_true(!children.empty());
        for (std::size_t sa = 0; sa < facts.count("$.ike_sas[*]"); ++sa) {
            const std::string ike = "$.ike_sas[" + std::to_string(sa) + "]";
            for (std::size_t i = 0; i < facts.count(ike + ".child_sas[*]"); ++i) {
                check_child(facts, ike + ".child_sas[" + std::to_string(i) + "]", facts.spis(ike),
                            children);
            }
        }
    }
}

// RFC 7296, section 2.1: a requester sends again until it has an answer, a responder answers again.
void messages_that_are_sent_again_make_no_second_child_sa(void** /*state*/) {
    for (const char* capture : kCaptures) {
        const keyfile::Store keys = keys_of(capture);
        Playback once;
        once.take_all(ike_frames(capture), keys);
        Playback again;
        std::vector<Frame> seen;
        for (const Frame& frame : ike_frames(capture)) {
            seen.push_back(frame);
            // The whole of the last exchange once more.
            const bool answered = frame.message().header.is_response() && seen.size() >= 2;
            again.take(frame, keys);
            if (answered) {
                again.take(seen[seen.size() - 2], keys);
                again.take(frame, keys);
            }
        }
        if (again.capture().children().size() != once.capture().children().size()) {
            fail_msg("%s: %zu CHILD_SAs, %zu with retransmissions", capture,
                     once.capture().children().size(), again.capture().children().size());
        }
    }
}

void the_response_that_completed_a_child_sa_names_it(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback;
    for (const Frame& frame : exchange.frames) {
        const MessageView& view = playback.take(frame, keys);
        const bool last = &frame == &exchange.auth_response();
        assert_int_equal(view.child_known, last);
    }
    assert_int_equal(playback.capture().children().size(), 1);
    const ChildSa& child = playback.capture().children()[0];
    assert_int_equal(child.number, 0);
    assert_true(child.requester == Sender::initiator);
    assert_true(child.addresses[0] == exchange.init_request().source);
    assert_true(child.addresses[1] == exchange.init_request().destination);
}

void a_refused_ike_auth_makes_no_child_sa(void** /*state*/) {
    Playback playback;
    playback.take_all(ike_frames("wrong-psk"), keys_of("wrong-psk"));
    assert_true(playback.capture().children().empty());
}

void messages_that_are_not_opened_make_no_child_sa(void** /*state*/) {
    Playback playback;
    playback.take_all(cisco().frames, keyfile::Store());
    assert_true(playback.capture().children().empty());
}

// RFC 4543, section 5.3: key and salt; RFC 7296, section 2.17: no encryption key for AH.
void keymat_of_ah_has_the_lengths_of_its_algorithm(void** /*state*/) {
    struct {
        std::uint16_t id;
        std::size_t length;
    } const lengths[] = {{iana::integ::AUTH_HMAC_SHA2_256_128, 32},
                         {iana::integ::AUTH_AES_128_GMAC, 20},
                         {iana::integ::AUTH_AES_192_GMAC, 28},
                         {iana::integ::AUTH_AES_256_GMAC, 36}};
    const Exchange exchange = cisco();
    const IkeSa ike = exchange.ike_sa_with_keys();
    ChildSa child;
    child.ike = &ike;
    child.request = ike.side(Sender::initiator).init;
    child.response = ike.side(Sender::responder).init;
    Secret keymat;
    for (const auto& [id, length] : lengths) {
        child.protocol = iana::protocol::AH;
        child.integ_id = id;
        const auto keys = child.derive({});
        assert_true(keys.has_value());
        assert_true((*keys)[0].encr.empty() && (*keys)[1].encr.empty());
        assert_int_equal((*keys)[0].integ.size(), length);
        assert_int_equal((*keys)[1].integ.size(), length);
        // All KEYMATs of the same inputs begin alike.
        assert_true(keymat.empty() ||
                    equal(Octets(keymat).first(20), Octets((*keys)[0].integ).first(20)));
        keymat = (*keys)[0].integ;
        // With ESP there is no such Transform ID: "AES-GMAC in AH" only.
        child.protocol = iana::protocol::ESP;
        child.encr_id = iana::encr::ENCR_NULL;
        assert_int_equal(child.derive({}).has_value(), length == 32);
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_child_sa_has_the_keys_that_were_agreed_on),
        cmocka_unit_test(messages_that_are_sent_again_make_no_second_child_sa),
        cmocka_unit_test(the_response_that_completed_a_child_sa_names_it),
        cmocka_unit_test(a_refused_ike_auth_makes_no_child_sa),
        cmocka_unit_test(messages_that_are_not_opened_make_no_child_sa),
        cmocka_unit_test(keymat_of_ah_has_the_lengths_of_its_algorithm),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
