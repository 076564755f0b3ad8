// Reading the output of `debug crypto ikev2`.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "plugin/ios/lines.h"
#include "plugin/ios/log_event.h"
#include "plugin/ios/record.h"

namespace ikev2::ios {

/// Reads a log as a stream: of IOS (`packet`, `internal`), IOS-XE and ASA, with any time stamps,
/// syslog prefixes and prompts. Memory does not grow with the log. Nothing in a log is an error:
/// what is not understood is counted, and given to the sink.
class LogReader {
  public:
    struct Counts {
        std::uint32_t lines = 0;
        std::uint32_t messages = 0;
        std::uint32_t events = 0;
        std::uint32_t other_lines = 0;  ///< without empty ones
    };

    /// `sink` outlives the reader.
    explicit LogReader(LogSink& sink);
    LogReader(const LogReader&) = delete;
    LogReader& operator=(const LogReader&) = delete;
    ~LogReader() = default;

    /// The next octets of the log, cut anywhere.
    void feed(std::string_view chunk) { lines_.feed(chunk); }

    /// The end of the log: gives the last messages.
    void finish();

    [[nodiscard]] const Counts& counts() const noexcept { return counts_; }

  private:
    // A message that is being read.
    struct Draft : LogMessage {
        bool parsed = false;  // a line says that a payload is being parsed: it was received
        bool full_header = false;
    };

    // What the router was doing when it began to print.
    enum class Doing : std::uint8_t { nothing, sending, receiving };

    // The dumps that are being read of one SA. Only ASA says on every line which SA it is for; for
    // all others there is one.
    struct Slot {
        std::optional<Draft> draft;
        std::optional<Draft> unsent;  // payloads before the header that encrypts them
        Doing doing = Doing::nothing;
        bool resending = false;
        std::optional<LogMessage> last;  // without payloads
    };

    void take_line(std::uint32_t number, std::string_view line);
    void take_record(std::uint32_t number);
    bool take_header(Slot& slot, std::uint32_t number);
    bool take_contents(Slot& slot, std::uint32_t number);
    bool take_payload(Slot& slot, std::uint32_t number);
    bool take_detail(Slot& slot, std::uint32_t number);
    bool take_summary(Slot& slot, std::uint32_t number);
    bool take_platform(Slot& slot, std::uint32_t number);
    bool take_names(Slot& slot, std::uint32_t number);
    bool take_state(Slot& slot, std::uint32_t number);
    void take_note(Slot& slot, std::uint32_t number);

    Slot& slot_of_record();
    [[nodiscard]] Draft new_draft(std::uint32_t number) const;
    Draft* listing(Slot& slot);
    void give(Slot& slot);
    void give(Slot& slot, Draft&& draft);
    void give_unsent(Slot& slot);
    void give_announced();
    void merge_announced(Draft& draft);
    void end_dump(Slot& slot);
    void remember_spis(const PrintedSpis& spis);
    void give_event(LogEvent& event, std::uint32_t number);

    LogSink& sink_;
    Lines lines_;
    Record record_;
    std::map<std::uint32_t, Slot> slots_;
    std::optional<Draft> announced_;  // ASA has received it, and may dump it yet
    std::uint32_t current_slot_;
    std::map<std::uint32_t, PrintedSpis> spis_;  // by SA ID
    Counts counts_;
};

}  // namespace ikev2::ios
