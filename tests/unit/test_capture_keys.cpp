// Which secrets open the messages of a capture, and what is said of those that do not.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "tests/unit/playback.h"
#include "tests/unit/test_keyfile_support.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

bool names(const KeyLine& key, const char* kind, std::uint32_t line) {
    return key.kind != nullptr && std::string(key.kind) == kind && key.file != nullptr &&
           std::string(key.file) == "keys.txt" && key.line == line;
}

// What the playback of `frames` comes to: every message that has an Encrypted payload must be
// opened to what the facts say.
void check_all_opened(const Facts& facts, const std::vector<Frame>& frames,
                      const keyfile::Store& keys, const char* kind) {
    Playback playback;
    unsigned encrypted = 0;
    for (const Frame& frame : frames) {
        const MessageView& view = playback.take(frame, keys);
        if (!is_encrypted(facts, frame.number)) {
            assert_true(view.sk == SkStatus::absent);
            continue;
        }
        ++encrypted;
        if (view.sk != SkStatus::opened ||
            !is_plaintext_of(facts, frame.number, playback.plaintext())) {
            fail_msg("frame %u", frame.number);
        }
        assert_true(view.sa_known);
        assert_true(view.layout_known);
        const std::string path = encrypted_payload(frame.number);
        assert_int_equal(view.iv_length, facts.hex(path + ".iv").size());
        assert_int_equal(view.icv_length, facts.hex(path + ".icv").size());
        assert_non_null(view.key.kind);
        if (std::string(kind) != "SK_") {
            assert_string_equal(view.key.kind, kind);
        } else {
            const bool initiator = frame.message().header.from_initiator();
            assert_string_equal(view.key.kind, initiator ? "SK_ei" : "SK_er");
        }
    }
    assert_true(encrypted != 0);
}

void every_capture_is_opened_with_its_keys(void** /*state*/) {
    for (const char* capture :
         {"3des-md5-psk", "aes-gcm-psk", "aes256-sha512-psk", "cisco-ios-psk", "cisco-ios-rekey",
          "eap-identity", "ike-rekey", "skf", "skf-out-of-order", "wrong-psk"}) {
        check_all_opened(Facts(capture), ike_frames(capture), keys_of(capture), "SKEYSEED");
    }
}

void every_kind_of_secret_opens_a_capture(void** /*state*/) {
    const char* const files[][2] = {{"keys-shared-secret.txt", "SHARED_SECRET"},
                                    {"keys-dh-private.txt", "DH_PRIVATE"},
                                    {"keys-sk.txt", "SK_"},
                                    {"keys-wildcard.txt", "SKEYSEED"}};
    for (const char* capture : {"cisco-ios-psk", "cisco-ios-rekey"}) {
        for (const auto& [file, kind] : files) {
            check_all_opened(Facts(capture), ike_frames(capture), keys_of(capture, file), kind);
        }
    }
}

// RFC 7296, section 2.18: SK_d of the first IKE SA and g^ir of the rekey give the second.
void the_keys_of_a_rekeyed_ike_sa_follow_from_those_of_the_old_one(void** /*state*/) {
    const Facts facts("ike-rekey");
    Playback playback;
    const keyfile::Store keys = keys_of("ike-rekey", "keys-chain.txt");
    std::vector<std::string> kinds;
    for (const Frame& frame : ike_frames("ike-rekey")) {
        const MessageView& view = playback.take(frame, keys);
        if (is_encrypted(facts, frame.number)) {
            assert_true(is_plaintext_of(facts, frame.number, playback.plaintext()));
            if (kinds.empty() || kinds.back() != view.key.kind) {
                kinds.emplace_back(view.key.kind);
            }
        }
    }
    assert_int_equal(kinds.size(), 2);
    assert_string_equal(kinds[0].c_str(), "SKEYSEED");
    assert_string_equal(kinds[1].c_str(), "SHARED_SECRET");
}

void algorithms_of_the_suite_are_told_with_every_message(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    const MessageView& view = playback.take_all(exchange.frames, keyfile::Store());
    assert_true(view.layout_known);
    assert_int_equal(view.encr_id, iana::encr::ENCR_AES_CBC);
    assert_int_equal(view.key_bits, 128);
    assert_int_equal(view.integ_id, iana::integ::AUTH_HMAC_SHA1_96);
    assert_false(view.aead);
    assert_int_equal(view.iv_length, 16);
    assert_int_equal(view.icv_length, 12);
    assert_int_equal(view.plaintext_length, 0);
    Playback other;
    assert_true(other.take_all(gcm().frames, keyfile::Store()).aead);
}

// Takes in a capture up to its IKE_AUTH request, which is not opened.
void check_unopened(const Exchange& exchange, const keyfile::Store& keys, SkStatus status,
                    unsigned tried) {
    Playback playback;
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    const MessageView& view = playback.take(exchange.auth_request(), keys);
    assert_int_equal(view.sk, status);
    assert_int_equal(view.tried, tried);
    assert_true(holds_no_plaintext(playback.room()));
    assert_int_equal(view.key.kind != nullptr, tried != 0);
    assert_true(view.auth->status == AuthStatus::absent);
    assert_false(playback.capture().has_key(exchange.auth_request().message()));
}

void a_wrong_secret_is_a_bad_icv(void** /*state*/) {
    const Exchange exchange = cisco();
    check_unopened(exchange, keys_of(exchange.name, "keys-wrong.txt"), SkStatus::bad_icv, 1);
    check_unopened(exchange, store_of("SKEYSEED * * 0102\n"), SkStatus::bad_icv, 1);
    check_unopened(exchange,
                   store_of(exchange.line("SK_ei", Bytes(16)) + exchange.line("SK_ai", Bytes(20))),
                   SkStatus::bad_icv, 1);
    check_unopened(gcm(), store_of(gcm().line("SKEYSEED", Bytes(32))), SkStatus::bad_icv, 1);
}

void without_a_secret_there_is_no_key(void** /*state*/) {
    const Exchange exchange = cisco();
    check_unopened(exchange, keyfile::Store(), SkStatus::no_key, 0);
    check_unopened(exchange, gcm().keys(), SkStatus::no_key, 0);
    check_unopened(exchange, store_of(exchange.line("EAP_MSK", Bytes(64))), SkStatus::no_key, 0);
}

void a_psk_alone_opens_nothing(void** /*state*/) {
    const Exchange exchange = cisco();
    check_unopened(exchange, keys_of(exchange.name, "keys-psk-only.txt"), SkStatus::only_psks, 0);
}

void a_key_of_another_length_is_told_from_a_wrong_one(void** /*state*/) {
    const Exchange exchange = cisco();
    check_unopened(exchange,
                   store_of(exchange.line("SK_ei", Bytes(32)) + exchange.sk_line("SK_ai")),
                   SkStatus::wrong_key_length, 0);
    check_unopened(exchange,
                   store_of(exchange.sk_line("SK_ei") + exchange.line("SK_ai", Bytes(16))),
                   SkStatus::wrong_key_length, 0);
    check_unopened(exchange, store_of(exchange.sk_line("SK_ei")), SkStatus::wrong_key_length, 0);
}

void of_several_secrets_one_that_fits_is_enough(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys =
        store_of(exchange.line("SKEYSEED", Bytes(20)) + "SKEYSEED * * 0102\n" +
                 exchange.line("SHARED_SECRET", exchange.key("g_ir")));
    Playback playback;
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    const MessageView& first = playback.take(exchange.auth_request(), keys);
    assert_true(first.sk == SkStatus::opened);
    assert_int_equal(first.tried, 2);
    assert_true(names(first.key, "SHARED_SECRET", 3));
    const MessageView& second = playback.take(exchange.auth_response(), keys);
    assert_true(second.sk == SkStatus::opened);
    assert_int_equal(second.tried, 1);
    assert_true(names(second.key, "SHARED_SECRET", 3));
}

void of_several_wrong_secrets_the_first_is_named(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys =
        store_of("SKEYSEED * * 0102\n" + exchange.line("SHARED_SECRET", Bytes(128, 1)) +
                 exchange.line("SKEYSEED", Bytes(20)) + exchange.line("SKEYSEED", Bytes(19)));
    Playback playback;
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    const MessageView& view = playback.take(exchange.auth_request(), keys);
    assert_true(view.sk == SkStatus::bad_icv);
    assert_int_equal(view.tried, 4);
    assert_true(names(view.key, "SKEYSEED", 3));
}

void the_second_of_two_sets_of_sk_lines_is_found(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = store_of(
        exchange.sk_line("SK_ei") + exchange.sk_line("SK_ai") + exchange.line("SK_er", Bytes(16)) +
        exchange.line("SK_ar", Bytes(20)) + exchange.sk_line("SK_er") + exchange.sk_line("SK_ar"));
    Playback playback;
    const MessageView& view = playback.take_all(exchange.frames, keys);
    assert_true(view.sk == SkStatus::opened);
    assert_true(is_plaintext_of(exchange.facts, 4, playback.plaintext()));
    assert_true(names(view.key, "SK_er", 5));
    // The first set, which opened the initiator's message, and the second.
    assert_int_equal(view.tried, 2);
}

void keys_of_one_direction_open_that_direction(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store responders =
        store_of(exchange.sk_line("SK_ar") + exchange.sk_line("SK_er"));
    Playback playback;
    playback.take(exchange.init_request(), responders);
    playback.take(exchange.init_response(), responders);
    assert_true(playback.take(exchange.auth_request(), responders).sk == SkStatus::no_key);
    const MessageView& view = playback.take(exchange.auth_response(), responders);
    assert_true(view.sk == SkStatus::opened);
    assert_true(names(view.key, "SK_er", 2));
    assert_true(playback.capture().has_key(exchange.auth_response().message()));
    assert_false(playback.capture().has_key(exchange.auth_request().message()));
}

void a_wildcard_of_one_direction_waits_for_that_direction(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys =
        store_of("SK_ar * * " + keyfile::test::hex(exchange.key("SK_ar")) + "\nSK_er * * " +
                 keyfile::test::hex(exchange.key("SK_er")) + '\n');
    Playback playback;
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    for (unsigned retransmissions = 0; retransmissions < 6; ++retransmissions) {
        assert_int_equal(playback.take(exchange.auth_request(), keys).tried, 0);
    }
    assert_true(playback.take(exchange.auth_response(), keys).sk == SkStatus::opened);
}

void a_key_is_known_for_both_directions_once_one_message_is_opened(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback;
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    assert_false(playback.capture().has_key(exchange.auth_request().message()));
    playback.take(exchange.auth_request(), keys);
    assert_true(playback.capture().has_key(exchange.auth_request().message()));
    assert_true(playback.capture().has_key(exchange.auth_response().message()));
    assert_true(playback.take(exchange.auth_response(), keyfile::Store()).sk == SkStatus::opened);
}

void the_line_of_a_key_is_named_after_its_store_is_gone(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    const MessageView* view = nullptr;
    {
        const keyfile::Store keys =
            store_of("# a comment\n" + exchange.line("SKEYSEED", exchange.key("skeyseed")));
        view = &playback.take_all(exchange.frames, keys);
    }
    assert_true(names(view->key, "SKEYSEED", 2));
}

void keys_that_arrive_late_open_what_follows(void** /*state*/) {
    const Exchange exchange = cisco();
    for (const char* file : {"keys.txt", "keys-wildcard.txt"}) {
        Playback playback;
        keyfile::Store keys;
        playback.take(exchange.init_request(), keys);
        playback.take(exchange.init_response(), keys);
        const MessageView& before = playback.take(exchange.auth_request(), keys);
        assert_true(before.sk == SkStatus::no_key);
        keys = keys_of(exchange.name, file);
        const MessageView& after = playback.take(exchange.auth_response(), keys);
        assert_true(after.sk == SkStatus::opened);
        assert_true(is_plaintext_of(exchange.facts, 4, playback.plaintext()));
        // What was seen on the first pass stays as it was.
        assert_true(before.sk == SkStatus::no_key);
        Bytes room(exchange.auth_request().octets.size(), kUntouched);
        assert_false(Capture::open_again(before, exchange.auth_request().message(), room));
        assert_true(holds_no_plaintext(room));
    }
}

void a_wrong_secret_that_is_put_right_opens_what_follows(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    keyfile::Store keys = keys_of(exchange.name, "keys-wrong.txt");
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    assert_true(playback.take(exchange.auth_request(), keys).sk == SkStatus::bad_icv);
    keys = exchange.keys();
    assert_true(playback.take(exchange.auth_response(), keys).sk == SkStatus::opened);
}

void wildcards_are_tried_again_only_after_the_key_file_changed(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    keyfile::Store keys = store_of("SKEYSEED * * 0102\n");
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    unsigned tried = 0;
    for (unsigned messages = 0; messages < 100; ++messages) {
        tried += playback.take(exchange.auth_request(), keys).tried;
    }
    assert_true(tried > 1);
    assert_true(tried < 10);
    keys = keys_of(exchange.name, "keys-wildcard.txt");
    assert_true(playback.take(exchange.auth_request(), keys).sk == SkStatus::opened);
}

void one_damaged_message_does_not_decide_on_a_wildcard(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = keys_of(exchange.name, "keys-wildcard.txt");
    Playback playback;
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    Frame damaged = exchange.auth_request();
    damaged.octets.back() ^= 1;
    assert_true(playback.take(damaged, keys).sk == SkStatus::bad_icv);
    assert_true(playback.take(exchange.auth_request(), keys).sk == SkStatus::opened);
}

void a_wildcard_is_found_among_many(void** /*state*/) {
    const Exchange exchange = cisco();
    std::string lines;
    for (unsigned i = 0; i < 200; ++i) {
        lines += "SKEYSEED * * " + keyfile::test::hex(number(i, 20)) + '\n';
    }
    lines += "SKEYSEED * * " + keyfile::test::hex(exchange.key("skeyseed")) + '\n';
    const keyfile::Store keys = store_of(lines);
    Playback playback;
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    const MessageView& view = playback.take(exchange.auth_request(), keys);
    assert_true(view.sk == SkStatus::opened);
    assert_int_equal(view.tried, 201);
    assert_true(names(view.key, "SKEYSEED", 201));
}

void a_secret_counts_once_however_often_it_is_tried(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    playback.take_all(exchange.frames, exchange.keys());
    Frame damaged = exchange.auth_request();
    damaged.octets.back() ^= 1;
    const MessageView& view = playback.take(damaged, exchange.keys());
    assert_true(view.sk == SkStatus::bad_icv);
    assert_int_equal(view.tried, 1);
    // The key stays.
    assert_true(playback.take(exchange.auth_request(), exchange.keys()).sk == SkStatus::opened);
}

void what_other_lines_gave_stays_known(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    const std::string psks = read_whole(capture_file(exchange.name, "keys-psk-only.txt"));
    keyfile::Store keys = store_of(exchange.sk_line("SK_ei") + exchange.sk_line("SK_ai") +
                                   exchange.sk_line("SK_pi") + exchange.sk_line("SK_pr") + psks);
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    assert_true(playback.take(exchange.auth_request(), keys).auth->status == AuthStatus::verified);
    keys = store_of(exchange.sk_line("SK_er") + exchange.sk_line("SK_ar") + psks);
    const MessageView& view = playback.take(exchange.auth_response(), keys);
    assert_true(view.sk == SkStatus::opened);
    assert_true(view.auth->status == AuthStatus::verified);
}

void without_ike_sa_init_a_derived_key_cannot_be_had(void** /*state*/) {
    const Exchange exchange = cisco();
    for (const char* file : {"keys.txt", "keys-shared-secret.txt", "keys-dh-private.txt"}) {
        const keyfile::Store keys = keys_of(exchange.name, file);
        for (const std::size_t missing : {0U, 1U, 2U}) {
            Playback playback;
            for (std::size_t i = 0; i < 2; ++i) {
                if (missing != i && missing != 2) {
                    playback.take(exchange.frames[i], keys);
                }
            }
            const MessageView& view = playback.take(exchange.auth_request(), keys);
            assert_true(view.sk == SkStatus::no_negotiation);
            assert_int_equal(view.tried, 0);
            assert_int_equal(view.layout_known, missing == 0);
        }
    }
}

// SK_* lines of an IKE SA, as its facts have them.
keyfile::Store sk_lines_of(const Exchange& exchange) {
    std::string lines = exchange.sk_line("SK_ei") + exchange.sk_line("SK_er");
    if (!exchange.suite().encr->is_aead()) {
        lines += exchange.sk_line("SK_ai") + exchange.sk_line("SK_ar");
    }
    return store_of(lines);
}

void without_ike_sa_init_sk_lines_open_all_that_follows(void** /*state*/) {
    for (const char* capture : {"cisco-ios-psk", "3des-md5-psk", "aes-gcm-psk", "aes256-sha512-psk",
                                "eap-identity", "skf", "skf-out-of-order", "wrong-psk"}) {
        const Exchange exchange(capture);
        const std::vector<Frame> frames(exchange.frames.begin() + 2, exchange.frames.end());
        check_all_opened(exchange.facts, frames, sk_lines_of(exchange), "SK_");
    }
}

void without_ike_sa_init_the_algorithms_are_found_by_trial(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    const MessageView& view = playback.take(exchange.auth_request(), sk_lines_of(exchange));
    assert_int_equal(view.encr_id, iana::encr::ENCR_AES_CBC);
    assert_int_equal(view.key_bits, 128);
    assert_int_equal(view.integ_id, iana::integ::AUTH_HMAC_SHA1_96);
    assert_int_equal(view.tried, 1);
    assert_true(view.auth->status == AuthStatus::not_checked);
    assert_true(view.auth->reason == AuthReason::no_negotiation);
}

void without_ike_sa_init_wrong_sk_lines_open_nothing(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    const keyfile::Store keys =
        store_of(exchange.sk_line("SK_ei") + exchange.line("SK_ai", Bytes(20)));
    const MessageView& view = playback.take(exchange.auth_request(), keys);
    assert_true(view.sk == SkStatus::bad_icv);
    assert_int_equal(view.tried, 1);
    assert_true(holds_no_plaintext(playback.room()));
}

void without_ike_sa_init_sk_e_alone_is_not_enough_for_a_cipher_without_aead(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    const keyfile::Store keys = store_of(exchange.sk_line("SK_ei"));
    assert_true(playback.take(exchange.auth_request(), keys).sk == SkStatus::no_negotiation);
}

void ike_sa_init_after_the_first_encrypted_message_is_still_of_use(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback;
    assert_true(playback.take(exchange.auth_request(), keys).sk == SkStatus::no_negotiation);
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    assert_true(playback.take(exchange.auth_response(), keys).sk == SkStatus::opened);
}

// ENCR_NULL has no key (RFC 2410), so SK_ei and SK_er have no octets.
void a_suite_without_encryption_is_opened(void** /*state*/) {
    const Exchange exchange = cisco();
    const Bytes transforms =
        concat({transform(false, iana::transform_type::ENCR, iana::encr::ENCR_NULL),
                transform(false, iana::transform_type::PRF, iana::prf::PRF_HMAC_SHA1),
                transform(false, iana::transform_type::INTEG, iana::integ::AUTH_HMAC_SHA1_96),
                transform(true, iana::transform_type::KE, 2)});
    const Bytes sa = proposal(true, 1, {}, 4, transforms);
    const HeaderFields response{exchange.spis(), iana::exchange::IKE_SA_INIT, ike::kFlagResponse,
                                0};
    const Frame init = exchange.frame(
        message(response, iana::payload::SA,
                concat({payload(iana::payload::NONCE, sa), payload(0, Bytes(16, 0x5a))})));
    SealKeys keys{Suite::chosen(reader_of(sa)), {}, exchange.key("SK_ai")};
    assert_true(keys.suite.can_open());
    const Bytes notify = payload(0, from_hex("00004000"));
    const Frame sealed =
        exchange.frame(seal({.spis = exchange.spis()}, keys, iana::payload::N, notify));

    Playback playback;
    const keyfile::Store lines = store_of(exchange.sk_line("SK_ai"));
    playback.take(exchange.init_request(), lines);
    playback.take(init, lines);
    assert_true(playback.take(sealed, lines).sk == SkStatus::opened);
    assert_true(equal(playback.plaintext(), concat({notify, Bytes(1)})));
    assert_true(names(playback.take(sealed, lines).key, "SK_ai", 1));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_capture_is_opened_with_its_keys),
        cmocka_unit_test(every_kind_of_secret_opens_a_capture),
        cmocka_unit_test(the_keys_of_a_rekeyed_ike_sa_follow_from_those_of_the_old_one),
        cmocka_unit_test(algorithms_of_the_suite_are_told_with_every_message),
        cmocka_unit_test(a_wrong_secret_is_a_bad_icv),
        cmocka_unit_test(without_a_secret_there_is_no_key),
        cmocka_unit_test(a_psk_alone_opens_nothing),
        cmocka_unit_test(a_key_of_another_length_is_told_from_a_wrong_one),
        cmocka_unit_test(of_several_secrets_one_that_fits_is_enough),
        cmocka_unit_test(of_several_wrong_secrets_the_first_is_named),
        cmocka_unit_test(the_second_of_two_sets_of_sk_lines_is_found),
        cmocka_unit_test(keys_of_one_direction_open_that_direction),
        cmocka_unit_test(a_wildcard_of_one_direction_waits_for_that_direction),
        cmocka_unit_test(a_key_is_known_for_both_directions_once_one_message_is_opened),
        cmocka_unit_test(the_line_of_a_key_is_named_after_its_store_is_gone),
        cmocka_unit_test(keys_that_arrive_late_open_what_follows),
        cmocka_unit_test(a_wrong_secret_that_is_put_right_opens_what_follows),
        cmocka_unit_test(wildcards_are_tried_again_only_after_the_key_file_changed),
        cmocka_unit_test(one_damaged_message_does_not_decide_on_a_wildcard),
        cmocka_unit_test(a_wildcard_is_found_among_many),
        cmocka_unit_test(a_secret_counts_once_however_often_it_is_tried),
        cmocka_unit_test(what_other_lines_gave_stays_known),
        cmocka_unit_test(without_ike_sa_init_a_derived_key_cannot_be_had),
        cmocka_unit_test(without_ike_sa_init_sk_lines_open_all_that_follows),
        cmocka_unit_test(without_ike_sa_init_the_algorithms_are_found_by_trial),
        cmocka_unit_test(without_ike_sa_init_wrong_sk_lines_open_nothing),
        cmocka_unit_test(without_ike_sa_init_sk_e_alone_is_not_enough_for_a_cipher_without_aead),
        cmocka_unit_test(ike_sa_init_after_the_first_encrypted_message_is_still_of_use),
        cmocka_unit_test(a_suite_without_encryption_is_opened),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
