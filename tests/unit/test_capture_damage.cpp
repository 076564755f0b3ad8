// Messages that were altered, cut short or badly made, and opening messages again.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include "plugin/crypto/encr.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/session/message_layout.h"
#include "tests/unit/playback.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;
namespace type = ikev2::iana::payload;

namespace {

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

// A playback that has taken in IKE_SA_INIT, and whether it has opened a message already.
enum class Before : std::uint8_t { no_message_opened, message_opened };

Playback after_init(const Exchange& exchange, const keyfile::Store& keys,
                    Before before = Before::no_message_opened) {
    Playback playback;
    playback.take(exchange.init_request(), keys);
    playback.take(exchange.init_response(), keys);
    if (before == Before::message_opened) {
        assert_true(playback.take(exchange.auth_request(), keys).sk == SkStatus::opened);
    }
    return playback;
}

// A message of the capture's initiator that nobody has encrypted.
Frame unsealed(const Exchange& exchange, unsigned first, Octets payloads) {
    return exchange.frame(message({.spis = exchange.spis()}, first, payloads));
}

bool is_refused(Playback& playback, const Frame& frame, const keyfile::Store& keys,
                SkStatus status) {
    const MessageView& view = playback.take(frame, keys);
    Bytes room(frame.octets.size(), kUntouched);
    return view.sk == status && view.plaintext_length == 0 &&
           view.auth->status == AuthStatus::absent && holds_no_plaintext(playback.room()) &&
           !Capture::open_again(view, frame.message(), room) && holds_no_plaintext(room);
}

void a_message_altered_in_any_part_is_not_opened(void** /*state*/) {
    for (const char* capture : {"cisco-ios-psk", "aes-gcm-psk"}) {
        const Exchange exchange(capture);
        const keyfile::Store keys = exchange.keys();
        const Bytes& good = exchange.auth_request().octets;
        const auto where = find_encrypted(exchange.auth_request().message())->where;
        const std::size_t iv_length = exchange.suite().encr->iv_length;
        const std::size_t places[] = {
            20,                            // Message ID
            ike::kHeaderLength,            // Next Payload of the SK payload
            ike::kHeaderLength + 1,        // its flags
            where.body,                    // Initialization Vector
            where.body + iv_length,        // first octet of the ciphertext
            (where.body + where.end) / 2,  // amid the ciphertext
            good.size() - 20,              // towards its end
            good.size() - 1,               // Integrity Checksum Data
        };
        for (const Before before : {Before::no_message_opened, Before::message_opened}) {
            for (const std::size_t place : places) {
                Playback playback = after_init(exchange, keys, before);
                Frame altered = exchange.auth_request();
                altered.octets.at(place) ^= 0x40;
                assert_true(is_refused(playback, altered, keys, SkStatus::bad_icv));
                // What was not altered is opened nevertheless.
                assert_true(playback.take(exchange.auth_request(), keys).sk == SkStatus::opened);
                assert_true(playback.take(exchange.auth_response(), keys).sk == SkStatus::opened);
            }
        }
    }
}

void a_message_with_another_spi_is_of_another_ike_sa(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback = after_init(exchange, keys);
    for (const std::size_t octet : {0U, 15U}) {
        Frame altered = exchange.auth_request();
        altered.octets.at(octet) ^= 1;
        assert_true(is_refused(playback, altered, keys, SkStatus::no_key));
    }
}

void a_message_is_opened_again_to_the_same_plaintext(void** /*state*/) {
    for (const char* capture : {"cisco-ios-psk", "aes-gcm-psk", "skf", "cisco-ios-rekey"}) {
        const std::vector<Frame> frames = ike_frames(capture);
        const keyfile::Store keys = keys_of(capture);
        Playback playback;
        std::vector<const MessageView*> views;
        std::vector<Bytes> plaintexts;
        for (const Frame& frame : frames) {
            views.push_back(&playback.take(frame, keys));
            plaintexts.push_back(to_bytes(playback.plaintext()));
        }
        // In any order, and more than once.
        for (unsigned times = 0; times < 2; ++times) {
            for (std::size_t i = frames.size(); i-- > 0;) {
                Bytes room(frames[i].octets.size(), kUntouched);
                const bool opened = Capture::open_again(*views[i], frames[i].message(), room);
                assert_int_equal(opened, views[i]->sk == SkStatus::opened);
                assert_int_equal(opened, !plaintexts[i].empty());
                assert_true(equal(Octets(room).first(plaintexts[i].size()), plaintexts[i]));
            }
        }
    }
}

void a_message_that_is_not_the_one_of_the_view_is_not_opened_again(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback = after_init(exchange, keys);
    const MessageView& view = playback.take(exchange.auth_request(), keys);
    Frame altered = exchange.auth_request();
    altered.octets.back() ^= 1;
    for (const Frame& other : {altered, exchange.auth_response(), exchange.init_request(),
                               unsealed(exchange, type::SK, payload(type::NONE, {}))}) {
        Bytes room(other.octets.size(), kUntouched);
        assert_false(Capture::open_again(view, other.message(), room));
        assert_true(holds_no_plaintext(room));
    }
}

void a_message_that_the_capture_cuts_is_not_captured(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    const std::size_t whole = exchange.auth_request().octets.size();
    for (const Before before : {Before::no_message_opened, Before::message_opened}) {
        Playback playback = after_init(exchange, keys, before);
        for (std::size_t kept = ike::kHeaderLength; kept < whole; ++kept) {
            Frame cut = exchange.auth_request();
            cut.octets.resize(kept);
            // Without its generic header, nobody knows of the SK payload.
            const bool has_header = kept >= ike::kHeaderLength + ike::kPayloadHeaderLength;
            assert_true(is_refused(playback, cut, keys,
                                   has_header ? SkStatus::not_captured : SkStatus::absent));
        }
        assert_true(playback.take(exchange.auth_request(), keys).sk == SkStatus::opened);
    }
}

void a_fragment_that_the_capture_cuts_is_not_captured(void** /*state*/) {
    const Exchange exchange("skf");
    const keyfile::Store keys = exchange.keys();
    Playback playback = after_init(exchange, keys);
    for (std::size_t kept = ike::kHeaderLength + 4; kept < exchange.auth_request().octets.size();
         ++kept) {
        Frame cut = exchange.auth_request();
        cut.octets.resize(kept);
        assert_true(is_refused(playback, cut, keys, SkStatus::not_captured));
    }
}

void a_message_without_an_encrypted_payload_has_nothing_to_open(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback = after_init(exchange, keys);
    const Bytes notify = payload(type::NONE, from_hex("00004000"));
    assert_true(is_refused(playback, unsealed(exchange, type::N, notify), keys, SkStatus::absent));
    assert_true(is_refused(playback, unsealed(exchange, type::NONE, {}), keys, SkStatus::absent));
    assert_true(is_refused(playback, unsealed(exchange, type::SK, {}), keys, SkStatus::absent));
    assert_true(
        is_refused(playback, unsealed(exchange, type::SK, Bytes(3)), keys, SkStatus::absent));
}

void a_payload_too_short_for_the_suite_is_malformed(void** /*state*/) {
    for (const char* capture : {"cisco-ios-psk", "aes-gcm-psk"}) {
        const Exchange exchange(capture);
        const keyfile::Store keys = exchange.keys();
        const crypto::Encr& encr = *exchange.suite().encr;
        const std::size_t overhead =
            encr.iv_length +
            (encr.is_aead() ? encr.icv_length : exchange.suite().integ->icv_length);
        for (const Before before : {Before::no_message_opened, Before::message_opened}) {
            Playback playback = after_init(exchange, keys, before);
            for (std::size_t body = 0; body <= overhead; ++body) {
                assert_true(is_refused(
                    playback, unsealed(exchange, type::SK, payload(type::NONE, Bytes(body))), keys,
                    SkStatus::malformed));
            }
        }
    }
}

void a_ciphertext_that_is_not_a_multiple_of_the_block_is_malformed(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback = after_init(exchange, keys);
    for (const std::size_t ciphertext : {1U, 15U, 17U}) {
        assert_true(is_refused(
            playback,
            unsealed(exchange, type::SK, payload(type::NONE, Bytes(16 + ciphertext + 12))), keys,
            SkStatus::malformed));
    }
}

void a_fragment_too_short_for_its_numbers_is_malformed(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback = after_init(exchange, keys);
    for (std::size_t body = 0; body < 8; ++body) {
        assert_true(is_refused(playback,
                               unsealed(exchange, type::SKF, payload(type::NONE, Bytes(body))),
                               keys, SkStatus::malformed));
    }
}

// Neither what follows an Encrypted payload nor a length that goes past the message is covered by a
// checksum that stands where it should.
void an_encrypted_payload_that_does_not_end_with_the_message_is_malformed(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    const std::size_t length_at = ike::kHeaderLength + 2;
    const std::size_t body = exchange.auth_request().octets.size() - ike::kHeaderLength;
    Playback playback = after_init(exchange, keys);
    for (const std::size_t length : {std::size_t{0}, std::size_t{3}, std::size_t{4}, body - 1}) {
        Frame lies = exchange.auth_request();
        put(lies.octets, length_at, length, 2);
        assert_true(is_refused(playback, lies, keys, SkStatus::malformed));
    }
    Frame longer = exchange.auth_request();
    longer.octets.resize(longer.octets.size() + 4);
    put(longer.octets, 24, longer.octets.size(), 4);
    assert_true(is_refused(playback, longer, keys, SkStatus::malformed));
    for (const std::size_t length : {body + 1, std::size_t{0xffff}}) {
        Frame lies = exchange.auth_request();
        put(lies.octets, length_at, length, 2);
        assert_true(is_refused(playback, lies, keys, SkStatus::bad_icv));
    }
    assert_true(playback.take(exchange.auth_request(), keys).sk == SkStatus::opened);
}

void a_length_in_the_header_below_that_of_the_header_leaves_nothing(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback = after_init(exchange, keys);
    for (const unsigned length : {0U, 27U, 28U, 31U}) {
        Frame lies = exchange.auth_request();
        put(lies.octets, 24, length, 4);
        lies.octets.resize(std::max(length, ike::kHeaderLength));
        assert_true(is_refused(playback, lies, keys, SkStatus::absent));
    }
}

void a_pad_length_that_lies_leaves_no_payloads(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    for (const unsigned pad_length : {15U, 16U, 255U}) {
        Playback playback = after_init(exchange, keys);
        const Bytes auth = payload(type::NONE, from_hex("0200000001020304"));
        Bytes plaintext = concat({auth, Bytes(16 - auth.size())});
        plaintext.back() = static_cast<std::uint8_t>(pad_length);
        const MessageView& view =
            playback.take(exchange.frame(seal_plaintext({.spis = exchange.spis()},
                                                        exchange.seal_keys(Sender::initiator),
                                                        type::AUTH, plaintext)),
                          keys);
        assert_true(view.sk == SkStatus::opened);
        assert_true(equal(playback.plaintext(), plaintext));
        assert_true(view.auth->status == AuthStatus::absent);
    }
}

void garbage_of_every_length_is_taken_in_without_harm(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback = after_init(exchange, keys, Before::message_opened);
    for (const unsigned octet : {0x00U, 0x2eU, 0x35U, 0xffU}) {
        for (std::size_t length = 0; length < 80; ++length) {
            Frame frame =
                unsealed(exchange, octet, Bytes(length, static_cast<std::uint8_t>(octet)));
            for (const std::uint8_t exchange_type :
                 {iana::exchange::IKE_SA_INIT, iana::exchange::IKE_AUTH,
                  iana::exchange::CREATE_CHILD_SA}) {
                put(frame.octets, 18, exchange_type, 1);
                assert_true(playback.take(frame, keys).sk != SkStatus::opened);
            }
        }
    }
    assert_true(playback.take(exchange.auth_response(), keys).sk == SkStatus::opened);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_message_altered_in_any_part_is_not_opened),
        cmocka_unit_test(a_message_with_another_spi_is_of_another_ike_sa),
        cmocka_unit_test(a_message_is_opened_again_to_the_same_plaintext),
        cmocka_unit_test(a_message_that_is_not_the_one_of_the_view_is_not_opened_again),
        cmocka_unit_test(a_message_that_the_capture_cuts_is_not_captured),
        cmocka_unit_test(a_fragment_that_the_capture_cuts_is_not_captured),
        cmocka_unit_test(a_message_without_an_encrypted_payload_has_nothing_to_open),
        cmocka_unit_test(a_payload_too_short_for_the_suite_is_malformed),
        cmocka_unit_test(a_ciphertext_that_is_not_a_multiple_of_the_block_is_malformed),
        cmocka_unit_test(a_fragment_too_short_for_its_numbers_is_malformed),
        cmocka_unit_test(an_encrypted_payload_that_does_not_end_with_the_message_is_malformed),
        cmocka_unit_test(a_length_in_the_header_below_that_of_the_header_leaves_nothing),
        cmocka_unit_test(a_pad_length_that_lies_leaves_no_payloads),
        cmocka_unit_test(garbage_of_every_length_is_taken_in_without_harm),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
