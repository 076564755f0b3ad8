// What a capture tells of its AUTH payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/payload_types.h"
#include "tests/unit/playback.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;
namespace type = ikev2::iana::payload;

namespace {

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

// The SKEYSEED line of a capture's key file.
std::string skeyseed_line(const Exchange& exchange) {
    return exchange.line("SKEYSEED", exchange.key("skeyseed"));
}

// Takes in IKE_SA_INIT; then the messages that a test makes.
Playback after_init(const Exchange& exchange, const keyfile::Store& keys) {
    Playback playback;
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    return playback;
}

bool is_not_checked(const MessageView& view, AuthReason reason) {
    return view.sk == SkStatus::opened && view.auth->status == AuthStatus::not_checked &&
           view.auth->reason == reason && view.auth->key.file == nullptr && view.auth->tried == 0;
}

// The JSONPath of what the facts say of a frame's AUTH payload.
std::string auth_path(const Facts& facts, const Frame& frame) {
    const std::size_t sas = facts.count("$.ike_sas[*]");
    for (std::size_t sa = 0; sa < sas; ++sa) {
        const std::string of_sa = "$.ike_sas[" + std::to_string(sa) + "].auths[";
        const std::size_t auths = facts.count(of_sa + "*]");
        for (std::size_t i = 0; i < auths; ++i) {
            std::string path = of_sa + std::to_string(i) + ']';
            const std::string payload = encrypted_payload(frame.number) + ".payloads[*]";
            // A payload without "data" (TS) gives no value, so only its own can be equal.
            if (facts.has(payload + ".data", facts.text(path + ".data"))) {
                return path;
            }
        }
    }
    fail_msg("frame %u: no such AUTH in facts.json", frame.number);
    return "";
}

// What a verdict is said to rest on, for each "secret" of the facts.
std::string expected_by(const std::string& secret) {
    if (secret == "certificate") {
        return "key of certificate \"CN=";
    }
    if (secret == "raw public key") {
        return "raw public key (Ed25519)";
    }
    if (secret == "certificates.pem") {
        return "raw public key (Ed25519) of certificates.pem";
    }
    return secret == "SK_p" ? "SK_p" : "";
}

// The AUTH payloads of a capture are verified, wrong or not checked as its facts say.
void every_auth_of_the_captures_is_as_it_was_made(void** /*state*/) {
    const std::string pem = read_whole(capture_file("auth-ed25519", "certificates.pem"));
    for (const char* capture : {"3des-md5-psk", "aes-gcm-psk", "aes256-sha512-psk", "auth-ecdsa",
                                "auth-ed25519", "auth-null", "auth-pss", "cisco-ios-psk",
                                "cisco-ios-rekey", "eap-identity", "ppk", "wrong-psk"}) {
        const Facts facts(capture);
        const keyfile::Store keys = keys_of(capture);
        Playback playback(session::CertificateFile::parse(octets_of(pem), "certificates.pem"));
        std::size_t auths = 0;
        for (const Frame& frame : ike_frames(capture)) {
            const MessageView& view = playback.take(frame, keys);
            const std::string inner = encrypted_payload(frame.number) + ".payloads[*].method";
            if (facts.count(inner) == 0) {
                assert_true(view.auth->status == AuthStatus::absent);
                continue;
            }
            const std::string path = auth_path(facts, frame);
            ++auths;
            assert_true(view.auth->status == (facts.flag(path + ".verified") ? AuthStatus::verified
                                                                             : AuthStatus::wrong));
            assert_int_equal(view.auth->tried, 1);
            const std::string secret = facts.text(path + ".secret");
            if (const std::string by = expected_by(secret); !by.empty()) {
                assert_int_equal(std::string(view.auth->by).find(by), 0);
                continue;
            }
            assert_string_equal(view.auth->key.file, "keys.txt");
            assert_string_equal(view.auth->key.kind, secret.c_str());
        }
        assert_int_equal(auths, facts.count("$.ike_sas[*].auths[*]"));
    }
}

// RFC 5723: the keys of the second IKE SA come of the ticket that the first one gave.
void a_resumed_ike_sa_has_keys_of_the_one_before(void** /*state*/) {
    const keyfile::Store keys = keys_of("session-resumption");
    const Facts facts("session-resumption");
    Playback playback;
    unsigned opened = 0;
    unsigned resumed = 0;
    for (const Frame& frame : ike_frames("session-resumption")) {
        const MessageView& view = playback.take(frame, keys);
        if (is_encrypted(facts, frame.number)) {
            assert_true(view.sk == SkStatus::opened);
            assert_true(is_plaintext_of(facts, frame.number, playback.plaintext()));
            ++opened;
        }
        resumed += view.auth->by != nullptr && std::string(view.auth->by).starts_with("SK_p") &&
                           view.auth->status == AuthStatus::verified
                       ? 1
                       : 0;
    }
    assert_int_equal(opened, 8);
    assert_int_equal(resumed, 2);
    // Without the first IKE SA nobody knows what the ticket stands for.
    std::vector<Frame> frames = ike_frames("session-resumption");
    frames.erase(frames.begin(), frames.begin() + 6);
    Playback without;
    assert_true(without.take_all(frames, keys).sk == SkStatus::no_key);
}

void the_line_of_the_psk_is_named_after_its_store_is_gone(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    const MessageView* view = nullptr;
    {
        const keyfile::Store keys =
            store_of(skeyseed_line(exchange) + "PSK * * \"other\"\nPSK * * \"cisco\"\n");
        view = &playback.take_all(exchange.frames, keys);
    }
    assert_true(view->auth->status == AuthStatus::verified);
    assert_string_equal(view->auth->key.kind, "PSK");
    assert_string_equal(view->auth->key.file, "keys.txt");
    assert_int_equal(view->auth->key.line, 3);
    assert_int_equal(view->auth->tried, 2);
}

void a_wrong_psk_names_the_line_that_was_tried_first(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys =
        store_of(skeyseed_line(exchange) + "PSK * * \"other\"\nPSK * * \"another\"\n");
    Playback playback;
    const MessageView& view = playback.take_all(exchange.frames, keys);
    assert_true(view.auth->status == AuthStatus::wrong);
    assert_int_equal(view.auth->key.line, 2);
    assert_int_equal(view.auth->tried, 2);
}

void without_a_psk_that_is_said(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback none;
    assert_true(is_not_checked(none.take_all(exchange.frames, store_of(skeyseed_line(exchange))),
                               AuthReason::no_psk));
    Playback others;
    const keyfile::Store keys =
        store_of(skeyseed_line(exchange) + "PSK 192.0.2.1 192.0.2.2 \"cisco\"\n");
    assert_true(
        is_not_checked(others.take_all(exchange.frames, keys), AuthReason::no_matching_psk));
}

void without_sk_p_that_is_said(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys =
        store_of(exchange.sk_line("SK_ei") + exchange.sk_line("SK_ai") + exchange.sk_line("SK_er") +
                 exchange.sk_line("SK_ar") + "PSK * * \"cisco\"\n");
    Playback playback;
    assert_true(is_not_checked(playback.take_all(exchange.frames, keys), AuthReason::no_sk_p));
}

void without_the_request_that_is_said(void** /*state*/) {
    const Exchange exchange = cisco();
    std::string lines = "PSK * * \"cisco\"\n";
    for (const char* key : {"SK_ei", "SK_ai", "SK_er", "SK_ar", "SK_pi", "SK_pr"}) {
        lines += exchange.sk_line(key);
    }
    const std::vector<Frame> frames(exchange.frames.begin() + 1, exchange.frames.end());
    Playback playback;
    assert_true(
        is_not_checked(playback.take_all(frames, store_of(lines)), AuthReason::no_negotiation));
}

void without_an_identity_that_is_said(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback = after_init(exchange, keys);
    const Bytes auth = exchange.inner_body(exchange.auth_request(), type::AUTH);
    const Frame without =
        exchange.sealed({.spis = exchange.spis()}, type::AUTH, payload(type::NONE, auth));
    assert_true(is_not_checked(playback.take(without, keys), AuthReason::no_identity));
}

// IDr in the initiator's message is whom it wants to talk to (RFC 7296, section 1.2).
void the_identity_that_the_initiator_asks_for_is_not_its_own(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback = after_init(exchange, keys);
    const Bytes payloads =
        concat({payload(type::IDr, exchange.id_body(Sender::initiator)),
                payload(type::AUTH, from_hex("0100000001020304")),
                payload(type::NONE, exchange.inner_body(exchange.auth_request(), type::AUTH))});
    assert_true(playback.take(exchange.sealed({.spis = exchange.spis()}, type::IDi, payloads), keys)
                    .auth->status == AuthStatus::verified);
    // Nor does it become the responder's: that comes with the responder's own message.
    assert_true(playback.take(exchange.auth_response(), keys).auth->status == AuthStatus::verified);
}

void without_the_msk_that_is_said(void** /*state*/) {
    const Exchange exchange("eap-identity");
    const keyfile::Store keys = store_of(skeyseed_line(exchange) + "PSK * * \"cisco\"\n");
    Playback playback;
    assert_true(is_not_checked(playback.take_all(exchange.frames, keys), AuthReason::no_msk));
}

// RFC 7296, section 2.16: the responder's first AUTH payload, beside the first EAP payload, is made
// before EAP has made an MSK.
void the_auth_beside_an_eap_payload_is_the_responders_own(void** /*state*/) {
    const Exchange exchange = cisco();
    const Bytes msk(64, 0x3c);
    const keyfile::Store keys =
        store_of(skeyseed_line(exchange) + "PSK * * \"cisco\"\n" + exchange.line("EAP_MSK", msk));
    const Bytes psk = from_hex("636973636f");
    const auto response = [&](std::uint32_t message_id, unsigned first, Octets payloads) {
        return exchange.sealed(
            {.spis = exchange.spis(), .flags = ike::kFlagResponse, .message_id = message_id}, first,
            payloads);
    };
    const Bytes& init = exchange.init_response().octets;
    const Frame with_eap =
        response(1, type::IDr,
                 concat({payload(type::AUTH, exchange.id_body(Sender::responder)),
                         payload(type::EAP, exchange.auth_body(Sender::responder, psk, init)),
                         payload(type::NONE, from_hex("0101000501"))}));
    const Frame last = response(
        2, type::AUTH, payload(type::NONE, exchange.auth_body(Sender::responder, msk, init)));

    Playback playback = after_init(exchange, keys);
    for (unsigned times = 0; times < 2; ++times) {
        const MessageView& first = playback.take(with_eap, keys);
        assert_true(first.auth->status == AuthStatus::verified);
        assert_string_equal(first.auth->key.kind, "PSK");
    }
    const MessageView& after = playback.take(last, keys);
    assert_true(after.auth->status == AuthStatus::verified);
    assert_string_equal(after.auth->key.kind, "EAP_MSK");
}

void a_message_whose_payloads_are_not_a_chain_has_no_auth(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback = after_init(exchange, keys);
    const MessageView& view =
        playback.take(exchange.sealed({.spis = exchange.spis()}, type::AUTH, Bytes(2)), keys);
    assert_true(view.sk == SkStatus::opened);
    assert_true(view.auth->status == AuthStatus::absent);
}

void an_auth_without_data_is_wrong(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback = after_init(exchange, keys);
    const Bytes payloads = concat({payload(type::AUTH, exchange.id_body(Sender::initiator)),
                                   payload(type::NONE, from_hex("02000000"))});
    const MessageView& view =
        playback.take(exchange.sealed({.spis = exchange.spis()}, type::IDi, payloads), keys);
    assert_true(view.auth->status == AuthStatus::wrong);
}

void the_auth_of_a_fragment_waits_for_the_whole_message(void** /*state*/) {
    const Exchange exchange("skf");
    const keyfile::Store keys = exchange.keys();
    const std::string reassembled = ".reassembled";
    Playback playback;
    unsigned whole = 0;
    for (const Frame& frame : exchange.frames) {
        const MessageView& view = playback.take(frame, keys);
        assert_true(view.auth->status == AuthStatus::absent);
        const std::string path = encrypted_payload(frame.number) + reassembled;
        if (exchange.facts.count(path) != 0) {
            ++whole;
            const Bytes payloads = exchange.facts.hex(path + ".plaintext");
            playback.capture().take_reassembled(view, frame.message(), payloads, keys);
            assert_int_equal(view.inner_type, exchange.facts.number(path + ".first_payload"));
            assert_true(view.auth->status == AuthStatus::verified);
        }
    }
    assert_int_equal(whole, 2);
}

void the_only_fragment_is_a_whole_message(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    const std::string path = encrypted_payload(exchange.auth_request().number);
    const Bytes payloads = exchange.facts.hex(path + ".plaintext");
    const unsigned first = exchange.facts.number(path + ".next_payload");
    const auto fragment = [&](unsigned total) {
        return exchange.frame(seal({.spis = exchange.spis()}, exchange.seal_keys(Sender::initiator),
                                   first, payloads, FragmentNumbers{1, total}));
    };
    Playback playback = after_init(exchange, keys);
    const MessageView& part = playback.take(fragment(2), keys);
    assert_true(part.sk == SkStatus::opened);
    assert_true(part.is_part());
    assert_true(part.auth->status == AuthStatus::absent);
    const MessageView& whole = playback.take(fragment(1), keys);
    assert_false(whole.is_part());
    assert_int_equal(whole.fragment_number, 1);
    assert_int_equal(whole.inner_type, first);
    assert_true(whole.auth->status == AuthStatus::verified);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_auth_of_the_captures_is_as_it_was_made),
        cmocka_unit_test(a_resumed_ike_sa_has_keys_of_the_one_before),
        cmocka_unit_test(the_line_of_the_psk_is_named_after_its_store_is_gone),
        cmocka_unit_test(a_wrong_psk_names_the_line_that_was_tried_first),
        cmocka_unit_test(without_a_psk_that_is_said),
        cmocka_unit_test(without_sk_p_that_is_said),
        cmocka_unit_test(without_the_request_that_is_said),
        cmocka_unit_test(without_an_identity_that_is_said),
        cmocka_unit_test(the_identity_that_the_initiator_asks_for_is_not_its_own),
        cmocka_unit_test(without_the_msk_that_is_said),
        cmocka_unit_test(the_auth_beside_an_eap_payload_is_the_responders_own),
        cmocka_unit_test(a_message_whose_payloads_are_not_a_chain_has_no_auth),
        cmocka_unit_test(an_auth_without_data_is_wrong),
        cmocka_unit_test(the_auth_of_a_fragment_waits_for_the_whole_message),
        cmocka_unit_test(the_only_fragment_is_a_whole_message),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
