// What the report says of the negotiations of the captures.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sa_report.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
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

// IKE_SESSION_RESUME with an old ticket, and the answer to it (RFC 5723, section 4.3.2).
std::vector<Frame> refused_ticket(const Exchange& exchange) {
    const auto notification = [](unsigned next, unsigned type, Octets data) {
        return payload(next, concat({Bytes(2), number(type, 2), data}));
    };
    HeaderFields header{
        {exchange.spis().initiator, 0}, iana::exchange::IKE_SESSION_RESUME, ike::kFlagInitiator, 0};
    const Bytes ticket = notification(0, iana::notify::TICKET_OPAQUE, Bytes(16, 7));
    std::vector<Frame> frames = {exchange.frame(message(
        header, iana::payload::NONCE, concat({payload(iana::payload::N, Bytes(32, 9)), ticket})))};
    header.flags = ike::kFlagResponse;
    frames.push_back(exchange.frame(
        message(header, iana::payload::N, notification(0, iana::notify::TICKET_NACK, {}))));
    return frames;
}

void a_ticket_that_is_not_taken_is_a_failure(void** /*state*/) {
    const Exchange exchange = cisco();
    std::vector<Frame> frames = refused_ticket(exchange);
    frames.insert(frames.end(), exchange.frames.begin(), exchange.frames.end());
    for (unsigned i = 0; i < frames.size(); ++i) {
        frames[i].number = i + 1;
    }
    const auto first = [&](std::ptrdiff_t count) {
        return reports_of({frames.begin(), frames.begin() + count}, exchange.keys());
    };
    const auto reports = first(2);
    assert_int_equal(reports.size(), 1);
    assert_string_equal(reports[0].cause, "TICKET_NACK");
    assert_string_equal(reports[0].verdict, "failed");
    assert_int_equal(reports[0].verdict_frame, 2);
    assert_int_equal(reports[0].errors.size(), 1);
    assert_string_equal(std::string(reports[0].errors[0]).c_str(), "TICKET_NACK");
    // A full exchange comes after it, here with the same SPI.
    assert_string_equal(first(4)[0].cause, "HALF_OPEN");
    assert_int_equal(first(6).size(), 1);
    assert_string_equal(first(6)[0].cause, "ESTABLISHED");
}

void before_another_authentication_nothing_is_established(void** /*state*/) {
    const std::string name = "auth-signatures";
    const Facts facts(name);
    const SpiPair spis = facts.spis("$.ike_sas[3]");
    std::vector<Frame> frames;
    for (const Frame& frame : ike_frames(name)) {
        if (frame.message().header.initiator_spi.value == spis.initiator) {
            frames.push_back(frame);
        }
    }
    assert_int_equal(frames.size(), 10);
    const auto whole = reports_of(frames, keys_of(name));
    assert_string_equal(whole[0].cause, "ESTABLISHED");
    frames.resize(4);
    assert_string_equal(reports_of(frames, keys_of(name))[0].cause, "UNFINISHED");
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

// IKE_SA_INIT requests between addresses that end in these octets, each with an SPI of its own; the
// report of the last.
SaReport after_requests(const std::vector<std::pair<std::uint8_t, std::uint8_t>>& from_to,
                        std::uint8_t address_length) {
    std::vector<Frame> frames;
    for (const auto& [from, to] : from_to) {
        Frame& frame = frames.emplace_back(ike_frames("cisco-ios-psk").front());
        frame.number = static_cast<unsigned>(frames.size());
        frame.octets[0] = static_cast<std::uint8_t>(frames.size());
        frame.address_length = address_length;
        frame.source = frame.destination = {};
        if (address_length != 0) {
            frame.source = {192, 0, 2, from};
            frame.destination = {192, 0, 2, to};
        }
    }
    return reports_of(frames, {}).back();
}

void hosts_that_begin_with_each_other_at_once_are_told(void** /*state*/) {
    constexpr const char* finding = "SIMULTANEOUS_INITIATION";
    assert_true(has(after_requests({{1, 2}, {2, 1}}, 4), finding));
    assert_true(has(after_requests({{1, 2}, {1, 3}, {1, 4}, {3, 1}}, 4), finding));
    assert_false(has(after_requests({{1, 2}, {1, 3}, {4, 1}}, 4), finding));
    assert_false(has(after_requests({{1, 2}, {1, 2}}, 4), finding));
    // Nobody knows who sends what did not come over IP.
    assert_false(has(after_requests({{1, 2}, {2, 1}}, 0), finding));
}

// All that a capture without a key file shows, as text.
std::string shown_without_keys(const std::vector<Frame>& frames, bool keys_may_come) {
    Capture capture({}, keys_may_come);
    Bytes room;
    std::string shown;
    for (const Frame& frame : frames) {
        room.resize(frame.octets.size());
        const MessageView& view = *capture.first_pass(frame.message(), {}, room);
        shown += std::to_string(frame.number) + ": " + std::to_string(view.sa) + ' ' +
                 std::to_string(static_cast<int>(view.sk)) + ' ' + std::to_string(view.encr_id) +
                 ' ' + std::to_string(view.integ_id) + ' ' + std::to_string(view.response_to) +
                 ' ' + std::to_string(view.retransmission_of) + ' ' +
                 std::to_string(view.other_use_of_id) +
                 (view.chosen_never_offered ? " never offered" : "");
        for (const Finding* it = view.findings; it != nullptr; it = it->next) {
            shown += std::string("; ") + row_of(it->kind).name + ' ' +
                     (it->detail != nullptr ? it->detail : "");
        }
        if (view.verdict != nullptr) {
            shown += std::string("; ") + row_of(view.verdict->cause).name + ' ' +
                     (view.verdict->detail != nullptr ? view.verdict->detail : "");
        }
        shown += '\n';
    }
    for (const SaReport& report : report_of(capture)) {
        shown += to_text(report);
    }
    return shown;
}

void what_is_kept_for_keys_alone_is_not_missed_without_them(void** /*state*/) {
    std::size_t compared = 0;
    for (const auto& folder : std::filesystem::directory_iterator(IKEV2_CAPTURES)) {
        if (!std::filesystem::exists(folder.path() / "capture.pcap") ||
            folder.path().filename().string().find("tcp") != std::string::npos) {
            continue;
        }
        const auto frames = ike_frames(folder.path().filename().string());
        const std::string whole = shown_without_keys(frames, true);
        assert_true(whole.find("IKE SA") != std::string::npos);
        assert_string_equal(shown_without_keys(frames, false).c_str(), whole.c_str());
        ++compared;
    }
    assert_true(compared > 20);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_negotiation_that_succeeded_is_established),
        cmocka_unit_test(each_failure_of_the_capture_has_its_cause_and_frame),
        cmocka_unit_test(a_refused_proposal_is_held_against_what_the_other_side_offers),
        cmocka_unit_test(without_keys_the_exchanges_tell_what_they_can),
        cmocka_unit_test(a_ticket_that_is_not_taken_is_a_failure),
        cmocka_unit_test(before_another_authentication_nothing_is_established),
        cmocka_unit_test(requests_without_a_response_are_told),
        cmocka_unit_test(a_request_that_was_answered_may_be_sent_again),
        cmocka_unit_test(exchanges_that_go_wrong_are_told_each),
        cmocka_unit_test(a_capture_without_trouble_has_no_findings),
        cmocka_unit_test(generations_of_an_ike_sa_share_a_lineage),
        cmocka_unit_test(an_ike_sa_is_a_block_of_text),
        cmocka_unit_test(what_is_kept_for_keys_alone_is_not_missed_without_them),
        cmocka_unit_test(hosts_that_begin_with_each_other_at_once_are_told),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
