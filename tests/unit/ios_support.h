// Logs and captures for the tests of plugin/ios.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin/ios/capture_message.h"
#include "plugin/ios/debug_log.h"
#include "plugin/ios/log_event.h"
#include "plugin/ios/log_reader.h"
#include "tests/unit/cmocka_cpp.h"

namespace ikev2::tests {

/// What a reader gave, with the texts kept.
struct ReadLog : ios::LogSink {
    struct Event : ios::LogEvent {
        std::string kept_text;
        std::string kept_state;
        std::string kept_event;
    };

    void take_message(ios::LogMessage&& message) override;
    void take_event(const ios::LogEvent& event) override;
    void take_other_line(std::uint32_t line, std::string_view text) override;
    [[nodiscard]] std::size_t count(ios::LogEventKind kind) const;

    std::vector<ios::LogMessage> messages;
    std::vector<Event> events;
    std::vector<std::pair<std::uint32_t, std::string>> others;
    ios::LogReader::Counts counts;
};

/// Reads a log in chunks of `chunk` octets; 0: all at once.
std::unique_ptr<ReadLog> read_log(std::string_view text, std::size_t chunk = 0);

std::string file_text(const std::string& path);

/// A sample of tests/vectors/ios.
std::string sample(const char* name);

/// A transcript of a router, which is not part of the repository; skips the test where it is
/// absent.
std::string transcript(const char* name);

std::unique_ptr<ios::DebugLog> debug_log(std::string_view text, const char* name = "log");

/// The IKE messages of captures/NAME in plain values, from its facts.json.
std::vector<ios::CaptureMessage> capture_messages(const std::string& capture);

}  // namespace ikev2::tests
