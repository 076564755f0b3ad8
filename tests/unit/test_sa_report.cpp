// What the report says of the negotiations of the captures.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sa_report.h"

#include <algorithm>

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/session/sa_text.h"
#include "tests/unit/playback.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

std::vector<SaReport> reports_of(const std::vector<Frame>& frames, const keyfile::Store& keys) {
    Playback playback;
    for (const Frame& frame : frames) {
        playback.take(frame, keys);
    }
    return report_of(playback.capture());
}

std::vector<SaReport> reports_of(const char* capture) {
    return reports_of(ike_frames(capture), keys_of(capture));
}

bool has(const SaReport& report, const char* event) {
    return std::ranges::any_of(
        report.events, [&](const EventReport& it) { return std::string(it.name) == event; });
}

void a_negotiation_that_succeeded_is_established(void** /*state*/) {
    const auto reports = reports_of("cisco-ios-psk");
    assert_int_equal(reports.size(), 1);
    assert_string_equal(reports[0].verdict, "established");
    assert_int_equal(reports[0].verdict_frame, 4);
    assert_true(reports[0].errors.empty());
    assert_int_equal(reports[0].children.size(), 1);
}

void each_failure_of_the_capture_has_its_cause_and_frame(void** /*state*/) {
    const Facts facts("failed-negotiations");
    const auto reports = reports_of("failed-negotiations");
    assert_int_equal(reports.size(), facts.count("$.verdicts[*]"));
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const std::string path = "$.verdicts[" + std::to_string(i) + "]";
        assert_string_equal(reports[i].spi_i.c_str(), facts.text(path + ".spi_i").c_str());
        assert_string_equal(reports[i].cause, facts.text(path + ".cause").c_str());
        assert_string_equal(reports[i].verdict, facts.text(path + ".verdict").c_str());
        assert_int_equal(reports[i].verdict_frame, facts.number(path + ".frame"));
    }
}

void a_refused_proposal_is_held_against_what_the_other_side_offers(void** /*state*/) {
    const auto reports = reports_of("failed-negotiations");
    for (const std::size_t i : {0U, 1U}) {
        const std::string& text = reports[i].verdict_text;
        assert_true(text.find("differs in ENCR: offered ENCR_AES_CBC-") != std::string::npos);
        assert_true(text.find("; in KE: offered ") != std::string::npos);
    }
}

void without_keys_the_exchanges_tell_what_they_can(void** /*state*/) {
    const auto reports = reports_of(ike_frames("wrong-psk"), {});
    assert_int_equal(reports.size(), 1);
    // The response is too short to hold an AUTH payload.
    assert_string_equal(reports[0].cause, "REFUSED_UNREAD");
    const auto good = reports_of(ike_frames("cisco-ios-psk"), {});
    assert_string_equal(good[0].cause, "NOT_DECRYPTED");
    assert_string_equal(good[0].verdict, "open");
}

void requests_without_a_response_are_told(void** /*state*/) {
    const Exchange exchange = cisco();
    const auto reports =
        reports_of({exchange.init_request(), exchange.init_response(), exchange.auth_request()},
                   exchange.keys());
    assert_string_equal(reports[0].cause, "NO_REPLY");
    assert_int_equal(reports[0].verdict_frame, 3);
    assert_true(has(reports[0], "NO_RESPONSE"));
}

void a_request_that_was_answered_may_be_sent_again(void** /*state*/) {
    const Exchange exchange = cisco();
    auto frames = exchange.frames;
    frames.push_back(exchange.auth_request());
    const auto reports = reports_of(frames, exchange.keys());
    assert_string_equal(reports[0].cause, "ESTABLISHED");
    assert_false(has(reports[0], "NO_RESPONSE"));
}

void exchanges_that_go_wrong_are_told_each(void** /*state*/) {
    const auto reports = reports_of("troubled-exchanges");
    assert_int_equal(reports.size(), 1);
    for (const char* event :
         {"LIVENESS_CHECK", "CROSSING_REKEYS", "EXCHANGE_REFUSED", "MESSAGE_IDS_SKIPPED",
          "MESSAGE_ID_REUSED", "OUTSIDE_WINDOW", "NO_RESPONSE", "UNPROTECTED_ERROR"}) {
        if (!has(reports[0], event)) {
            fail_msg("no %s", event);
        }
    }
    assert_int_equal(reports[0].duplicates + reports[0].retransmissions, 3);
}

void a_capture_without_trouble_has_no_findings(void** /*state*/) {
    for (const char* capture : {"cisco-ios-psk", "skf", "3des-md5-psk"}) {
        for (const SaReport& report : reports_of(capture)) {
            assert_true(report.events.empty());
            assert_true(report.errors.empty());
        }
    }
}

void generations_of_an_ike_sa_share_a_lineage(void** /*state*/) {
    const auto reports = reports_of("cisco-ios-rekey");
    assert_int_equal(reports.size(), 3);
    assert_int_equal(reports[0].lineage, 0);
    assert_int_equal(reports[1].lineage, 1);
    assert_int_equal(reports[2].lineage, 1);
    assert_true(reports[2].rekeyed_from == 1U);
    assert_true(reports[1].rekeyed_to == 2U);
    assert_string_equal(reports[2].sides[0].address.c_str(), "10.0.0.2");
}

void an_ike_sa_is_a_block_of_text(void** /*state*/) {
    const std::string text = to_text(reports_of("wrong-psk")[0]);
    assert_true(text.starts_with("IKE SA 0  "));
    assert_true(text.find("\n  Verdict       failed: Authentication failed: the PSK of ") !=
                std::string::npos);
    assert_true(text.ends_with("  Errors        AUTHENTICATION_FAILED, AUTH_WRONG\n"));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_negotiation_that_succeeded_is_established),
        cmocka_unit_test(each_failure_of_the_capture_has_its_cause_and_frame),
        cmocka_unit_test(a_refused_proposal_is_held_against_what_the_other_side_offers),
        cmocka_unit_test(without_keys_the_exchanges_tell_what_they_can),
        cmocka_unit_test(requests_without_a_response_are_told),
        cmocka_unit_test(a_request_that_was_answered_may_be_sent_again),
        cmocka_unit_test(exchanges_that_go_wrong_are_told_each),
        cmocka_unit_test(a_capture_without_trouble_has_no_findings),
        cmocka_unit_test(generations_of_an_ike_sa_share_a_lineage),
        cmocka_unit_test(an_ike_sa_is_a_block_of_text),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
