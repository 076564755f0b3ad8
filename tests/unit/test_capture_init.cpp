// IKE_SA_INIT: which request belongs to which response, and what keys and AUTH then depend on.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/notify_types.h"
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

bool is_verified(const MessageView& view) {
    return view.sk == SkStatus::opened && view.auth->status == AuthStatus::verified;
}

// Takes in the rest of the exchange; both messages must be opened, and both AUTHs be verified.
void check_goes_on(Playback& playback, const Exchange& exchange) {
    const keyfile::Store keys = exchange.keys();
    const MessageView& request = playback.take(exchange.auth_request(), keys);
    assert_true(is_verified(request));
    const MessageView& response = playback.take(exchange.auth_response(), keys);
    assert_true(is_verified(response));
    assert_int_equal(request.sa, response.sa);
}

// A message with one more payload in front.
Bytes with_first_payload(const Bytes& octets, unsigned payload_type, Octets body) {
    Bytes longer = concat({Octets(octets).first(ike::kHeaderLength), payload(octets[16], body),
                           Octets(octets).subspan(ike::kHeaderLength)});
    put(longer, 16, payload_type, 1);
    put(longer, 24, longer.size(), 4);
    return longer;
}

Bytes notify_body(unsigned notify_type, Octets data) {
    return concat({number(0, 2), number(notify_type, 2), data});
}

// A response that refuses the request with one notify; its responder's SPI is zero.
Frame refusal(const Exchange& exchange, unsigned notify_type, Octets data) {
    return exchange.frame(message({.spis = {exchange.spis().initiator, 0},
                                   .exchange = iana::exchange::IKE_SA_INIT,
                                   .flags = ike::kFlagResponse,
                                   .message_id = 0},
                                  type::N, payload(0, notify_body(notify_type, data))));
}

const Bytes& cookie() {
    static const Bytes octets(16, 0xc0);
    return octets;
}

// The capture's request with another nonce, KE payload or whatever stands at `offset`.
Frame altered_request(const Exchange& exchange, std::size_t offset) {
    Frame frame = exchange.init_request();
    frame.octets.at(offset) ^= 1;
    return frame;
}

std::size_t nonce_offset(const Exchange& exchange) {
    return exchange.negotiation(exchange.init_request()).nonce_offset;
}

void the_messages_of_an_exchange_belong_to_one_ike_sa(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    playback.take(exchange.init_request(), exchange.keys());
    const MessageView& response = playback.take(exchange.init_response(), exchange.keys());
    assert_true(response.sa_known);
    assert_true(response.sk == SkStatus::absent);
    const MessageView& request = playback.take(exchange.auth_request(), exchange.keys());
    assert_int_equal(request.sa, response.sa);
    assert_true(is_verified(request));
}

void ike_sas_are_numbered_apart(void** /*state*/) {
    const Exchange first = cisco();
    const Exchange second = gcm();
    Playback playback;
    playback.take(first.init_request(), first.keys());
    playback.take(second.init_request(), second.keys());
    const MessageView& second_response = playback.take(second.init_response(), second.keys());
    const MessageView& first_response = playback.take(first.init_response(), first.keys());
    assert_true(first_response.sa != second_response.sa);
    check_goes_on(playback, second);
    check_goes_on(playback, first);
}

void messages_that_are_sent_again_change_nothing(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    Playback playback;
    std::vector<std::uint32_t> sas;
    for (const Frame* frame :
         {&exchange.init_request(), &exchange.init_request(), &exchange.init_response(),
          &exchange.init_request(), &exchange.init_response()}) {
        const MessageView& view = playback.take(*frame, keys);
        if (frame == &exchange.init_response()) {
            sas.push_back(view.sa);
        }
    }
    assert_int_equal(sas[0], sas[1]);
    check_goes_on(playback, exchange);
    playback.take(exchange.init_response(), keys);
    check_goes_on(playback, exchange);
}

void another_response_with_the_same_spis_is_not_believed(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    playback.take(exchange.init_request(), exchange.keys());
    playback.take(exchange.init_response(), exchange.keys());
    Frame forged = exchange.init_response();
    forged.octets.at(exchange.negotiation(forged).nonce_offset) ^= 1;
    playback.take(forged, exchange.keys());
    check_goes_on(playback, exchange);
}

// RFC 7296, section 2.6: the initiator begins anew with the cookie in front. AUTH covers that
// request (section 2.15).
void auth_covers_the_request_that_was_answered(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    // Of an earlier request only the Vendor IDs or the like differ, so the keys are the same.
    const std::size_t last_octet = exchange.init_request().octets.size() - 1;
    playback.take(altered_request(exchange, last_octet), exchange.keys());
    playback.take(refusal(exchange, iana::notify::COOKIE, cookie()), exchange.keys());
    playback.take(exchange.init_request(), exchange.keys());
    playback.take(exchange.init_response(), exchange.keys());
    check_goes_on(playback, exchange);
}

// An IKE_AUTH request of the capture's initiator, whose AUTH covers `init_request`.
Frame auth_request_over(const Exchange& exchange, const Bytes& init_request) {
    const keyfile::Store keys = exchange.keys();
    const Bytes auth = exchange.auth_body(Sender::initiator, keys.psks().at(0).value, init_request);
    return exchange.sealed({.spis = exchange.spis()}, type::IDi,
                           concat({payload(type::AUTH, exchange.id_body(Sender::initiator)),
                                   payload(type::NONE, auth)}));
}

void auth_covers_the_cookie(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    const Frame with_cookie = exchange.frame(with_first_payload(
        exchange.init_request().octets, type::N, notify_body(iana::notify::COOKIE, cookie())));
    Playback playback;
    playback.take(exchange.init_request(), keys);
    playback.take(refusal(exchange, iana::notify::COOKIE, cookie()), keys);
    playback.take(with_cookie, keys);
    playback.take(exchange.init_response(), keys);
    assert_true(is_verified(playback.take(auth_request_over(exchange, with_cookie.octets), keys)));
    // The capture's own is made over the request without cookie.
    const MessageView& without = playback.take(exchange.auth_request(), keys);
    assert_true(without.sk == SkStatus::opened);
    assert_true(without.auth->status == AuthStatus::wrong);
}

// RFC 7296, section 1.3: after INVALID_KE_PAYLOAD the initiator sends another KE payload.
void keys_come_of_the_request_with_the_group_that_was_asked_for(void** /*state*/) {
    const Exchange exchange = cisco();
    const Negotiation request = exchange.negotiation(exchange.init_request());
    for (const std::size_t offset : {std::size_t{request.ke_offset}, nonce_offset(exchange)}) {
        Playback playback;
        playback.take(altered_request(exchange, offset), exchange.keys());
        playback.take(refusal(exchange, iana::notify::INVALID_KE_PAYLOAD, from_hex("0002")),
                      exchange.keys());
        playback.take(exchange.init_request(), exchange.keys());
        playback.take(exchange.init_response(), exchange.keys());
        check_goes_on(playback, exchange);
    }
}

void a_capture_with_invalid_ke_payload_is_verified(void** /*state*/) {
    const Facts facts("cisco-ios-rekey");
    const keyfile::Store keys = keys_of("cisco-ios-rekey");
    Playback playback;
    unsigned verified = 0;
    for (const Frame& frame : ike_frames("cisco-ios-rekey")) {
        const MessageView& view = playback.take(frame, keys);
        if (frame.message().header.exchange_type.value == iana::exchange::IKE_AUTH) {
            assert_true(is_verified(view));
            ++verified;
        }
    }
    assert_int_equal(verified, facts.count("$.ike_sas[*].auths[*]"));
}

void a_refusal_alone_makes_no_keys(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    playback.take(exchange.init_request(), exchange.keys());
    playback.take(refusal(exchange, iana::notify::NO_PROPOSAL_CHOSEN, {}), exchange.keys());
    assert_true(playback.take(exchange.auth_request(), exchange.keys()).sk ==
                SkStatus::no_negotiation);
}

// The same SPIi, and whatever else is in the request, from another host; its nonce is another.
Frame request_of_another_host(const Exchange& exchange) {
    Frame frame = altered_request(exchange, nonce_offset(exchange));
    frame.source[3] = 77;
    return frame;
}

// Its answer: the capture's with another SPIr.
Frame response_to_another_host(const Exchange& exchange) {
    Frame frame = exchange.init_response();
    frame.octets.at(15) ^= 1;
    frame.destination = request_of_another_host(exchange).source;
    return frame;
}

void two_hosts_may_choose_the_same_spi(void** /*state*/) {
    const Exchange exchange = cisco();
    const keyfile::Store keys = exchange.keys();
    const Frame other_request = request_of_another_host(exchange);
    const Frame other_response = response_to_another_host(exchange);
    const std::vector<std::vector<const Frame*>> orders = {
        {&exchange.init_request(), &other_request, &exchange.init_response(), &other_response},
        {&other_request, &exchange.init_request(), &exchange.init_response(), &other_response},
        {&exchange.init_request(), &other_request, &other_response, &exchange.init_response()},
        {&other_request, &other_response, &exchange.init_request(), &exchange.init_response()},
    };
    for (const auto& order : orders) {
        Playback playback;
        std::vector<std::uint32_t> sas;
        for (const Frame* frame : order) {
            const MessageView& view = playback.take(*frame, keys);
            if (frame->message().header.is_response()) {
                assert_true(view.sa_known);
                sas.push_back(view.sa);
            }
        }
        assert_true(sas.at(0) != sas.at(1));
        check_goes_on(playback, exchange);
    }
}

void the_request_of_another_host_is_not_the_missing_one(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    Frame other = exchange.init_request();
    other.source[3] = 77;
    playback.take(other, exchange.keys());
    playback.take(exchange.init_response(), exchange.keys());
    assert_true(playback.take(exchange.auth_request(), exchange.keys()).sk ==
                SkStatus::no_negotiation);
}

// An initiator may take several answers until it knows the genuine one (RFC 7296, section 2.4).
void two_answers_to_one_request_make_two_ike_sas(void** /*state*/) {
    const Exchange exchange = cisco();
    Frame second = exchange.init_response();
    second.octets.at(15) ^= 1;
    second.octets.at(exchange.negotiation(second).nonce_offset) ^= 1;
    for (const bool genuine_first : {true, false}) {
        Playback playback;
        playback.take(exchange.init_request(), exchange.keys());
        const MessageView& a =
            playback.take(genuine_first ? exchange.init_response() : second, exchange.keys());
        const MessageView& b =
            playback.take(genuine_first ? second : exchange.init_response(), exchange.keys());
        assert_true(a.sa != b.sa);
        check_goes_on(playback, exchange);
    }
}

void an_spi_may_be_used_again_later(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    // A negotiation that was answered with keys, then the capture's with the same SPIi.
    playback.take(altered_request(exchange, nonce_offset(exchange)), exchange.keys());
    Frame answer = exchange.init_response();
    answer.octets.at(15) ^= 1;
    const MessageView& earlier = playback.take(answer, exchange.keys());
    playback.take(exchange.init_request(), exchange.keys());
    const MessageView& later = playback.take(exchange.init_response(), exchange.keys());
    assert_true(earlier.sa != later.sa);
    check_goes_on(playback, exchange);
}

void a_message_that_is_cut_by_the_capture_contributes_no_keys(void** /*state*/) {
    const Exchange exchange = cisco();
    for (const std::size_t which : {0U, 1U}) {
        for (const std::ptrdiff_t cut : {1, 20, 100, 300}) {
            Playback playback;
            std::vector<Frame> frames = {exchange.init_request(), exchange.init_response()};
            Bytes& octets = frames[which].octets;
            octets.erase(octets.end() - cut, octets.end());
            playback.take_all(frames, exchange.keys());
            const MessageView& view = playback.take(exchange.auth_request(), exchange.keys());
            assert_true(view.sk == SkStatus::no_negotiation);
        }
    }
}

void a_whole_message_takes_the_place_of_one_that_was_cut(void** /*state*/) {
    const Exchange exchange = cisco();
    Playback playback;
    for (const Frame& whole : {exchange.init_request(), exchange.init_response()}) {
        Frame cut = whole;
        cut.octets.pop_back();
        playback.take(cut, exchange.keys());
        playback.take(whole, exchange.keys());
    }
    check_goes_on(playback, exchange);
}

// A response of these payloads from the responder of the capture, with its SPIs.
Frame response_of(const Exchange& exchange, unsigned first, Octets payloads) {
    return exchange.frame(message({.spis = exchange.spis(),
                                   .exchange = iana::exchange::IKE_SA_INIT,
                                   .flags = ike::kFlagResponse,
                                   .message_id = 0},
                                  first, payloads));
}

void a_response_without_a_usable_proposal_does_not_bar_the_true_one(void** /*state*/) {
    const Exchange exchange = cisco();
    const Bytes nonce = payload(0, Bytes(20, 0x5a));
    const Bytes no_transforms = proposal(true, 1, {}, 0, {});
    for (const Bytes& body : {Bytes(), Bytes(3), Bytes(7, 0xff), Bytes(8), no_transforms}) {
        Playback playback;
        playback.take(exchange.init_request(), exchange.keys());
        playback.take(response_of(exchange, type::SA, concat({payload(type::NONCE, body), nonce})),
                      exchange.keys());
        playback.take(exchange.init_response(), exchange.keys());
        check_goes_on(playback, exchange);
    }
    Playback without_sa;
    without_sa.take(exchange.init_request(), exchange.keys());
    without_sa.take(response_of(exchange, type::NONCE, nonce), exchange.keys());
    without_sa.take(exchange.init_response(), exchange.keys());
    check_goes_on(without_sa, exchange);
}

void a_response_without_nonce_does_not_bar_the_true_one(void** /*state*/) {
    const Exchange exchange = cisco();
    const Negotiation genuine = exchange.negotiation(exchange.init_response());
    const Octets sa = Octets(genuine.octets).subspan(genuine.sa_offset, genuine.sa_length);
    Playback playback;
    playback.take(exchange.init_request(), exchange.keys());
    playback.take(response_of(exchange, type::SA, payload(0, sa)), exchange.keys());
    playback.take(exchange.init_response(), exchange.keys());
    check_goes_on(playback, exchange);
}

void a_response_with_an_unknown_cipher_is_a_suite_that_cannot_be_opened(void** /*state*/) {
    const Exchange exchange = cisco();
    const Bytes sa = proposal(true, 1, {}, 1, transform(true, 1, 1000));
    Playback playback;
    playback.take(exchange.init_request(), exchange.keys());
    playback.take(response_of(exchange, type::SA,
                              concat({payload(type::NONCE, sa), payload(0, Bytes(20, 0x5a))})),
                  exchange.keys());
    const MessageView& view = playback.take(exchange.auth_request(), exchange.keys());
    assert_true(view.sk == SkStatus::unknown_algorithm);
    assert_int_equal(view.encr_id, 1000);
    assert_false(view.layout_known);
    assert_int_equal(view.tried, 0);
    assert_true(holds_no_plaintext(playback.room()));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(the_messages_of_an_exchange_belong_to_one_ike_sa),
        cmocka_unit_test(ike_sas_are_numbered_apart),
        cmocka_unit_test(messages_that_are_sent_again_change_nothing),
        cmocka_unit_test(another_response_with_the_same_spis_is_not_believed),
        cmocka_unit_test(auth_covers_the_request_that_was_answered),
        cmocka_unit_test(auth_covers_the_cookie),
        cmocka_unit_test(keys_come_of_the_request_with_the_group_that_was_asked_for),
        cmocka_unit_test(a_capture_with_invalid_ke_payload_is_verified),
        cmocka_unit_test(a_refusal_alone_makes_no_keys),
        cmocka_unit_test(two_hosts_may_choose_the_same_spi),
        cmocka_unit_test(the_request_of_another_host_is_not_the_missing_one),
        cmocka_unit_test(two_answers_to_one_request_make_two_ike_sas),
        cmocka_unit_test(an_spi_may_be_used_again_later),
        cmocka_unit_test(a_message_that_is_cut_by_the_capture_contributes_no_keys),
        cmocka_unit_test(a_whole_message_takes_the_place_of_one_that_was_cut),
        cmocka_unit_test(a_response_without_a_usable_proposal_does_not_bar_the_true_one),
        cmocka_unit_test(a_response_without_nonce_does_not_bar_the_true_one),
        cmocka_unit_test(a_response_with_an_unknown_cipher_is_a_suite_that_cannot_be_opened),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
