// SPDX-License-Identifier: GPL-2.0-or-later
#include <fstream>  // first: CMocka has a macro fail()

#include "tests/unit/ios_support.h"

#include <json-glib/json-glib.h>

#include <cstdio>
#include <iterator>

#include "plugin/iana/payload_types.h"
#include "plugin/ios/names.h"
#include "tests/unit/json_file.h"

namespace ikev2::tests {
namespace {

template <typename Take>
void each(JsonObject* object, const char* member, Take take) {
    if (json_object_has_member(object, member) == 0) {
        return;
    }
    JsonArray* array = json_object_get_array_member(object, member);
    for (guint i = 0; i < json_array_get_length(array); ++i) {
        take(json_array_get_object_element(array, i));
    }
}

template <typename T = std::uint16_t>
T number(JsonObject* object, const char* member) {
    return static_cast<T>(json_object_get_int_member(object, member));
}

std::string text(JsonObject* object, const char* member) {
    return json_object_get_string_member(object, member);
}

std::uint16_t octets(JsonObject* object, const char* member) {
    return static_cast<std::uint16_t>(text(object, member).size() / 2);
}

std::uint64_t spi(JsonObject* object, const char* member) {
    return g_ascii_strtoull(text(object, member).c_str(), nullptr, 16);
}

// "2013-11-11 19:30:34.812100" in nanoseconds since 1970.
std::int64_t time(const std::string& stamp) {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int microseconds = 0;
    int second = 0;
    // NOLINTNEXTLINE(cert-err34-c)
    assert_int_equal(std::sscanf(stamp.c_str(), "%d-%d-%d %d:%d:%d.%d", &year, &month, &day, &hour,
                                 &minute, &second, &microseconds),
                     7);
    GDateTime* at = g_date_time_new_utc(year, month, day, hour, minute, second);
    const std::int64_t seconds = g_date_time_to_unix(at);
    g_date_time_unref(at);
    return (seconds * 1'000'000 + microseconds) * 1000;
}

ios::Proposal proposal(JsonObject* object) {
    ios::Proposal it;
    it.number = number(object, "number");
    it.protocol = ios::protocol_names.read(text(object, "protocol"));
    it.spi_size = octets(object, "spi");
    it.length = number(object, "length");
    each(object, "transforms", [&](JsonObject* each) {
        it.transforms.push_back({number<std::uint8_t>(each, "type"),
                                 number<std::int32_t>(each, "id"), number(each, "length")});
    });
    it.transform_count = static_cast<std::uint16_t>(it.transforms.size());
    return it;
}

ios::Payload payload(JsonObject* object) {
    ios::Payload it;
    it.type = number<std::int32_t>(object, "type");
    it.length = number(object, "length");
    const auto has = [&](const char* member) {
        return json_object_has_member(object, member) != 0;
    };
    for (const char* kind : {"notify_type", "id_type", "method", "encoding", "cfg_type"}) {
        if (has(kind)) {
            it.kind = number<std::int32_t>(object, kind);
        }
    }
    if (has("group")) {
        it.group = number(object, "group");
    }
    if (has("protocol") && has("spi")) {
        it.protocol = number<std::int32_t>(object, "protocol");
        it.spi_size = octets(object, "spi");
    }
    if (it.type.number == iana::payload::V) {
        const std::string data = text(object, "data");
        std::vector<std::uint8_t> vendor;
        for (std::size_t i = 0; i + 1 < data.size(); i += 2) {
            vendor.push_back(static_cast<std::uint8_t>(
                g_ascii_strtoull(data.substr(i, 2).c_str(), nullptr, 16)));
        }
        it.vendor = ios::vendor_name(vendor);
    }
    each(object, "proposals", [&](JsonObject* each) { it.proposals.push_back(proposal(each)); });
    each(object, "attributes", [&](JsonObject* each) {
        it.attributes.push_back({number<std::int32_t>(each, "type"), number(each, "length")});
    });
    if (has("selectors")) {
        each(object, "selectors", [&](JsonObject* each) {
            it.selectors.push_back({number<std::int32_t>(each, "ts_type"), number(each, "protocol"),
                                    number(each, "length"), number(each, "first_port"),
                                    number(each, "last_port"), text(each, "first"),
                                    text(each, "last")});
        });
        it.ts_count = static_cast<std::uint16_t>(it.selectors.size());
    }
    return it;
}

std::vector<ios::Payload> payloads(JsonObject* object) {
    std::vector<ios::Payload> all;
    each(object, "payloads", [&](JsonObject* each) { all.push_back(payload(each)); });
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        all[i].next = all[i + 1].type;
    }
    if (!all.empty()) {
        all.back().next = iana::payload::NONE;
    }
    return all;
}

ios::CaptureMessage message(JsonObject* frame) {
    JsonObject* ike = json_object_get_object_member(frame, "ike");
    ios::CaptureMessage it;
    it.frame = number<std::uint32_t>(frame, "number");
    it.time = time(text(frame, "time"));
    it.source = {text(frame, "source"), number(frame, "source_port")};
    it.destination = {text(frame, "destination"), number(frame, "destination_port")};
    it.spis = {spi(ike, "spi_i"), spi(ike, "spi_r")};
    it.exchange = number<std::int32_t>(ike, "exchange");
    it.initiator = json_object_get_boolean_member(ike, "initiator") != 0;
    it.response = json_object_get_boolean_member(ike, "response") != 0;
    it.message_id = number<std::uint32_t>(ike, "message_id");
    it.length = number<std::uint32_t>(ike, "length");
    it.next_payload = number<std::int32_t>(ike, "next_payload");
    it.opened = true;
    it.payloads = payloads(ike);
    if (!it.payloads.empty() && it.payloads.back().type.number == iana::payload::SK) {
        it.encrypted = std::move(it.payloads.back());
        it.payloads.clear();
        each(ike, "payloads", [&](JsonObject* sk) {
            it.payloads = payloads(sk);
            it.encrypted->next = number<std::int32_t>(sk, "next_payload");
        });
    }
    for (const ios::Payload& payload : it.payloads) {
        if (payload.kind.number == 16388 && it.exchange.number == 34) {
            it.source_hash_fits = true;
        } else if (payload.kind.number == 16389 && it.exchange.number == 34) {
            it.destination_hash_fits = true;
        }
    }
    return it;
}

}  // namespace

void ReadLog::take_message(ios::LogMessage&& message) {
    messages.push_back(std::move(message));
}

void ReadLog::take_event(const ios::LogEvent& event) {
    Event it;
    static_cast<ios::LogEvent&>(it) = event;
    it.kept_text = event.text;
    it.kept_state = event.state;
    it.kept_event = event.event;
    events.push_back(std::move(it));
}

void ReadLog::take_other_line(std::uint32_t line, std::string_view text) {
    others.emplace_back(line, std::string(text));
}

std::size_t ReadLog::count(ios::LogEventKind kind) const {
    std::size_t found = 0;
    for (const Event& event : events) {
        found += event.kind == kind ? 1 : 0;
    }
    return found;
}

std::unique_ptr<ReadLog> read_log(std::string_view text, std::size_t chunk) {
    auto log = std::make_unique<ReadLog>();
    ios::LogReader reader(*log);
    if (chunk == 0) {
        reader.feed(text);
    }
    for (std::size_t at = 0; chunk != 0 && at < text.size(); at += chunk) {
        reader.feed(text.substr(at, chunk));
    }
    reader.finish();
    log->counts = reader.counts();
    return log;
}

std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return file ? std::string(std::istreambuf_iterator<char>(file), {}) : std::string();
}

std::string sample(const char* name) {
    std::string text = file_text(std::string(IKEV2_VECTORS "/ios/") + name);
    if (text.empty()) {
        fail_msg("tests/vectors/ios/%s: not readable", name);
    }
    return text;
}

std::string transcript(const char* name) {
    std::string text =
        file_text(std::string(IKEV2_SHARED_VECTORS "/../ios-debug/") + name + ".log");
    if (text.empty()) {
        print_message("the transcript %s.log is not here\n", name);
        skip();
    }
    return text;
}

std::unique_ptr<ios::DebugLog> debug_log(std::string_view text, const char* name) {
    constexpr int kYear = 2013;
    auto log = std::make_unique<ios::DebugLog>(name, kYear);
    log->feed(text);
    log->finish();
    return log;
}

std::vector<ios::CaptureMessage> capture_messages(const std::string& capture) {
    const JsonFile file = read_json(IKEV2_CAPTURES "/" + capture + "/facts.json");
    std::vector<ios::CaptureMessage> messages;
    std::vector<std::pair<JsonNode*, std::uint32_t>> seen;
    each(json_node_get_object(json_parser_get_root(file.get())), "frames", [&](JsonObject* frame) {
        if (json_object_has_member(frame, "ike") != 0) {
            messages.push_back(message(frame));
            JsonNode* ike = json_object_get_member(frame, "ike");
            for (const auto& [other, number] : seen) {
                if (json_node_equal(ike, other) != 0 && messages.back().copy_of == 0) {
                    messages.back().copy_of = number;
                }
            }
            seen.emplace_back(ike, messages.back().frame);
        }
    });
    return messages;
}

}  // namespace ikev2::tests
