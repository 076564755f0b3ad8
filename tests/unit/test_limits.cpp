// Work and memory that a message can cause is bounded.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdint>
#include <vector>

#include "plugin/iana/exchange_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_types.h"
#include "plugin/ike/header.h"
#include "plugin/ike/sa_rules.h"
#include "plugin/session/capture.h"

#include "tests/unit/cmocka_cpp.h"
#include "tests/unit/message_builder.h"

namespace ikev2::session {
namespace {

using namespace tests;

// An encrypted request of the initiator.
Bytes request(std::uint32_t message_id) {
    const Bytes sk = payload(0, Bytes(48));
    return concat({number(1, 8), number(2, 8), number(iana::payload::SK, 1), number(0x20, 1),
                   number(iana::exchange::INFORMATIONAL, 1), number(ike::kFlagInitiator, 1),
                   number(message_id, 4), number(ike::kHeaderLength + sk.size(), 4), sk});
}

void take(Capture& capture, const Bytes& octets, std::uint32_t frame) {
    ike::Reader reader(octets, 0, static_cast<std::uint32_t>(octets.size()));
    Message message{ike::read_header(reader), octets};
    message.frame = frame;
    std::vector<std::uint8_t> plaintext(octets.size());
    static_cast<void>(capture.first_pass(message, keyfile::Store(), plaintext));
}

void requests_that_nobody_answers_are_forgotten(void** /*state*/) {
    Capture capture;
    constexpr std::uint32_t kRequests = 5000;
    for (std::uint32_t i = 0; i < kRequests; ++i) {
        take(capture, request(kRequests - i), i + 1);
    }
    const SaHistory* history = capture.journal().history(0);
    assert_non_null(history);
    assert_int_equal(history->side(Sender::initiator).requests, kRequests);
    assert_in_range(history->side(Sender::initiator).open_requests.size(), 1, 256);
}

Bytes transforms(std::size_t count, std::uint16_t last_id) {
    Bytes all;
    for (std::size_t i = 1; i <= count; ++i) {
        all = concat({all, number(i == count ? 0 : 3, 1), number(0, 1), number(8, 2),
                      number(iana::transform_type::ENCR, 1), number(0, 1),
                      number(i == count ? last_id : 1, 2)});
    }
    return all;
}

Bytes proposal(const Bytes& transforms, std::uint8_t count) {
    return concat({number(0, 2), number(8 + transforms.size(), 2), number(1, 1),
                   number(iana::protocol::IKE, 1), number(0, 1), number(count, 1), transforms});
}

bool is_choice(const Bytes& offer, const Bytes& choice) {
    return ike::is_choice_of({offer, 0, static_cast<std::uint32_t>(offer.size())},
                             {choice, 0, static_cast<std::uint32_t>(choice.size())});
}

void a_choice_is_looked_for_among_the_first_transforms_only(void** /*state*/) {
    const Bytes choice = proposal(transforms(1, 20), 1);
    assert_false(is_choice(proposal(transforms(100, 12), 100), choice));
    assert_true(is_choice(proposal(transforms(7000, 12), 255), choice));
}

void of_a_choice_the_first_transforms_count(void** /*state*/) {
    const Bytes offer = proposal(transforms(1, 1), 1);
    assert_false(is_choice(offer, proposal(transforms(10, 12), 10)));
    assert_true(is_choice(offer, proposal(transforms(7000, 12), 255)));
}

}  // namespace
}  // namespace ikev2::session

int main() {
    using namespace ikev2::session;
    const CMUnitTest tests[] = {
        cmocka_unit_test(requests_that_nobody_answers_are_forgotten),
        cmocka_unit_test(a_choice_is_looked_for_among_the_first_transforms_only),
        cmocka_unit_test(of_a_choice_the_first_transforms_count),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
