// Reading the output of `debug crypto ikev2`.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/log_reader.h"

#include <malloc.h>

#include <algorithm>
#include <random>

#include "plugin/iana/transform_ids.h"
#include "plugin/ios/log_writer.h"
#include "plugin/ios/payload_lines.h"
#include "plugin/ios/record.h"
#include "tests/unit/ios_support.h"

namespace ikev2::tests {
namespace {

using ios::Direction;
using ios::DumpForm;
using ios::LogEventKind;
using ios::LogMessage;
using ios::Payload;
using ios::Record;
using ios::Tag;

Record record(std::string_view line) {
    Record it;
    it.read(line);
    return it;
}

// All that a log holds as one text, to compare whole logs.
std::string digest(const ReadLog& log) {
    std::string text;
    for (const LogMessage& message : log.messages) {
        text += std::to_string(message.first_line) + "-" + std::to_string(message.last_line) + " " +
                message.exchange.text + " " + std::to_string(message.message_id) + " " +
                std::to_string(message.length.value_or(0)) + " " +
                std::to_string(static_cast<int>(message.direction)) + " " +
                (message.spis ? message.spis->initiator.text : "-") + "\n";
        ios::LogContext context;
        context.sa_id = message.sa_id;
        context.direction = message.direction;
        text += ios::write_log(message, context);
    }
    for (const ReadLog::Event& event : log.events) {
        text += std::to_string(event.line) + " " + event.kept_text + "\n";
    }
    for (const auto& [line, other] : log.others) {
        text += std::to_string(line) + " " + other + "\n";
    }
    return text;
}

void every_prefix_is_taken_off(void** /*state*/) {
    struct {
        const char* line;
        Tag tag;
        int sa_id;
        int session_id;
        const char* text;
        std::uint32_t millisecond;
    } const lines[] = {
        {"*Nov 11 19:30:34.811: IKEv2:(SA ID = 1):Action", Tag::ikev2, 1, -1, "Action", 811},
        {"Nov 30 22:49:14.464: IKEv2:Adding", Tag::ikev2, -1, -1, "Adding", 464},
        {".Nov 30 22:49:14.464: IKEv2:Adding", Tag::ikev2, -1, -1, "Adding", 464},
        {"Jun  8 19:14:38.051 GMT: IKEv2:(SESSION ID = 31,SA ID = 2):X", Tag::ikev2, 2, 31, "X",
         51},
        {"Nov 30 2024 11:16:54.881 UTC: IKEv2-INTERNAL:X", Tag::internal, -1, -1, "X", 881},
        {"2328304: Nov 30 22:49:14.464: IKEv2-PAK:(SESSION ID = 1,SA ID = 3):X", Tag::packet, 3, 1,
         "X", 464},
        {"Hub# *Nov 11 19:30:34.811: IKEv2:X", Tag::ikev2, -1, -1, "X", 811},
        {"XE-R4(config-if)#*Nov 11 19:30:34.811: IKEv2:X", Tag::ikev2, -1, -1, "X", 811},
        {"IKEv2-ERROR:(SESSION ID = 1,SA ID = 68):: Failed", Tag::error, 68, 1, " Failed", 0},
        {"IKEv2-PROTO-5: (2): X", Tag::asa, 2, -1, "X", 0},
        {"%ASA-7-711001: IKEv2-PLAT-3: X", Tag::asa, -1, -1, "X", 0},
        {"<167>:2023-03-22T15:10:19.250Z: %FTD-vpn-7-715077: IKEv2-PROTO-4: (7): X", Tag::asa, 7,
         -1, "X", 250},
        {"Nov 11 19:30:35 fw.example 77: *Nov 11 19:30:34.811: IKEv2:X", Tag::ikev2, -1, -1, "X",
         811},
        {"00:12:34: IKEv2:X", Tag::ikev2, -1, -1, "X", 0},
        {"(2):     DH group: 19", Tag::none, 2, -1, "    DH group: 19", 0},
        {"*Nov 11 19:30:34.832:    attrib type: x", Tag::none, -1, -1, "   attrib type: x", 832},
        {"IKEv2:(1): Choosing IKE profile", Tag::ikev2, -1, -1, "(1): Choosing IKE profile", 0},
        {"plain text", Tag::none, -1, -1, "plain text", 0},
        {"", Tag::none, -1, -1, "", 0},
    };
    for (const auto& each : lines) {
        const Record it = record(each.line);
        assert_int_equal(static_cast<int>(it.tag), static_cast<int>(each.tag));
        assert_int_equal(it.sa_id ? static_cast<int>(*it.sa_id) : -1, each.sa_id);
        assert_int_equal(it.session_id ? static_cast<int>(*it.session_id) : -1, each.session_id);
        assert_string_equal(it.text.c_str(), each.text);
        constexpr std::uint32_t kMillisecond = 1'000'000;
        assert_int_equal(it.stamp ? it.stamp->nanosecond / kMillisecond : 0, each.millisecond);
    }
    assert_true(record("Hub# SA  Next payload: KE").prompted);
    assert_true(record(".Nov 30 22:49:14.464: IKEv2:X").stamp->clock == '.');
}

void a_stamp_is_a_time(void** /*state*/) {
    const auto time = [](const char* line) { return record(line).stamp->time(2013); };
    constexpr std::int64_t k2013 = 1384198234'811'000'000;  // date -d '2013-11-11 19:30:34Z' +%s
    assert_int_equal(time("*Nov 11 19:30:34.811: IKEv2:X"), k2013);
    assert_int_equal(time("Nov 11 2013 19:30:34.811 UTC: IKEv2:X"), k2013);
    assert_int_equal(time("2013-11-11T19:30:34.811Z: IKEv2-PROTO-1: X"), k2013);
    assert_string_equal(ios::write_stamp(k2013).c_str(), "*Nov 11 19:30:34.811");
    assert_int_equal(ios::year_of(k2013), 2013);
}

void every_detail_line_is_read(void** /*state*/) {
    Payload it;
    const auto read = [&](const char* line) {
        assert_true(ios::read_detail_line(line, it) == ios::DumpLine::detail);
    };
    read("  last proposal: 0x2, reserved: 0x0, length: 52");
    read(
        "  Proposal: 1, Protocol id: ESP, SPI size: 4, #trans: 2    last transform: 0x3, reserved: "
        "0x0: length: 12");
    read("    type: 1, reserved: 0x0, id: AES-GCM");
    read("    last transform: 0x0, reserved: 0x0: length: 8");
    read("    type: 5, reserved: 0x0, id: Don't use ESN");
    assert_int_equal(it.proposals.size(), 1);
    assert_int_equal(it.proposals[0].length, 52);
    assert_int_equal(it.proposals[0].protocol.number, 3);
    assert_int_equal(it.proposals[0].spi_size, 4);
    assert_int_equal(it.proposals[0].transform_count, 2);
    assert_int_equal(it.proposals[0].transforms.size(), 2);
    assert_int_equal(it.proposals[0].transforms[0].id.number, iana::encr::ENCR_AES_GCM_16);
    assert_int_equal(it.proposals[0].transforms[0].length, 12);
    assert_int_equal(it.proposals[0].transforms[1].type, 5);
    assert_int_equal(it.proposals[0].transforms[1].id.number, 0);
    read("    DH group: 14, Reserved: 0x0");
    assert_int_equal(*it.group, 14);
    read("    Security protocol id: Unknown - 0, spi size: 4, type: REKEY_SA");
    assert_int_equal(it.protocol.number, 0);
    assert_int_equal(*it.spi_size, 4);
    assert_int_equal(it.kind.number, 16393);
    read("    Security protocol id: ESP, spi size: 4, num of spi: 2");
    assert_int_equal(it.protocol.number, 3);
    assert_int_equal(*it.spi_count, 2);
    read("    Id type: DER ASN1 DN, Reserved: 0x0 0x0");
    assert_int_equal(it.kind.number, 9);
    read("    Auth method PSK, reserved: 0x0, reserved 0x0");
    assert_int_equal(it.kind.number, 2);
    read("    Cert encoding Hash and URL of PKIX");
    assert_int_equal(it.kind.number, 12);
    read("CertReq data: 20 bytes");
    assert_int_equal(*it.data_length, 20);
    read("    cfg type: CFG_REPLY, reserved: 0x0, reserved: 0x0");
    assert_int_equal(it.kind.number, 2);
    read("   attrib type: internal IP4 DNS, length: 4");
    read("   attrib type: Unknown - 28675, length: 0");
    read("Attrib type: app-version, length: 257, data: Cisco");
    assert_int_equal(it.attributes.size(), 3);
    assert_int_equal(it.attributes[0].type.number, 3);
    assert_int_equal(it.attributes[0].length, 4);
    assert_int_equal(it.attributes[1].type.number, 28675);
    assert_int_equal(it.attributes[2].type.number, 7);
    assert_int_equal(it.attributes[2].length, 257);
    read("    Num of TSs: 1, reserved 0x0, reserved 0x0");
    read("    TS type: TS_IPV6_ADDR_RANGE, proto id: 6, length: 40");
    read("    start port: 0, end port: 65535");
    read("    start addr: 2001:db8::, end addr: 2001:db8::ffff");
    assert_int_equal(*it.ts_count, 1);
    assert_int_equal(it.selectors.size(), 1);
    assert_int_equal(it.selectors[0].type.number, 8);
    assert_int_equal(it.selectors[0].protocol, 6);
    assert_int_equal(*it.selectors[0].end_port, 65535);
    assert_string_equal(it.selectors[0].start_address.c_str(), "2001:db8::");
    assert_string_equal(it.selectors[0].end_address.c_str(), "2001:db8::ffff");
    assert_true(ios::read_detail_line("     4f 11 6c 1b", it) == ios::DumpLine::octets);
    assert_true(ios::read_detail_line("anything else", it) == ios::DumpLine::none);
}

void every_payload_line_is_read(void** /*state*/) {
    Payload it;
    bool parsed = false;
    assert_true(
        ios::read_payload_line(" SA  Next payload: KE, reserved: 0x0, length: 56", it, parsed));
    assert_int_equal(it.type.number, 33);
    assert_int_equal(it.next.number, 34);
    assert_int_equal(*it.length, 56);
    assert_false(parsed);
    assert_true(
        ios::read_payload_line("Parse Notify Payload: COOKIE NOTIFY(COOKIE)  Next payload: NONE, "
                               "reserved: 0x0, length: 40",
                               it, parsed));
    assert_int_equal(it.type.number, 41);
    assert_int_equal(it.kind.number, 16390);
    assert_true(parsed);
    assert_true(
        ios::read_payload_line("Parse Vendor Specific Payload: (CUSTOM) VID  Next payload: "
                               "NOTIFY, reserved: 0x0, length: 21",
                               it, parsed));
    assert_int_equal(it.type.number, 43);
    assert_string_equal(it.vendor.c_str(), "(CUSTOM)");
    assert_true(ios::read_payload_line(
        " NOTIFY(Unknown - 40960)  Next payload: NONE, reserved: 0x0, length: 8", it, parsed));
    assert_int_equal(it.kind.number, 40960);
    assert_true(ios::read_payload_line(" NOTIFY(DELETE_REASON)  Next payload: DELETE, length: 9",
                                       it, parsed));
    assert_false(it.kind.known());
    assert_false(
        ios::read_payload_line("Next payload: SA, version: 2.0 Exchange type: X", it, parsed));
    assert_false(ios::read_payload_line("The Next payload: is described here", it, parsed));
}

void a_summary_of_ios_xe_is_a_message(void** /*state*/) {
    const auto log = read_log(sample("xe-summary.log"));
    assert_int_equal(log->others.size(), 0);
    assert_int_equal(log->messages.size(), 6);
    const LogMessage& request = log->messages[0];
    assert_true(request.form == DumpForm::summary);
    assert_true(request.direction == Direction::sent);
    assert_int_equal(*request.session_id, 31);
    assert_int_equal(request.exchange.number, 34);
    assert_false(*request.response);
    assert_false(request.length.has_value());
    assert_string_equal(request.remote.address.c_str(), "192.0.2.2");
    assert_int_equal(request.local.port, 500);
    assert_string_equal(request.spis->initiator.text.c_str(), "1122334455667788");
    assert_string_equal(
        ios::write_names(request.payloads).c_str(),
        "SA KE N VID VID NOTIFY(NAT_DETECTION_SOURCE_IP) NOTIFY(NAT_DETECTION_DESTINATION_IP)");
    assert_false(request.resent);
    assert_true(log->messages[1].resent);
    assert_true(log->messages[2].direction == Direction::received);
    assert_true(*log->messages[2].response);
    assert_true(log->messages[3].is_encrypted());
    assert_int_equal(log->messages[3].payloads.size(), 0);
    assert_int_equal(log->messages[3].local.port, 4500);
    const LogMessage& empty = log->messages[4];
    assert_string_equal(empty.remote.address.c_str(), "FC00:123:123:123::2");
    assert_int_equal(empty.remote.port, 500);
    assert_int_equal(empty.message_id, 5);
    assert_int_equal(empty.payloads.size(), 0);
    assert_int_equal(log->messages[5].payloads.size(), 10);
    assert_int_equal(log->messages[5].payloads.back().kind.number, 40960);
    assert_int_equal(log->count(LogEventKind::retransmission), 1);
    assert_int_equal(log->count(LogEventKind::nat_found), 1);
    assert_int_equal(log->count(LogEventKind::authentication), 1);
    assert_int_equal(log->count(LogEventKind::error), 2);
    assert_int_equal(log->count(LogEventKind::state), 1);
    for (const ReadLog::Event& event : log->events) {
        if (event.kind == LogEventKind::state) {
            assert_int_equal(event.message_id, 1);
            assert_string_equal(event.kept_state.c_str(), "AUTH_DONE");
            assert_string_equal(event.kept_event.c_str(), "EV_OK");
            assert_true(event.role == 'I');
        }
    }
}

void a_dump_of_asa_is_a_message(void** /*state*/) {
    const auto log = read_log(sample("asa-protocol.log"));
    assert_int_equal(log->others.size(), 0);
    assert_int_equal(log->messages.size(), 3);
    const LogMessage& request = log->messages[1];
    assert_true(request.form == DumpForm::dump);
    assert_true(request.direction == Direction::sent);
    assert_int_equal(*request.sa_id, 2);
    assert_int_equal(*request.length, 216);
    assert_true(*request.initiator);
    assert_string_equal(request.spis->initiator.text.c_str(), "1122334455667788");
    assert_string_equal(request.remote.address.c_str(), "192.0.2.2");
    assert_string_equal(ios::write_names(request.payloads).c_str(), "SA KE N VID");
    assert_int_equal(request.payloads[0].proposals[0].transforms.size(), 4);
    assert_int_equal(request.payloads[0].proposals[0].transforms[1].id.number,
                     iana::prf::PRF_HMAC_SHA2_256);
    assert_int_equal(request.payloads[0].proposals[0].transforms[2].id.number,
                     iana::integ::AUTH_HMAC_SHA2_256_128);
    assert_int_equal(request.payloads[0].proposals[0].transforms[3].id.number, 19);
    assert_int_equal(*request.payloads[1].group, 19);
    const LogMessage& failed = log->messages[0];
    assert_true(failed.direction == Direction::received);
    assert_int_equal(*failed.sa_id, 3);
    assert_string_equal(failed.remote.address.c_str(), "192.0.2.9");
    assert_string_equal(ios::write_names(failed.payloads).c_str(),
                        "VID IDr AUTH CERTREQ NOTIFY(AUTHENTICATION_FAILED) DELETE");
    assert_int_equal(failed.payloads[1].kind.number, 1);
    assert_int_equal(*failed.payloads[2].data_length, 20);
    assert_int_equal(failed.payloads[3].kind.number, 4);
    assert_int_equal(*failed.payloads[5].spi_count, 0);
    const LogMessage& platform = log->messages[2];
    assert_true(platform.form == DumpForm::platform);
    assert_int_equal(platform.message_id, 10);
    assert_true(platform.direction == Direction::sent);
}

void noise_loses_nothing_of_a_dump(void** /*state*/) {
    const auto log = read_log(sample("ios-noise.log"));
    assert_int_equal(log->messages.size(), 1);
    const LogMessage& message = log->messages[0];
    assert_true(message.direction == Direction::received);
    assert_string_equal(ios::write_names(message.payloads).c_str(), "SA KE NOTIFY(COOKIE) EAP");
    assert_int_equal(message.payloads[0].proposals[0].transforms.size(), 4);
    assert_int_equal(message.payloads[0].proposals[0].transforms[3].id.number, 1);
    assert_int_equal(message.payloads[2].protocol.number, 1);
    assert_int_equal(log->count(LogEventKind::nat_not_found), 1);
    assert_int_equal(log->count(LogEventKind::error), 1);
    std::string others;
    for (const auto& [line, text] : log->others) {
        others += std::to_string(line) + " ";
    }
    assert_string_equal(others.c_str(), "1 2 3 14 28 ");
}

void the_transcripts_have_twelve_headers(void** /*state*/) {
    const auto first = read_log(transcript("router1"));
    const auto second = read_log(transcript("router2"));
    const auto headers = [](const ReadLog& log) {
        return std::count_if(log.messages.begin(), log.messages.end(),
                             [](const LogMessage& it) { return !it.header_missing; });
    };
    assert_int_equal(headers(*first) + headers(*second), 12);
    assert_int_equal(first->others.size() + second->others.size(), 0);
    assert_int_equal(first->count(LogEventKind::state), 80);
}

// The same log, however it is cut.
void a_chunk_may_end_anywhere(void** /*state*/) {
    for (const char* name : {"xe-summary.log", "asa-protocol.log", "ios-noise.log"}) {
        const std::string text = sample(name);
        const std::string whole = digest(*read_log(text));
        assert_string_equal(digest(*read_log(text, 1)).c_str(), whole.c_str());
        for (std::size_t at = 1; at < text.size(); ++at) {
            auto log = std::make_unique<ReadLog>();
            ios::LogReader reader(*log);
            reader.feed(std::string_view(text).substr(0, at));
            reader.feed(std::string_view(text).substr(at));
            reader.finish();
            assert_string_equal(digest(*log).c_str(), whole.c_str());
        }
    }
}

void a_transcript_may_be_cut_at_every_octet(void** /*state*/) {
    const std::string text = transcript("router1-completed");
    const std::string whole = digest(*read_log(text));
    constexpr std::size_t kAround = 2000;  // what a cut can reach
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (at % 7 != 0 && at > kAround && at < text.size() - kAround) {
            continue;
        }
        auto log = std::make_unique<ReadLog>();
        ios::LogReader reader(*log);
        reader.feed(std::string_view(text).substr(0, at));
        reader.feed(std::string_view(text).substr(at));
        reader.finish();
        assert_true(digest(*log) == whole);
    }
    assert_true(digest(*read_log(text, 1)) == whole);
}

std::string with_crlf(const std::string& text) {
    std::string result;
    for (const char c : text) {
        result += c == '\n' ? std::string("\r\n") : std::string(1, c);
    }
    return result;
}

void carriage_returns_change_nothing(void** /*state*/) {
    for (const char* name : {"xe-summary.log", "asa-protocol.log", "ios-noise.log"}) {
        const std::string text = sample(name);
        assert_string_equal(digest(*read_log(with_crlf(text))).c_str(),
                            digest(*read_log(text)).c_str());
    }
}

std::string without_line_numbers(const ReadLog& log) {
    std::string text;
    for (const LogMessage& message : log.messages) {
        text += message.exchange.text + " " + std::to_string(message.length.value_or(0)) + " " +
                std::to_string(static_cast<int>(message.direction)) + "\n";
        text += ios::write_log(message, {message.direction, message.sa_id, 0});
    }
    for (const ReadLog::Event& event : log.events) {
        text += event.kept_text + "\n";
    }
    return text;
}

std::string wrapped(const std::string& text, const char* pager) {
    constexpr std::size_t kColumns = 80;
    std::string result;
    std::size_t column = 0;
    std::size_t rows = 0;
    for (const char c : text) {
        if (c != '\n' && column == kColumns) {
            result += '\n';
            column = 0;
        }
        result += c;
        column = c == '\n' ? 0 : column + 1;
        if (c == '\n' && ++rows % 24 == 0) {
            result += pager;
        }
    }
    return result;
}

void lines_that_a_terminal_wrapped_are_put_together(void** /*state*/) {
    constexpr const char* kPager = " --More-- \b\b\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b";
    for (const char* pager : {"", kPager}) {
        const std::string text = sample("xe-summary.log");
        assert_string_equal(without_line_numbers(*read_log(wrapped(text, pager))).c_str(),
                            without_line_numbers(*read_log(text)).c_str());
    }
    const std::string text = transcript("router1-completed");
    for (const char* pager : {"", kPager}) {
        assert_string_equal(without_line_numbers(*read_log(wrapped(text, pager))).c_str(),
                            without_line_numbers(*read_log(text)).c_str());
    }
}

void interleaved_dumps_of_asa_stay_apart(void** /*state*/) {
    const std::string both =
        "IKEv2-PROTO-3: (2): Next payload: SA, version: 2.0 (2): Exchange type: IKE_SA_INIT, "
        "flags: "
        "INITIATOR (2): Message id: 0, length: 60(2):  \n"
        "IKEv2-PROTO-3: (3): Next payload: KE, version: 2.0 (3): Exchange type: IKE_SA_INIT, "
        "flags: "
        "INITIATOR (3): Message id: 0, length: 64(3):  \n"
        "(2): Payload contents: \n(3): Payload contents: \n"
        "(2):  VID(2):   Next payload: NONE, reserved: 0x0, length: 32\n"
        "(3):  KE(3):   Next payload: NONE, reserved: 0x0, length: 36\n"
        "(3):     DH group: 31, Reserved: 0x0\n";
    const auto log = read_log(both);
    assert_int_equal(log->messages.size(), 2);
    assert_string_equal(ios::write_names(log->messages[0].payloads).c_str(), "VID");
    assert_string_equal(ios::write_names(log->messages[1].payloads).c_str(), "KE");
    assert_int_equal(*log->messages[1].payloads[0].group, 31);
}

void random_octets_are_only_lines(void** /*state*/) {
    std::mt19937 random(7296);
    const std::string logs =
        sample("xe-summary.log") + sample("asa-protocol.log") + sample("ios-noise.log");
    for (unsigned run = 0; run < 300; ++run) {
        std::string text = logs;
        for (unsigned i = 0; i < 1 + run; ++i) {
            const std::size_t at = random() % text.size();
            switch (random() % 3) {
                case 0:
                    text[at] = static_cast<char>(random());
                    break;
                case 1:
                    text.erase(at, random() % 40);
                    break;
                default:
                    text.insert(at, text.substr(random() % text.size(), random() % 40));
                    break;
            }
        }
        const auto log = read_log(text, 1 + random() % 4096);
        assert_int_equal(log->counts.lines, std::count(text.begin(), text.end(), '\n') +
                                                (text.back() != '\n' ? 1 : 0));
    }
    std::string garbage(100'000, '\0');
    for (char& c : garbage) {
        c = static_cast<char>(random());
    }
    const auto log = read_log(garbage, 1000);
    assert_int_equal(log->messages.size(), 0);
    assert_true(log->counts.other_lines > 0);
}

struct Counting : ios::LogSink {
    void take_message(ios::LogMessage&& /*message*/) override { ++messages; }
    void take_event(const ios::LogEvent& /*event*/) override {}
    std::size_t messages = 0;
};

// A long log is what a short one is, repeated.
void memory_does_not_grow_with_the_log(void** /*state*/) {
    const std::string text =
        sample("xe-summary.log") + sample("asa-protocol.log") + sample("ios-noise.log");
    Counting sink;
    ios::LogReader reader(sink);
    const auto in_use = [] { return mallinfo2().uordblks; };
    constexpr unsigned kRuns = 2000;
    for (unsigned run = 0; run < kRuns / 4; ++run) {
        reader.feed(text);
    }
    const std::size_t before = in_use();
    for (unsigned run = kRuns / 4; run < kRuns; ++run) {
        reader.feed(text);
    }
    assert_true(in_use() < before + 65536);
    reader.finish();
    assert_int_equal(sink.messages, 10 * kRuns);
}

void a_line_without_end_is_cut(void** /*state*/) {
    Counting sink;
    ios::LogReader reader(sink);
    const std::string part(1'000'000, 'x');
    const auto in_use = [] { return mallinfo2().uordblks; };
    const std::size_t before = in_use();
    for (unsigned i = 0; i < 20; ++i) {
        reader.feed(part);
    }
    assert_true(in_use() < before + 1'000'000);
    reader.finish();
    assert_int_equal(reader.counts().lines, 1);
    assert_int_equal(reader.counts().other_lines, 1);
}

const CMUnitTest tests[] = {
    cmocka_unit_test(every_prefix_is_taken_off),
    cmocka_unit_test(a_stamp_is_a_time),
    cmocka_unit_test(every_detail_line_is_read),
    cmocka_unit_test(every_payload_line_is_read),
    cmocka_unit_test(a_summary_of_ios_xe_is_a_message),
    cmocka_unit_test(a_dump_of_asa_is_a_message),
    cmocka_unit_test(noise_loses_nothing_of_a_dump),
    cmocka_unit_test(the_transcripts_have_twelve_headers),
    cmocka_unit_test(a_chunk_may_end_anywhere),
    cmocka_unit_test(a_transcript_may_be_cut_at_every_octet),
    cmocka_unit_test(carriage_returns_change_nothing),
    cmocka_unit_test(lines_that_a_terminal_wrapped_are_put_together),
    cmocka_unit_test(interleaved_dumps_of_asa_stay_apart),
    cmocka_unit_test(random_octets_are_only_lines),
    cmocka_unit_test(memory_does_not_grow_with_the_log),
    cmocka_unit_test(a_line_without_end_is_cut),
};

}  // namespace
}  // namespace ikev2::tests

int main() {
    return cmocka_run_group_tests_name("ios_reader", ikev2::tests::tests, nullptr, nullptr);
}
