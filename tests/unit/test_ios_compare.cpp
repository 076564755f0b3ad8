// Holding logs against captures.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/compare.h"

#include <algorithm>

#include "plugin/iana/auth_methods.h"
#include "plugin/iana/cert_encodings.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/id_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/ios/log_writer.h"
#include "tests/unit/ios_support.h"

namespace ikev2::tests {
namespace {

using ios::CaptureMessage;
using ios::Comparison;

Comparison compare(const std::vector<CaptureMessage>& messages, std::string_view log) {
    const auto it = debug_log(log);
    const ios::DebugLog* logs[] = {it.get()};
    return ios::compare(messages, logs);
}

void expect(const Comparison& result, std::uint32_t compared, std::uint32_t equal,
            std::initializer_list<const char*> findings) {
    std::string expected;
    std::string found;
    for (const char* each : findings) {
        expected += std::string(each) + "\n";
    }
    for (const ios::Finding& finding : result.findings) {
        found += std::string(ios::kind_name(finding.kind)) + " frame " +
                 std::to_string(finding.frame) + " " + finding.what + "\n";
        assert_true(finding.meaning[0] != 0);
    }
    if (found != expected) {
        for (const ios::Finding& finding : result.findings) {
            print_error("%s\n", ios::write_finding(finding, "log").c_str());
        }
    }
    assert_string_equal(found.c_str(), expected.c_str());
    assert_int_equal(result.compared, compared);
    assert_int_equal(result.equal, equal);
}

// What a router with the address `router` prints about a capture.
std::string log_of(const std::vector<CaptureMessage>& messages, const std::string& router) {
    std::string log;
    for (const CaptureMessage& message : messages) {
        ios::LogContext context;
        const bool sent = message.source.address == router;
        context.direction = sent ? ios::Direction::sent : ios::Direction::received;
        context.sa_id = static_cast<std::uint32_t>(message.spis.initiator % 1000);
        context.time = message.time;
        log += ios::write_log(message, context);
    }
    return log;
}

void the_completed_transcripts_agree_with_the_first_ike_sa(void** /*state*/) {
    const auto capture = capture_messages("cisco-ios-psk");
    for (const char* name : {"router1-completed", "router2-completed"}) {
        const Comparison result = compare(capture, transcript(name));
        expect(result, 4, 4, {});
        assert_int_equal(result.logs[0].outside_capture, 4);
        assert_int_equal(result.logs[0].outside_log, 0);
    }
}

void the_completed_transcripts_agree_with_both_ike_sas(void** /*state*/) {
    const auto capture = capture_messages("cisco-ios-rekey");
    for (const char* name : {"router1-completed", "router2-completed"}) {
        const Comparison result = compare(capture, transcript(name));
        expect(result, 8, 8, {});
        assert_int_equal(result.logs[0].outside_capture, 0);
        assert_int_equal(result.logs[0].outside_log, 6);
    }
}

void what_the_published_transcripts_omit_is_named(void** /*state*/) {
    const auto capture = capture_messages("cisco-ios-rekey");
    expect(compare(capture, transcript("router1")), 6, 5,
           {"debug-inconsistent frame 6 IKE_AUTH request, ID 1: CFG",
            "missing-in-debug frame 11 CREATE_CHILD_SA request, ID 2",
            "missing-in-debug frame 12 CREATE_CHILD_SA response, ID 2"});
    expect(compare(capture, transcript("router2")), 7, 3,
           {"debug-inconsistent frame 6 IKE_AUTH request, ID 1: TSr",
            "debug-inconsistent frame 7 IKE_AUTH response, ID 1: ENCR",
            "debug-inconsistent frame 11 CREATE_CHILD_SA request, ID 2: ENCR",
            "missing-in-debug frame 12 CREATE_CHILD_SA response, ID 2",
            "debug-inconsistent frame 13 CREATE_CHILD_SA request, ID 3"});
}

void a_written_log_agrees_with_its_capture(void** /*state*/) {
    for (const char* name : {"cisco-ios-psk", "cisco-ios-rekey", "aes-gcm-psk", "3des-md5-psk",
                             "aes256-sha512-psk", "eap-identity", "ike-rekey", "wrong-psk"}) {
        const auto capture = capture_messages(name);
        for (const ios::Endpoint& router : {capture[0].source, capture[0].destination}) {
            const Comparison result = compare(capture, log_of(capture, router.address));
            const auto count = static_cast<std::uint32_t>(
                std::count_if(capture.begin(), capture.end(),
                              [](const CaptureMessage& it) { return it.copy_of == 0; }));
            expect(result, count, count, {});
        }
    }
}

// A capture spoiled in one thing, held against the logs of both routers, gives that finding only.
class Spoiled {
  public:
    Spoiled() : messages(capture_messages("cisco-ios-psk")), clean_(messages) {}

    void expect_findings(std::uint32_t compared, std::uint32_t equal,
                         std::initializer_list<const char*> findings) const {
        for (const char* router : {"10.0.0.1", "10.0.0.2"}) {
            expect(compare(messages, with_spis(log_of(clean_, router), router)), compared, equal,
                   findings);
        }
        for (const char* name : {"router1-completed", "router2-completed"}) {
            const std::string text =
                file_text(std::string(IKEV2_SHARED_VECTORS "/../ios-debug/") + name + ".log");
            if (!text.empty()) {
                expect(compare(messages, text), compared, equal, findings);
            }
        }
    }

    [[nodiscard]] ios::Payload& payload(std::size_t message, std::int32_t type) {
        auto& payloads = messages.at(message).payloads;
        const auto found = std::find_if(payloads.begin(), payloads.end(),
                                        [&](const auto& it) { return it.type.number == type; });
        assert_true(found != payloads.end());
        return *found;
    }

    std::vector<CaptureMessage> messages;

  private:
    // The lines that `debug crypto ikev2 internal` adds: they name the SPIs.
    static std::string with_spis(const std::string& log, const char* router) {
        const std::string who =
            "*Nov 11 19:30:34.811: IKEv2:(SA ID = " + std::to_string(0xF074D8BBD5A59F0B % 1000) +
            "):";
        const std::string trace = who +
                                  "SM Trace-> SA: I_SPI=F074D8BBD5A59F0B R_SPI=F94020DD8CB4B9C4 (" +
                                  (std::string(router) == "10.0.0.1" ? "I" : "R") +
                                  ") MsgID = 00000000 CurState: READY Event: EV_NO_EVENT\n";
        return trace + log + who + "No NAT found\n";
    }

    std::vector<CaptureMessage> clean_;
};

void a_dropped_response_is_missing_in_the_capture(void** /*state*/) {
    Spoiled init;
    init.messages.erase(init.messages.begin() + 1);
    init.expect_findings(3, 3, {"missing-in-capture frame 0 IKE_SA_INIT response, ID 0"});
    Spoiled auth;
    auth.messages.pop_back();
    auth.expect_findings(3, 3, {"missing-in-capture frame 0 IKE_AUTH response, ID 1"});
}

void a_message_that_no_router_saw_is_missing_in_the_debug(void** /*state*/) {
    Spoiled it;
    CaptureMessage extra = it.messages[2];
    extra.frame = 10;
    extra.message_id = 2;
    extra.exchange = iana::exchange::INFORMATIONAL;
    extra.time += 100'000;
    it.messages.insert(it.messages.begin() + 3, extra);
    it.expect_findings(4, 4, {"missing-in-debug frame 10 INFORMATIONAL request, ID 2"});
}

void a_narrowed_traffic_selector_is_a_value(void** /*state*/) {
    Spoiled it;
    it.payload(3, iana::payload::TSr).selectors[0].end_address = "10.255.255.255";
    it.expect_findings(4, 3, {"value frame 4 IKE_AUTH response, ID 1: TSr"});
    Spoiled port;
    port.payload(2, iana::payload::TSi).selectors[0].end_port = 500;
    port.expect_findings(4, 3, {"value frame 3 IKE_AUTH request, ID 1: TSi"});
}

void a_changed_transform_is_a_value_and_no_length(void** /*state*/) {
    Spoiled it;
    ios::Payload& sa = it.payload(1, iana::payload::SA);
    sa.proposals[0].transforms[0] = {1, iana::encr::ENCR_3DES, 8};
    sa.proposals[0].length = static_cast<std::uint16_t>(sa.proposals[0].length - 4);
    sa.length = static_cast<std::uint16_t>(*sa.length - 4);
    it.messages[1].length = *it.messages[1].length - 4;
    it.expect_findings(4, 3, {"value frame 2 IKE_SA_INIT response, ID 0: SA: transform"});
}

void another_group_is_a_value(void** /*state*/) {
    Spoiled it;
    it.payload(0, iana::payload::KE).group = iana::dh::MODP_2048;
    it.expect_findings(4, 3, {"value frame 1 IKE_SA_INIT request, ID 0: KE: DH group"});
}

void another_notify_id_auth_or_cfg_is_a_value(void** /*state*/) {
    Spoiled notify;
    notify.messages[3].payloads.back().kind = iana::notify::MOBIKE_SUPPORTED;
    notify.expect_findings(
        4, 3, {"value frame 4 IKE_AUTH response, ID 1: NOTIFY(NON_FIRST_FRAGS): type"});
    Spoiled id;
    id.payload(2, iana::payload::IDi).kind = iana::id::ID_FQDN;
    id.expect_findings(4, 3, {"value frame 3 IKE_AUTH request, ID 1: IDi: ID type"});
    Spoiled auth;
    auth.payload(3, iana::payload::AUTH).kind = iana::auth::RSA_SIGNATURE;
    auth.expect_findings(4, 3, {"value frame 4 IKE_AUTH response, ID 1: AUTH: method"});
    Spoiled cfg;
    cfg.payload(2, iana::payload::CP).attributes[1].type = 6;
    cfg.expect_findings(4, 3, {"value frame 3 IKE_AUTH request, ID 1: CFG: attribute"});
    Spoiled cert;
    cert.payload(1, iana::payload::CERTREQ).kind = iana::cert::X509_SIGNATURE;
    cert.expect_findings(4, 3, {"value frame 2 IKE_SA_INIT response, ID 0: CERTREQ: encoding"});
}

void a_removed_payload_is_one_finding(void** /*state*/) {
    Spoiled it;
    CaptureMessage& message = it.messages[1];
    const std::size_t vendor = 3;
    assert_int_equal(message.payloads[vendor].type.number, iana::payload::V);
    message.length = *message.length - *message.payloads[vendor].length;
    message.payloads.erase(message.payloads.begin() + vendor);
    it.expect_findings(4, 3, {"payloads frame 2 IKE_SA_INIT response, ID 0: payloads"});
}

void a_payload_in_another_place_is_one_finding(void** /*state*/) {
    Spoiled it;
    std::swap(it.messages[0].payloads[1], it.messages[0].payloads[2]);
    it.expect_findings(4, 3, {"payloads frame 1 IKE_SA_INIT request, ID 0: payloads"});
}

void another_length_is_one_finding(void** /*state*/) {
    Spoiled it;
    it.messages[3].length = *it.messages[3].length + 16;
    it.messages[3].encrypted->length =
        static_cast<std::uint16_t>(*it.messages[3].encrypted->length + 16);
    it.expect_findings(4, 3, {"length frame 4 IKE_AUTH response, ID 1: length"});
    Spoiled nonce;
    nonce.payload(0, iana::payload::NONCE).length = 36;
    nonce.expect_findings(4, 3, {"length frame 1 IKE_SA_INIT request, ID 0: N: length"});
}

void a_retransmission_is_one_finding(void** /*state*/) {
    for (const std::size_t index : {0U, 1U, 2U, 3U}) {
        Spoiled it;
        CaptureMessage copy = it.messages[index];
        copy.copy_of = copy.frame;
        copy.frame = 9;
        copy.time += 1'900'000'000;
        it.messages.push_back(copy);
        const std::string exchange = index < 2 ? "IKE_SA_INIT" : "IKE_AUTH";
        const std::string expected = "retransmit frame 9 " + exchange +
                                     (index % 2 == 0 ? " request" : " response") +
                                     (index < 2 ? ", ID 0" : ", ID 1");
        it.expect_findings(4, 3, {expected.c_str()});
    }
}

void a_nat_is_one_finding(void** /*state*/) {
    Spoiled it;
    for (CaptureMessage& message : it.messages) {
        ios::Endpoint& initiator =
            message.source.address == "10.0.0.1" ? message.source : message.destination;
        initiator = {"192.0.2.1", 1024};
    }
    it.messages[0].source_hash_fits = false;
    it.messages[1].destination_hash_fits = false;
    it.expect_findings(4, 4, {"value frame 1 NAT"});
}

void an_undecrypted_capture_compares_what_is_visible(void** /*state*/) {
    Spoiled it;
    for (CaptureMessage& message : it.messages) {
        message.opened = !message.encrypted.has_value();
        if (message.encrypted) {
            message.payloads.clear();
        }
    }
    it.expect_findings(4, 4, {});
    it.messages[3].length = *it.messages[3].length + 16;
    it.expect_findings(4, 3, {"length frame 4 IKE_AUTH response, ID 1: length"});
}

void a_clock_that_is_wrong_is_only_an_offset(void** /*state*/) {
    Spoiled it;
    constexpr std::int64_t kHour = 3'600'000'000'000;
    for (CaptureMessage& message : it.messages) {
        message.time += 30 * kHour;
    }
    it.expect_findings(4, 4, {});
}

void an_spi_with_a_digit_missing_is_a_contradiction(void** /*state*/) {
    std::string log = transcript("router1-completed");
    const std::string whole = "I_SPI=0C33DB40DBAAADE6";
    for (std::size_t at = log.find(whole); at != std::string::npos; at = log.find(whole, at)) {
        log.replace(at, whole.size(), "I_SPI=0C33DB40DBAADE6");
    }
    expect(compare(capture_messages("cisco-ios-rekey"), log), 8, 8,
           {"debug-inconsistent frame 3 Initiator SPI"});
}

void lengths_of_a_debug_that_do_not_add_up_are_a_contradiction(void** /*state*/) {
    const auto capture = capture_messages("cisco-ios-psk");
    const auto spoil = [&](const char* text, const char* with) {
        std::string log = log_of(capture, "10.0.0.1");
        const std::size_t at = log.find(text);
        assert_true(at != std::string::npos);
        log.replace(at, std::string_view(text).size(), with);
        return log;
    };
    expect(compare(capture, spoil("#trans: 5", "#trans: 6")), 4, 3,
           {"debug-inconsistent frame 1 IKE_SA_INIT request, ID 0: SA"});
    expect(compare(capture, spoil("attrib type: internal IP4 subnet, length: 0\n", "some line\n")),
           4, 3, {"debug-inconsistent frame 3 IKE_AUTH request, ID 1: CFG"});
}

void a_log_of_other_ike_sas_has_nothing_to_compare(void** /*state*/) {
    const auto capture = capture_messages("cisco-ios-psk");
    const Comparison other = compare(capture,
                                     "IKEv2:(SA ID = 1):SM Trace-> SA: I_SPI=0123456789ABCDEF"
                                     " R_SPI=FEDCBA9876543210 (I) MsgID = 00000000 "
                                     "CurState: READY Event: EV_NO_EVENT\nno dump\n");
    expect(other, 0, 0, {});
    assert_int_equal(other.logs[0].outside_log, 4);
    expect(compare({}, log_of(capture, "10.0.0.1")), 0, 0, {});
    expect(compare({}, ""), 0, 0, {});
}

void both_logs_together_compare_each_message_twice(void** /*state*/) {
    const auto capture = capture_messages("cisco-ios-rekey");
    const auto first = debug_log(transcript("router1-completed"));
    const auto second = debug_log(transcript("router2-completed"));
    const ios::DebugLog* logs[] = {first.get(), second.get()};
    const Comparison result = ios::compare(capture, logs);
    expect(result, 16, 16, {});
    assert_string_equal(ios::write_summary(result).c_str(),
                        "16 messages compared, 16 equal, 0 findings");
    assert_int_equal(result.frames.size(), 16);
}

void a_frame_knows_its_lines_and_states(void** /*state*/) {
    const Comparison result =
        compare(capture_messages("cisco-ios-psk"), transcript("router1-completed"));
    assert_int_equal(result.frames.size(), 4);
    assert_int_equal(result.frames[0].frame, 1);
    assert_int_equal(result.frames[0].lines.first, 23);
    assert_int_equal(result.frames[0].lines.last, 45);
    assert_true(result.frames[0].direction == ios::Direction::sent);
    assert_int_equal(result.frames[1].frame, 2);
    std::string states;
    for (const ios::StateChange& state : result.frames[1].states) {
        states += state.state + " ";
    }
    assert_string_equal(states.c_str(), "I_WAIT_INIT I_PROC_INIT INIT_DONE I_BLD_AUTH ");
}

const CMUnitTest tests[] = {
    cmocka_unit_test(the_completed_transcripts_agree_with_the_first_ike_sa),
    cmocka_unit_test(the_completed_transcripts_agree_with_both_ike_sas),
    cmocka_unit_test(what_the_published_transcripts_omit_is_named),
    cmocka_unit_test(a_written_log_agrees_with_its_capture),
    cmocka_unit_test(a_dropped_response_is_missing_in_the_capture),
    cmocka_unit_test(a_message_that_no_router_saw_is_missing_in_the_debug),
    cmocka_unit_test(a_narrowed_traffic_selector_is_a_value),
    cmocka_unit_test(a_changed_transform_is_a_value_and_no_length),
    cmocka_unit_test(another_group_is_a_value),
    cmocka_unit_test(another_notify_id_auth_or_cfg_is_a_value),
    cmocka_unit_test(a_removed_payload_is_one_finding),
    cmocka_unit_test(a_payload_in_another_place_is_one_finding),
    cmocka_unit_test(another_length_is_one_finding),
    cmocka_unit_test(a_retransmission_is_one_finding),
    cmocka_unit_test(a_nat_is_one_finding),
    cmocka_unit_test(an_undecrypted_capture_compares_what_is_visible),
    cmocka_unit_test(a_clock_that_is_wrong_is_only_an_offset),
    cmocka_unit_test(an_spi_with_a_digit_missing_is_a_contradiction),
    cmocka_unit_test(lengths_of_a_debug_that_do_not_add_up_are_a_contradiction),
    cmocka_unit_test(a_log_of_other_ike_sas_has_nothing_to_compare),
    cmocka_unit_test(both_logs_together_compare_each_message_twice),
    cmocka_unit_test(a_frame_knows_its_lines_and_states),
};

}  // namespace
}  // namespace ikev2::tests

int main() {
    return cmocka_run_group_tests_name("ios_compare", ikev2::tests::tests, nullptr, nullptr);
}
