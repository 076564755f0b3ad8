// Which payloads an exchange may have, and which of them in clear.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_rules.h"

#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;
namespace exchange = ikev2::iana::exchange;

namespace {

bool in_clear(std::uint8_t exchange, std::uint8_t type, const Bytes& body = {}) {
    const Bytes octets = payload(0, body);
    Chain chain(octets, type, 0, static_cast<std::uint32_t>(octets.size()));
    Payload read;
    assert_true(chain.next(read));
    return may_be_unencrypted(exchange, read, octets);
}

Bytes notify(unsigned type) {
    return concat({number(0, 2), number(type, 2)});
}

void the_payloads_of_rfc_7296_are_allowed_in_their_exchanges(void** /*state*/) {
    using namespace iana::payload;
    for (const std::uint8_t type : {SA, KE, NONCE, CERTREQ, N, V}) {
        assert_true(is_allowed_in(exchange::IKE_SA_INIT, type));
    }
    for (const std::uint8_t type :
         {SK, SKF, IDi, IDr, CERT, CERTREQ, AUTH, SA, TSi, TSr, CP, EAP, N, V}) {
        assert_true(is_allowed_in(exchange::IKE_AUTH, type));
    }
    for (const std::uint8_t type : {SK, SA, NONCE, KE, TSi, TSr, CP, N, V}) {
        assert_true(is_allowed_in(exchange::CREATE_CHILD_SA, type));
    }
    for (const std::uint8_t type : {SK, D, CP, N, V}) {
        assert_true(is_allowed_in(exchange::INFORMATIONAL, type));
    }
}

void payloads_of_other_exchanges_are_not(void** /*state*/) {
    using namespace iana::payload;
    for (const std::uint8_t type : {IDi, AUTH, TSi, D, CP, EAP, SK, KD}) {
        assert_false(is_allowed_in(exchange::IKE_SA_INIT, type));
    }
    for (const std::uint8_t type : {KE, NONCE, D, GSA}) {
        assert_false(is_allowed_in(exchange::IKE_AUTH, type));
    }
    assert_false(is_allowed_in(exchange::CREATE_CHILD_SA, AUTH));
    assert_false(is_allowed_in(exchange::INFORMATIONAL, SA));
    assert_false(is_allowed_in(exchange::IKE_SESSION_RESUME, KE));
    assert_false(is_allowed_in(exchange::IKE_FOLLOWUP_KE, NONCE));
}

void nothing_is_said_of_what_is_not_known(void** /*state*/) {
    constexpr std::uint8_t private_use = 240;
    assert_true(is_allowed_in(private_use, iana::payload::AUTH));
    assert_true(is_allowed_in(exchange::IKE_SA_INIT, private_use));
    assert_true(in_clear(private_use, iana::payload::AUTH));
    assert_true(in_clear(exchange::IKE_AUTH, private_use));
    assert_true(is_allowed_in(exchange::IKE_INTERMEDIATE, iana::payload::KE));
}

void only_what_comes_before_the_keys_is_in_clear(void** /*state*/) {
    assert_true(in_clear(exchange::IKE_SA_INIT, iana::payload::KE));
    assert_true(in_clear(exchange::IKE_SESSION_RESUME, iana::payload::NONCE));
    assert_true(in_clear(exchange::IKE_AUTH, iana::payload::SK));
    assert_true(in_clear(exchange::IKE_AUTH, iana::payload::SKF));
    assert_true(in_clear(exchange::IKE_AUTH, iana::payload::PS));
    assert_false(in_clear(exchange::IKE_AUTH, iana::payload::IDi));
    assert_false(in_clear(exchange::INFORMATIONAL, iana::payload::D));
}

void what_a_node_without_keys_notifies_may_be_in_clear(void** /*state*/) {
    const auto notified = [](unsigned type) {
        return in_clear(exchange::INFORMATIONAL, iana::payload::N, notify(type));
    };
    assert_true(notified(iana::notify::INVALID_IKE_SPI));
    assert_true(notified(iana::notify::INVALID_MAJOR_VERSION));
    assert_true(notified(iana::notify::QUICK_CRASH_DETECTION));
    assert_false(notified(iana::notify::AUTHENTICATION_FAILED));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(the_payloads_of_rfc_7296_are_allowed_in_their_exchanges),
        cmocka_unit_test(payloads_of_other_exchanges_are_not),
        cmocka_unit_test(nothing_is_said_of_what_is_not_known),
        cmocka_unit_test(only_what_comes_before_the_keys_is_in_clear),
        cmocka_unit_test(what_a_node_without_keys_notifies_may_be_in_clear),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
