// Writing messages as `debug crypto ikev2 packet` prints them.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/log_writer.h"

#include <algorithm>
#include <sstream>

#include "plugin/ios/finding.h"
#include "plugin/ios/names.h"
#include "tests/unit/ios_support.h"

namespace ikev2::tests {
namespace {

using ios::CaptureMessage;
using ios::Direction;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::string without_stamp(const std::string& line) {
    constexpr std::size_t kStamp = std::string_view("*Nov 11 19:30:34.811:").size();
    return line.starts_with('*') ? line.substr(kStamp) : line;
}

std::string without_stamps(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += without_stamp(line) + "\n";
    }
    return text;
}

// The dump in a written message: without the lines that say what the router does.
std::string dump_of(const std::string& text) {
    std::vector<std::string> dump;
    for (const std::string& line : lines_of(text)) {
        if (line.find("IKEv2:Construct ") == std::string::npos &&
            line.find("IKEv2:Got a packet") == std::string::npos &&
            line.find("IKEv2:Processing an item") == std::string::npos) {
            dump.push_back(line);
        }
    }
    return without_stamps(dump);
}

void expect_dumps(const char* capture, const char* log_name, std::size_t count) {
    const std::string text = transcript(log_name);
    const std::vector<std::string> lines = lines_of(text);
    const auto log = read_log(text);
    std::vector<CaptureMessage> messages = capture_messages(capture);
    std::size_t found = 0;
    for (const ios::LogMessage& logged : log->messages) {
        const auto same = std::find_if(messages.begin(), messages.end(), [&](const auto& it) {
            return it.message_id == logged.message_id && it.length == logged.length &&
                   it.exchange.number == logged.exchange.number && it.response == logged.response &&
                   it.initiator == logged.initiator;
        });
        if (same == messages.end()) {
            continue;
        }
        ++found;
        const auto first = lines.begin() + logged.first_line - 1;
        const std::vector<std::string> printed(first, lines.begin() + logged.last_line);
        const std::string written =
            ios::write_log(*same, {logged.direction, logged.sa_id, same->time});
        assert_string_equal(dump_of(written).c_str(), without_stamps(printed).c_str());
    }
    assert_int_equal(found, count);
}

void dumps_are_those_of_the_transcripts(void** /*state*/) {
    expect_dumps("cisco-ios-psk", "router1-completed", 4);
    expect_dumps("cisco-ios-psk", "router2-completed", 4);
    expect_dumps("cisco-ios-rekey", "router1-completed", 8);
    expect_dumps("cisco-ios-rekey", "router2-completed", 8);
}

void both_points_of_view_are_written(void** /*state*/) {
    const auto messages = capture_messages("cisco-ios-psk");
    const std::string sent = ios::write_log(messages[3], {Direction::sent, 1, messages[3].time});
    const std::string received =
        ios::write_log(messages[3], {Direction::received, 1, messages[3].time});
    const std::string header =
        "*Nov 11 19:30:34.833: IKEv2:(SA ID = 1):Next payload: ENCR, version: 2.0 Exchange type: "
        "IKE_AUTH, flags: RESPONDER MSG-RESPONSE Message id: 1, length: 252 \n"
        "Payload contents: \n";
    assert_true(sent.ends_with(header + " ENCR  Next payload: VID, reserved: 0x0, length: 224\n"));
    assert_true(
        sent.find("\nPayload contents: \n VID  Next payload: IDr, reserved: 0x0, length: 20\n"
                  " IDr  Next payload: AUTH") < sent.find(header));
    assert_true(received.find(header + "*Nov 11 19:30:34.833: IKEv2:Parse Vendor Specific Payload: "
                                       "(CUSTOM) VID  Next payload: IDr") != std::string::npos);
    assert_true(
        received.ends_with("*Nov 11 19:30:34.833: IKEv2:Parse Notify Payload: NON_FIRST_FRAGS "
                           "NOTIFY(NON_FIRST_FRAGS)  "
                           "Next payload: NONE, reserved: 0x0, length: 8\n"
                           "    Security protocol id: IKE, spi size: 0, type: NON_FIRST_FRAGS\n"));
    assert_true(received.find("ENCR  Next payload") == std::string::npos);
}

void a_message_that_was_not_opened_has_its_sk_payload(void** /*state*/) {
    CaptureMessage message = capture_messages("cisco-ios-psk")[2];
    message.payloads.clear();
    for (const Direction direction : {Direction::sent, Direction::received}) {
        const std::string text = ios::write_log(message, {direction, std::nullopt, message.time});
        assert_true(text.ends_with(
            "IKEv2:Next payload: ENCR, version: 2.0 Exchange type: IKE_AUTH, flags: INITIATOR "
            "Message "
            "id: 1, length: 556 \nPayload contents: \n ENCR  Next payload: VID, reserved: 0x0, "
            "length: 528\n"));
    }
}

void a_number_without_a_name_is_written_as_unknown(void** /*state*/) {
    ios::Message message;
    message.exchange = 250;
    ios::Payload payload;
    payload.type = 200;
    payload.next = 0;
    payload.length = 4;
    message.payloads = {payload};
    message.next_payload = 200;
    const std::string text = ios::write_log(message, {Direction::received, std::nullopt, 0});
    assert_true(text.find("Next payload: Unknown - 200, version: 2.0 Exchange type: Unknown - 250, "
                          "flags: RESPONDER Message id: 0") != std::string::npos);
    assert_true(text.ends_with("\n Unknown - 200  Next payload: NONE, reserved: 0x0, length: 4\n"));
}

void every_name_is_read_as_it_is_written(void** /*state*/) {
    for (const ios::NameTable* table :
         {&ios::payload_names, &ios::protocol_names, &ios::notify_names, &ios::id_names,
          &ios::auth_names, &ios::cert_names, &ios::attribute_names, &ios::transform_names(1),
          &ios::transform_names(2), &ios::transform_names(3), &ios::transform_names(4),
          &ios::transform_names(5)}) {
        for (const ios::CiscoName& each : table->names()) {
            assert_int_equal(table->read(each.name).number, each.number);
            assert_int_equal(table->read(table->write(each.number)).number, each.number);
        }
        assert_int_equal(table->read("Unknown - 65000").number, 65000);
        assert_false(table->read("no such name").known());
    }
}

void a_finding_is_one_line(void** /*state*/) {
    const ios::Finding finding{ios::FindingKind::value,   4,        0, 178, "TSr\n", "10.0.0.0",
                               "a \"b\"\x01\xff\xc3\xa9", "because"};
    assert_string_equal(ios::write_finding(finding, "r1.log").c_str(),
                        "value: frame 4, r1.log:178: TSr?: capture 10.0.0.0, debug a \"b\"?\xff\xc3"
                        "\xa9 (because)");
    assert_string_equal(ios::write_finding_json(finding, "r1.log").c_str(),
                        R"({"kind":"value","frame":4,"log":"r1.log","line":178,"what":"TSr\u000a",)"
                        "\"capture\":\"10.0.0.0\",\"debug\":\"a \\\"b\\\"\\u0001\\u00ff\xc3\xa9\","
                        R"("meaning":"because"})");
    const ios::Finding missing{ios::FindingKind::missing_in_capture, 0, 0, 0, "x", "", "y", "z"};
    assert_string_equal(ios::write_finding(missing, "l").c_str(),
                        "missing-in-capture: frame -, l: x: capture nothing, debug y (z)");
    assert_string_equal(ios::write_finding_json(missing, "l").c_str(),
                        R"({"kind":"missing-in-capture","frame":null,"log":"l","line":null,)"
                        R"("what":"x","capture":null,"debug":"y","meaning":"z"})");
}

const CMUnitTest tests[] = {
    cmocka_unit_test(dumps_are_those_of_the_transcripts),
    cmocka_unit_test(both_points_of_view_are_written),
    cmocka_unit_test(a_message_that_was_not_opened_has_its_sk_payload),
    cmocka_unit_test(a_number_without_a_name_is_written_as_unknown),
    cmocka_unit_test(every_name_is_read_as_it_is_written),
    cmocka_unit_test(a_finding_is_one_line),
};

}  // namespace
}  // namespace ikev2::tests

int main() {
    return cmocka_run_group_tests_name("ios_writer", ikev2::tests::tests, nullptr, nullptr);
}
