// Which response answers which request, and which messages were sent again.
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

// The views of `frames`, which are numbered anew in their order.
class Timeline {
  public:
    explicit Timeline(const std::vector<Frame>& frames,
                      const keyfile::Store& keys = keyfile::Store()) {
        for (Frame frame : frames) {
            frame.number = static_cast<unsigned>(views_.size()) + 1;
            views_.push_back(&playback_.take(frame, keys));
        }
    }

    [[nodiscard]] const MessageView& view(std::size_t frame) const { return *views_.at(frame - 1); }

    [[nodiscard]] bool answers(std::size_t response, std::size_t request) const {
        return view(response).response_to == request && view(request).response_in == response &&
               view(response).request_time == view(request).time;
    }
    [[nodiscard]] bool is_first(std::size_t frame) const {
        return view(frame).retransmission == 0 && view(frame).retransmission_of == 0;
    }
    [[nodiscard]] bool repeats(std::size_t frame, std::size_t of, unsigned times) const {
        return view(frame).retransmission == times && view(frame).retransmission_of == of;
    }

    [[nodiscard]] std::size_t unanswered() const {
        return playback_.capture().exchanges().unanswered().size();
    }

  private:
    Playback playback_;
    std::vector<const MessageView*> views_;
};

// A message that nobody has encrypted, which is enough for its place in an exchange.
Frame sk_message(const Exchange& exchange, std::uint8_t flags, std::uint32_t message_id,
                 std::uint8_t filling = 0) {
    return exchange.frame(message({.spis = exchange.spis(),
                                   .exchange = iana::exchange::INFORMATIONAL,
                                   .flags = flags,
                                   .message_id = message_id},
                                  type::SK, payload(type::NONE, Bytes(60, filling))));
}

constexpr std::uint8_t kInitiatorAsks = ike::kFlagInitiator;
constexpr std::uint8_t kResponderAnswers = ike::kFlagResponse;
constexpr std::uint8_t kResponderAsks = 0;
constexpr std::uint8_t kInitiatorAnswers = ike::kFlagInitiator | ike::kFlagResponse;

void a_response_is_linked_with_its_request(void** /*state*/) {
    const Timeline it(cisco().frames);
    assert_true(it.answers(2, 1));
    assert_true(it.answers(4, 3));
    for (std::size_t frame = 1; frame <= 4; ++frame) {
        assert_true(it.is_first(frame));
        assert_int_equal(it.view(frame).frame, frame);
        assert_int_equal(it.view(frame).time, frame * 1000);
    }
    assert_int_equal(it.view(1).response_to, 0);
    assert_int_equal(it.view(2).response_in, 0);
}

void a_request_without_a_response_has_no_link(void** /*state*/) {
    const Exchange exchange = cisco();
    const Timeline it({exchange.init_request()});
    assert_int_equal(it.view(1).response_in, 0);
    assert_int_equal(it.unanswered(), 1);
}

void a_response_without_its_request_has_no_link(void** /*state*/) {
    const Exchange exchange = cisco();
    const Timeline it({exchange.init_response(), exchange.auth_response(),
                       sk_message(exchange, kResponderAnswers, 7)});
    for (std::size_t frame = 1; frame <= 3; ++frame) {
        assert_int_equal(it.view(frame).response_to, 0);
        assert_int_equal(it.view(frame).request_time, 0);
    }
}

// RFC 7296, section 2.2: each side numbers its own requests.
void each_side_has_message_ids_of_its_own(void** /*state*/) {
    const Exchange exchange = cisco();
    const Timeline it(
        {sk_message(exchange, kInitiatorAsks, 0), sk_message(exchange, kResponderAsks, 0),
         sk_message(exchange, kInitiatorAnswers, 0), sk_message(exchange, kResponderAnswers, 0)});
    assert_true(it.answers(3, 2));
    assert_true(it.answers(4, 1));
}

void several_requests_may_wait_at_once(void** /*state*/) {
    const Exchange exchange = cisco();
    const Timeline it(
        {sk_message(exchange, kInitiatorAsks, 5), sk_message(exchange, kInitiatorAsks, 6),
         sk_message(exchange, kResponderAnswers, 6), sk_message(exchange, kResponderAnswers, 5)});
    assert_true(it.answers(3, 2));
    assert_true(it.answers(4, 1));
}

void the_same_octets_once_more_are_a_retransmission(void** /*state*/) {
    const Exchange exchange = cisco();
    const Timeline it({exchange.init_request(), exchange.init_request(), exchange.init_request(),
                       exchange.init_response(), exchange.init_response()});
    assert_true(it.is_first(1));
    assert_true(it.repeats(2, 1, 1));
    assert_true(it.repeats(3, 1, 2));
    assert_true(it.is_first(4));
    assert_true(it.repeats(5, 4, 1));
    assert_int_equal(it.view(4).response_to, 3);
    assert_int_equal(it.view(1).response_in, 4);
    assert_int_equal(it.view(3).response_in, 4);
}

void every_retransmission_of_a_request_is_answered(void** /*state*/) {
    const Exchange exchange = cisco();
    const Timeline it({exchange.init_request(), exchange.init_request(), exchange.init_request(),
                       exchange.init_response()});
    assert_int_equal(it.view(2).response_in, 4);
}

void a_retransmission_after_the_response_is_answered_by_the_next(void** /*state*/) {
    const Exchange exchange = cisco();
    const Timeline it({exchange.init_request(), exchange.init_response(), exchange.init_request(),
                       exchange.init_response()});
    assert_true(it.answers(2, 1));
    assert_true(it.repeats(3, 1, 1));
    assert_true(it.repeats(4, 2, 1));
    assert_true(it.answers(4, 3));
}

void a_late_copy_of_a_request_is_not_unanswered(void** /*state*/) {
    const Exchange exchange = cisco();
    const Timeline it({exchange.init_request(), exchange.init_response(), exchange.init_request()});
    assert_true(it.repeats(3, 1, 1));
    assert_int_equal(it.view(3).response_in, 2);
    assert_int_equal(it.unanswered(), 0);
}

void other_octets_with_the_same_message_id_are_a_new_try(void** /*state*/) {
    const Exchange exchange = cisco();
    const Timeline it({sk_message(exchange, kInitiatorAsks, 3, 1),
                       sk_message(exchange, kInitiatorAsks, 3, 2),
                       sk_message(exchange, kResponderAnswers, 3)});
    assert_true(it.is_first(1));
    assert_true(it.is_first(2));
    assert_true(it.answers(3, 2));
    assert_int_equal(it.view(1).response_in, 0);
}

void a_round_with_a_cookie_is_two_exchanges(void** /*state*/) {
    const Exchange exchange = cisco();
    Frame first = exchange.init_request();
    first.octets.back() ^= 1;
    const Frame refusal = exchange.frame(message(
        {.spis = {exchange.spis().initiator, 0},
         .exchange = iana::exchange::IKE_SA_INIT,
         .flags = ike::kFlagResponse,
         .message_id = 0},
        type::N, payload(type::NONE, concat({number(iana::notify::COOKIE, 4), Bytes(16)}))));
    const Timeline it({first, refusal, exchange.init_request(), exchange.init_response()});
    for (std::size_t frame = 1; frame <= 4; ++frame) {
        assert_true(it.is_first(frame));
        assert_int_equal(it.view(frame).sa, it.view(1).sa);
    }
    assert_true(it.answers(2, 1));
    assert_true(it.answers(4, 3));
}

void ike_sas_do_not_answer_one_another(void** /*state*/) {
    const Exchange a = cisco();
    const Exchange b = gcm();
    const Timeline it({sk_message(a, kInitiatorAsks, 2), sk_message(b, kResponderAnswers, 2),
                       sk_message(a, kResponderAnswers, 2)});
    assert_int_equal(it.view(2).response_to, 0);
    assert_true(it.answers(3, 1));
}

void fragments_are_not_retransmissions_of_one_another(void** /*state*/) {
    const Exchange exchange("skf");
    const Timeline it(exchange.frames, exchange.keys());
    for (std::size_t frame = 1; frame <= exchange.frames.size(); ++frame) {
        assert_true(it.is_first(frame));
    }
    // The first fragment stands for the message.
    assert_int_equal(it.view(6).response_to, 3);
    std::vector<Frame> again = exchange.frames;
    again.push_back(exchange.frames[3]);
    const Timeline once_more(again, exchange.keys());
    assert_true(once_more.repeats(again.size(), 4, 1));
}

void messages_are_linked_without_any_key(void** /*state*/) {
    const Timeline it(ike_frames("aes256-sha512-psk"));
    assert_true(it.answers(4, 3));
    // Frames 7 and 8 of the capture, of which ESP is left out here.
    assert_true(it.repeats(6, 5, 1));
    assert_int_equal(it.view(7).response_to, 6);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_response_is_linked_with_its_request),
        cmocka_unit_test(a_request_without_a_response_has_no_link),
        cmocka_unit_test(a_response_without_its_request_has_no_link),
        cmocka_unit_test(each_side_has_message_ids_of_its_own),
        cmocka_unit_test(several_requests_may_wait_at_once),
        cmocka_unit_test(the_same_octets_once_more_are_a_retransmission),
        cmocka_unit_test(every_retransmission_of_a_request_is_answered),
        cmocka_unit_test(a_retransmission_after_the_response_is_answered_by_the_next),
        cmocka_unit_test(a_late_copy_of_a_request_is_not_unanswered),
        cmocka_unit_test(other_octets_with_the_same_message_id_are_a_new_try),
        cmocka_unit_test(a_round_with_a_cookie_is_two_exchanges),
        cmocka_unit_test(ike_sas_do_not_answer_one_another),
        cmocka_unit_test(fragments_are_not_retransmissions_of_one_another),
        cmocka_unit_test(messages_are_linked_without_any_key),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
