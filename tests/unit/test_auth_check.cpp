// Checking AUTH payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/auth_check.h"

#include <memory>
#include <utility>

#include "plugin/crypto/auth.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/auth_methods.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "tests/unit/playback.h"
#include "tests/unit/test_keyfile_support.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

constexpr Sender kSenders[] = {Sender::initiator, Sender::responder};
constexpr const char* kBothPsks =
    "PSK 10.0.0.1 10.0.0.2 \"cisco\"\n"
    "PSK 10.0.0.2 10.0.0.1 \"cisco\"\n";

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

// An IKE SA, its identities, and the AUTH payload of one side; a test alters what it wants.
struct Authenticated {
    explicit Authenticated(const Exchange& exchange, Sender who = Sender::initiator)
        : sa(exchange.ike_sa_with_keys()), sender(who) {
        const bool initiator = who == Sender::initiator;
        for (const Sender side : kSenders) {
            sa.side(side).id_body = KeptOctets(exchange.id_body(side));
        }
        body = exchange.inner_body(initiator ? exchange.auth_request() : exchange.auth_response(),
                                   iana::payload::AUTH);
    }

    [[nodiscard]] AuthVerdict check(const keyfile::Store& store) const {
        ike::Reader reader = reader_of(body);
        AuthInput input{ike::Authentication::read(reader), {}, after_eap};
        if (!certificate.empty()) {
            ike::Reader of_certificate = reader_of(certificate);
            input.certificate = ike::Certificate::read(of_certificate);
        }
        return check_auth(sa, sender, input, store, {});
    }
    [[nodiscard]] AuthVerdict check(std::string_view lines) const { return check(store_of(lines)); }
    [[nodiscard]] bool is_not_checked(std::string_view lines, AuthReason reason) const {
        const AuthVerdict verdict = check(lines);
        return verdict.status == AuthStatus::not_checked && verdict.reason == reason &&
               verdict.kind == nullptr && verdict.tried == 0;
    }
    [[nodiscard]] bool is_wrong(std::string_view lines) const {
        const AuthVerdict verdict = check(lines);
        return verdict.status == AuthStatus::wrong && verdict.reason == AuthReason::none &&
               verdict.tried != 0;
    }

    IkeSa sa;
    Sender sender;
    Bytes body;         ///< of the AUTH payload
    Bytes certificate;  ///< body of the CERT payload; empty: there is none
    bool after_eap = false;
};

void the_psk_of_both_sides_is_verified(void** /*state*/) {
    for (const char* capture :
         {"cisco-ios-psk", "3des-md5-psk", "aes-gcm-psk", "aes256-sha512-psk"}) {
        const Exchange exchange(capture);
        for (const Sender sender : kSenders) {
            const AuthVerdict verdict = Authenticated(exchange, sender).check(exchange.keys());
            assert_true(verdict.status == AuthStatus::verified);
            assert_true(verdict.reason == AuthReason::none);
            assert_string_equal(verdict.kind, "PSK");
            assert_int_equal(verdict.tried, 1);
        }
    }
}

void the_line_that_verified_is_named(void** /*state*/) {
    const Exchange exchange = cisco();
    assert_int_equal(Authenticated(exchange, Sender::initiator).check(kBothPsks).origin.line, 1);
    assert_int_equal(Authenticated(exchange, Sender::responder).check(kBothPsks).origin.line, 2);
}

void a_psk_that_is_not_the_senders_is_wrong(void** /*state*/) {
    const AuthVerdict verdict =
        Authenticated(cisco()).check("# comment\nPSK 10.0.0.1 10.0.0.2 \"Cisco\"\n");
    assert_true(verdict.status == AuthStatus::wrong);
    assert_string_equal(verdict.kind, "PSK");
    assert_int_equal(verdict.origin.line, 2);
    assert_int_equal(verdict.tried, 1);
}

void of_several_psks_one_that_fits_is_enough(void** /*state*/) {
    const AuthVerdict verdict = Authenticated(cisco()).check(
        "PSK 10.0.0.1 10.0.0.2 \"first\"\n"
        "PSK * * \"second\"\n"
        "PSK 10.0.0.1 * \"cisco\"\n"
        "PSK * 10.0.0.2 \"fourth\"\n");
    assert_true(verdict.status == AuthStatus::verified);
    assert_int_equal(verdict.origin.line, 3);
    assert_int_equal(verdict.tried, 3);
}

void of_several_wrong_psks_the_first_is_named(void** /*state*/) {
    const AuthVerdict verdict = Authenticated(cisco()).check(
        "PSK 192.0.2.1 * \"of another\"\n"
        "PSK 10.0.0.1 10.0.0.2 \"first\"\n"
        "PSK * * \"second\"\n");
    assert_true(verdict.status == AuthStatus::wrong);
    assert_int_equal(verdict.origin.line, 2);
    assert_int_equal(verdict.tried, 2);
}

void a_psk_is_for_one_direction(void** /*state*/) {
    const Exchange exchange = cisco();
    const char* initiators = "PSK 10.0.0.1 10.0.0.2 \"cisco\"\n";
    assert_true(Authenticated(exchange).check(initiators).status == AuthStatus::verified);
    assert_true(Authenticated(exchange, Sender::responder)
                    .is_not_checked(initiators, AuthReason::no_matching_psk));
}

void both_identities_must_match(void** /*state*/) {
    const Authenticated it(cisco());
    for (const char* line :
         {"PSK 10.0.0.3 10.0.0.2 \"cisco\"\n", "PSK 10.0.0.1 10.0.0.3 \"cisco\"\n",
          "PSK r1.example.org * \"cisco\"\n", "PSK * 10.0.0.1 \"cisco\"\n"}) {
        assert_true(it.is_not_checked(line, AuthReason::no_matching_psk));
    }
    for (const char* line :
         {"PSK * * \"cisco\"\n", "PSK 10.0.0.1 * \"cisco\"\n", "PSK * 10.0.0.2 \"cisco\"\n"}) {
        assert_true(it.check(line).status == AuthStatus::verified);
    }
}

// When the initiator sends AUTH, the responder has not sent its identity yet.
void a_peer_without_identity_may_be_anybody(void** /*state*/) {
    Authenticated it(cisco());
    it.sa.side(Sender::responder).id_body = KeptOctets();
    assert_true(it.check("PSK 10.0.0.1 10.0.0.9 \"cisco\"\n").status == AuthStatus::verified);
    assert_true(it.is_not_checked("PSK 10.0.0.9 * \"cisco\"\n", AuthReason::no_matching_psk));
}

void without_any_psk_nothing_is_checked(void** /*state*/) {
    const Exchange exchange = cisco();
    const Authenticated it(exchange);
    assert_true(it.is_not_checked("", AuthReason::no_psk));
    assert_true(it.is_not_checked(
        exchange.sk_line("SK_pi") + exchange.line("EAP_MSK", from_hex("636973636f")),
        AuthReason::no_psk));
}

void without_the_senders_identity_nothing_is_checked(void** /*state*/) {
    Authenticated it(cisco());
    it.sa.side(Sender::initiator).id_body = KeptOctets();
    assert_true(it.is_not_checked(kBothPsks, AuthReason::no_identity));
    it.sa.side(Sender::initiator).id_body = KeptOctets(from_hex("010000"));
    assert_true(it.is_not_checked(kBothPsks, AuthReason::no_identity));
}

void without_the_senders_sk_p_nothing_is_checked(void** /*state*/) {
    const Exchange exchange = cisco();
    for (const Sender sender : kSenders) {
        Authenticated it(exchange, sender);
        Secret& own = sender == Sender::initiator ? it.sa.bound->keys.pi : it.sa.bound->keys.pr;
        Secret& peers = sender == Sender::initiator ? it.sa.bound->keys.pr : it.sa.bound->keys.pi;
        peers.clear();
        assert_true(it.check(kBothPsks).status == AuthStatus::verified);
        own.clear();
        assert_true(it.is_not_checked(kBothPsks, AuthReason::no_sk_p));
    }
}

void without_any_key_nothing_is_checked(void** /*state*/) {
    Authenticated it(cisco());
    it.sa.bound.reset();
    assert_true(it.is_not_checked(kBothPsks, AuthReason::no_sk_p));
}

void without_both_ike_sa_init_messages_nothing_is_checked(void** /*state*/) {
    const Exchange exchange = cisco();
    for (const Sender sender : kSenders) {
        for (const Sender missing : kSenders) {
            Authenticated it(exchange, sender);
            it.sa.side(missing).init = nullptr;
            assert_true(it.is_not_checked(kBothPsks, AuthReason::no_negotiation));
        }
        Authenticated no_suite(exchange, sender);
        no_suite.sa.suite.reset();
        assert_true(no_suite.is_not_checked(kBothPsks, AuthReason::no_negotiation));
    }
}

void unknown_methods_are_not_checked(void** /*state*/) {
    for (const unsigned method : {0U, 4U, 8U, 12U, 15U, 255U}) {
        Authenticated it(cisco());
        put(it.body, 0, method, 1);
        assert_true(it.is_not_checked(kBothPsks, AuthReason::method));
    }
    Authenticated empty(cisco());
    empty.body.clear();
    assert_true(empty.is_not_checked(kBothPsks, AuthReason::method));
}

void a_signature_needs_a_certificate(void** /*state*/) {
    for (const unsigned method : {1U, 3U, 9U, 10U, 11U, 14U}) {
        Authenticated it(cisco());
        put(it.body, 0, method, 1);
        assert_true(it.is_not_checked(kBothPsks, AuthReason::no_certificate));
    }
}

void a_certificate_without_a_usable_key_is_named_as_the_reason(void** /*state*/) {
    Authenticated it(cisco());
    put(it.body, 0, 1, 1);
    it.certificate = from_hex("04300102");
    assert_true(it.is_not_checked(kBothPsks, AuthReason::bad_certificate));
    it.certificate = from_hex("0f300102");
    assert_true(it.is_not_checked(kBothPsks, AuthReason::bad_certificate));
    it.certificate = from_hex("01300102");
    assert_true(it.is_not_checked(kBothPsks, AuthReason::certificate_encoding));
}

// RFC 7619, section 2.1; and RFC 7296, section 2.16, of EAP methods that make no key.
void sk_p_is_the_secret_where_there_is_no_other(void** /*state*/) {
    for (const Sender sender : kSenders) {
        const bool initiator = sender == Sender::initiator;
        const Exchange exchange = cisco();
        const Bytes own = exchange.key(initiator ? "SK_pi" : "SK_pr");
        const Bytes others = exchange.key(initiator ? "SK_pr" : "SK_pi");
        const Bytes& init = (initiator ? exchange.init_request() : exchange.init_response()).octets;
        Authenticated it(exchange, sender);
        it.body = exchange.auth_body(sender, own, init);
        it.after_eap = true;
        assert_true(it.check("").status == AuthStatus::verified);
        assert_string_equal(it.check("").by.c_str(), initiator
                                                         ? "SK_pi (the EAP method made no key)"
                                                         : "SK_pr (the EAP method made no key)");
        put(it.body, 0, iana::auth::NULL_AUTH, 1);
        it.after_eap = false;
        const AuthVerdict verdict = it.check("");
        assert_true(verdict.status == AuthStatus::verified);
        assert_string_equal(verdict.by.c_str(), initiator ? "SK_pi (NULL authentication)"
                                                          : "SK_pr (NULL authentication)");
        it.body = exchange.auth_body(sender, others, init);
        put(it.body, 0, iana::auth::NULL_AUTH, 1);
        assert_true(it.is_wrong(kBothPsks));
    }
}

// RFC 4739: an authentication may follow one by EAP.
void a_psk_after_eap_counts_only_where_it_verifies(void** /*state*/) {
    Authenticated it(cisco());
    it.after_eap = true;
    assert_true(it.check(kBothPsks).status == AuthStatus::verified);
    assert_true(it.is_not_checked("PSK * * \"other\"\n", AuthReason::no_msk));
}

void authentication_data_that_is_altered_is_wrong(void** /*state*/) {
    const Authenticated good(cisco());
    assert_false(good.is_wrong(kBothPsks));
    for (std::size_t i = 4; i < good.body.size(); ++i) {
        Authenticated it = good;
        it.body[i] ^= 1;
        assert_true(it.is_wrong(kBothPsks));
    }
    Authenticated shorter = good;
    shorter.body.pop_back();
    assert_true(shorter.is_wrong(kBothPsks));
    Authenticated longer = good;
    longer.body.push_back(0);
    assert_true(longer.is_wrong(kBothPsks));
    Authenticated none = good;
    none.body.resize(4);
    assert_true(none.is_wrong(kBothPsks));
}

// The same octets but for one bit of the one at `offset`.
KeptOctets altered(Octets octets, std::size_t offset) {
    std::vector<std::uint8_t> copy(octets.begin(), octets.end());
    copy.at(offset) ^= 1;
    return KeptOctets(copy);
}

// RFC 7296, section 2.15: the octets that are signed.
void whatever_is_covered_must_be_as_the_sender_saw_it(void** /*state*/) {
    const Exchange exchange = cisco();
    const auto with_altered = [](const std::shared_ptr<const Negotiation>& init,
                                 std::size_t offset) {
        Negotiation copy = *init;
        copy.octets = altered(copy.octets, offset);
        return std::make_shared<const Negotiation>(std::move(copy));
    };
    for (const Sender sender : kSenders) {
        const Authenticated good(exchange, sender);
        const Sender peer = peer_of(sender);

        Authenticated own_message = good;
        own_message.sa.side(sender).init = with_altered(good.sa.side(sender).init, 60);
        assert_true(own_message.is_wrong(kBothPsks));

        Authenticated peer_nonce = good;
        const auto& peers = good.sa.side(peer).init;
        peer_nonce.sa.side(peer).init = with_altered(peers, peers->nonce_offset);
        assert_true(peer_nonce.is_wrong(kBothPsks));

        Authenticated rest_of_peer_message = good;
        rest_of_peer_message.sa.side(peer).init = with_altered(peers, 60);
        assert_true(rest_of_peer_message.check(kBothPsks).status == AuthStatus::verified);

        Authenticated reserved_of_id = good;
        KeptOctets& reserved = reserved_of_id.sa.side(sender).id_body;
        reserved = altered(reserved, 2);
        assert_true(reserved_of_id.is_wrong(kBothPsks));

        Authenticated other_id = good;
        KeptOctets& id = other_id.sa.side(sender).id_body;
        id = altered(id, id.size() - 1);
        assert_true(other_id.is_wrong("PSK * * \"cisco\"\n"));

        Authenticated other_sk_p = good;
        (sender == Sender::initiator ? other_sk_p.sa.bound->keys.pi
                                     : other_sk_p.sa.bound->keys.pr)[0] ^= 1;
        assert_true(other_sk_p.is_wrong(kBothPsks));
    }
}

// The IKE SA of the capture with EAP, and the AUTH payload of its last request or response.
Authenticated last_of_eap(const Exchange& exchange, Sender sender) {
    Authenticated it(exchange, Sender::responder);
    it.sender = sender;
    it.after_eap = true;
    it.body = exchange.inner_body(
        exchange.frames.at(exchange.frames.size() - (sender == Sender::initiator ? 2 : 1)),
        iana::payload::AUTH);
    return it;
}

void after_eap_both_sides_prove_themselves_with_the_msk(void** /*state*/) {
    const Exchange exchange("eap-identity");
    for (const Sender sender : kSenders) {
        const AuthVerdict verdict = last_of_eap(exchange, sender).check(exchange.keys());
        assert_true(verdict.status == AuthStatus::verified);
        assert_string_equal(verdict.kind, "EAP_MSK");
        assert_int_equal(verdict.tried, 1);
    }
}

// The MSK of the capture.
Bytes msk_of(const Exchange& exchange) {
    const keyfile::Store store = exchange.keys();
    for (const keyfile::SaSecret& secret : store.exact()) {
        if (secret.kind == keyfile::SecretKind::EAP_MSK) {
            return to_bytes(secret.value);
        }
    }
    fail_msg("%s: no EAP_MSK", exchange.name.c_str());
    return {};
}

void an_msk_may_have_wildcards(void** /*state*/) {
    const Exchange exchange("eap-identity");
    const std::string value = keyfile::test::hex(msk_of(exchange)) + '\n';
    for (const Sender sender : kSenders) {
        const Authenticated it = last_of_eap(exchange, sender);
        const AuthVerdict verdict = it.check(exchange.line("EAP_MSK", Bytes(64, 1)) +
                                             "EAP_MSK * * 0102\n" + "EAP_MSK * * " + value);
        assert_true(verdict.status == AuthStatus::verified);
        assert_int_equal(verdict.origin.line, 3);
        assert_int_equal(verdict.tried, 3);
        assert_true(it.is_not_checked("EAP_MSK * 0000000000000002 " + value, AuthReason::no_msk));
    }
}

void an_msk_of_another_method_is_wrong(void** /*state*/) {
    const Exchange exchange("eap-identity");
    const Authenticated it = last_of_eap(exchange, Sender::initiator);
    const AuthVerdict verdict =
        it.check(exchange.line("EAP_MSK", Bytes(64, 1)) + exchange.line("EAP_MSK", Bytes(64, 2)));
    assert_true(verdict.status == AuthStatus::wrong);
    assert_int_equal(verdict.tried, 2);
    assert_int_equal(verdict.origin.line, 1);
}

void after_eap_a_psk_proves_nothing(void** /*state*/) {
    const Exchange exchange("eap-identity");
    const Authenticated it = last_of_eap(exchange, Sender::responder);
    assert_true(it.is_not_checked("PSK * * \"cisco\"\n", AuthReason::no_msk));
    assert_true(
        it.is_not_checked("EAP_MSK 0000000000000001 0000000000000002 0102\n", AuthReason::no_msk));
}

void without_eap_an_msk_proves_nothing(void** /*state*/) {
    const Exchange exchange("eap-identity");
    Authenticated it = last_of_eap(exchange, Sender::initiator);
    it.after_eap = false;
    assert_true(it.check(exchange.keys()).reason == AuthReason::no_psk);
}

// Makes `it` look as if a ticket had made its IKE SA, and gives it the AUTH payload of RFC 5723.
void resume(Authenticated& it, bool whole) {
    IkeSa& sa = it.sa;
    const Side& side = sa.side(it.sender);
    sa.resumed_from = &sa;
    const Secret& sk_p = sa.bound->sk_p(it.sender);
    const auto octets =
        crypto::signed_octets(*sa.suite->prf, side.init->octets,
                              sa.side(peer_of(it.sender)).init->nonce(), sk_p, side.id_body);
    assert_true(octets.has_value());
    Bytes data(sa.suite->prf->output_length);
    assert_true(crypto::compute_prf(*sa.suite->prf, sk_p,
                                    {whole ? Octets(*octets) : Octets(side.init->octets)}, data));
    it.body = concat({number(iana::auth::SHARED_KEY_MIC, 1), Bytes(3), data});
}

void auth_of_a_resumed_ike_sa_is_made_with_sk_p(void** /*state*/) {
    for (const Sender sender : kSenders) {
        for (const bool whole : {true, false}) {
            Authenticated it(cisco(), sender);
            resume(it, whole);
            const AuthVerdict verdict = it.check("");
            assert_true(verdict.status == AuthStatus::verified);
            assert_true(verdict.by.starts_with(sender == Sender::initiator ? "SK_pi" : "SK_pr"));
            it.body.back() ^= 1U;
            assert_true(it.check(kBothPsks).status == AuthStatus::wrong);
        }
    }
}

// A PSK proves nothing of an IKE SA that was resumed.
void a_psk_does_not_verify_a_resumed_ike_sa(void** /*state*/) {
    Authenticated it(cisco());
    it.sa.resumed_from = &it.sa;
    assert_true(it.check(kBothPsks).status == AuthStatus::wrong);
}

// `frame` with a notification of this type, without data, before its other payloads.
Bytes with_notify(const Frame& frame, unsigned type) {
    constexpr std::size_t kNextPayloadAt = 16;
    constexpr std::size_t kLengthAt = 24;
    const Octets octets = frame.octets;
    const Bytes notify = payload(octets[kNextPayloadAt], concat({Bytes(2), number(type, 2)}));
    Bytes whole =
        concat({octets.first(ike::kHeaderLength), notify, octets.subspan(ike::kHeaderLength)});
    whole[kNextPayloadAt] = iana::payload::N;
    put(whole, kLengthAt, whole.size(), 4);
    return whole;
}

void auth_of_the_full_transcript_is_not_called_wrong(void** /*state*/) {
    const Exchange exchange = cisco();
    const unsigned type = iana::notify::IKE_SA_INIT_FULL_TRANSCRIPT_AUTH;
    const auto announced = [&](const Frame& init) {
        return std::make_shared<const Negotiation>(
            exchange.negotiation(exchange.frame(with_notify(init, type))));
    };
    for (const Sender sender : kSenders) {
        Authenticated it(exchange, sender);
        it.sa.side(Sender::initiator).init = announced(exchange.init_request());
        // One side alone changes nothing.
        assert_true(it.check(kBothPsks).status ==
                    (sender == Sender::initiator ? AuthStatus::wrong : AuthStatus::verified));
        it.sa.side(Sender::responder).init = announced(exchange.init_response());
        assert_true(it.is_not_checked(kBothPsks, AuthReason::full_transcript));
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(the_psk_of_both_sides_is_verified),
        cmocka_unit_test(the_line_that_verified_is_named),
        cmocka_unit_test(a_psk_that_is_not_the_senders_is_wrong),
        cmocka_unit_test(of_several_psks_one_that_fits_is_enough),
        cmocka_unit_test(of_several_wrong_psks_the_first_is_named),
        cmocka_unit_test(a_psk_is_for_one_direction),
        cmocka_unit_test(both_identities_must_match),
        cmocka_unit_test(a_peer_without_identity_may_be_anybody),
        cmocka_unit_test(without_any_psk_nothing_is_checked),
        cmocka_unit_test(without_the_senders_identity_nothing_is_checked),
        cmocka_unit_test(without_the_senders_sk_p_nothing_is_checked),
        cmocka_unit_test(without_any_key_nothing_is_checked),
        cmocka_unit_test(without_both_ike_sa_init_messages_nothing_is_checked),
        cmocka_unit_test(unknown_methods_are_not_checked),
        cmocka_unit_test(auth_of_the_full_transcript_is_not_called_wrong),
        cmocka_unit_test(a_signature_needs_a_certificate),
        cmocka_unit_test(a_certificate_without_a_usable_key_is_named_as_the_reason),
        cmocka_unit_test(sk_p_is_the_secret_where_there_is_no_other),
        cmocka_unit_test(a_psk_after_eap_counts_only_where_it_verifies),
        cmocka_unit_test(authentication_data_that_is_altered_is_wrong),
        cmocka_unit_test(whatever_is_covered_must_be_as_the_sender_saw_it),
        cmocka_unit_test(after_eap_both_sides_prove_themselves_with_the_msk),
        cmocka_unit_test(an_msk_may_have_wildcards),
        cmocka_unit_test(an_msk_of_another_method_is_wrong),
        cmocka_unit_test(after_eap_a_psk_proves_nothing),
        cmocka_unit_test(without_eap_an_msk_proves_nothing),
        cmocka_unit_test(auth_of_a_resumed_ike_sa_is_made_with_sk_p),
        cmocka_unit_test(a_psk_does_not_verify_a_resumed_ike_sa),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
