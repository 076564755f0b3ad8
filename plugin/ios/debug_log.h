// A whole log, put in order: its messages by IKE SA, and what else matters in a comparison.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plugin/base/spi.h"
#include "plugin/ios/log_event.h"
#include "plugin/ios/log_reader.h"

namespace ikev2::ios {

/// Lines of a log, from 1.
struct LineRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// An IKE SA as a log knows it.
struct LogSa {
    SpiPair spis;                   ///< 0: not printed, or not whole
    std::string damaged_initiator;  ///< the SPI as printed, with digits missing
    std::uint32_t first_line = 0;   ///< where it is mentioned first
    std::optional<std::int64_t> first_time;
    std::optional<bool> nat;     ///< whether the router found a NAT
    std::uint32_t nat_line = 0;  ///< where it says so
};

/// An SPI that a log prints with digits missing.
struct DamagedSpi {
    std::string text;
    bool initiator = false;
    std::uint32_t line = 0;   ///< the first one
    std::uint32_t count = 0;  ///< in how many lines
    std::size_t sa = 0;       ///< index of the LogSa
};

/// A message, with its copies if the router shows that it passed several times.
struct LoggedMessage : LogMessage {
    std::size_t sa = 0;  ///< index of the LogSa
    std::optional<std::int64_t> time;
    std::vector<LineRange> copies;     ///< where each copy is shown; the first one is this
    std::uint32_t unshown_copies = 0;  ///< the router said that it sends it again, and shows it not
};

/// A new state of the router's state machine.
struct StateChange {
    std::size_t sa = 0;
    std::uint32_t line = 0;
    std::string state;
    std::string event;
};

/// A line that is nothing of IKEv2, or not understood.
struct OtherLine {
    std::uint32_t line = 0;
    std::string text;
};

/// Reads a log and keeps what a comparison needs. Its memory grows with the messages in the log,
/// not with its other lines.
class DebugLog : private LogSink {
  public:
    /// `name` is what findings call it; `year` stands in where stamps have none.
    DebugLog(std::string name, int year);

    /// Keeps the lines that are nothing of IKEv2 or not understood, but no more than `most`.
    void keep_other_lines(std::size_t most) { most_other_lines_ = most; }

    void feed(std::string_view chunk) { reader_.feed(chunk); }
    void finish();

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const LogReader::Counts& counts() const noexcept { return reader_.counts(); }

    // Valid after finish().
    [[nodiscard]] const std::vector<LoggedMessage>& messages() const noexcept { return messages_; }
    [[nodiscard]] const std::vector<LogSa>& sas() const noexcept { return sas_; }
    [[nodiscard]] const std::vector<DamagedSpi>& damaged_spis() const noexcept { return damaged_; }
    [[nodiscard]] const std::vector<StateChange>& states() const noexcept { return states_; }
    [[nodiscard]] const std::vector<OtherLine>& other_lines() const noexcept { return others_; }
    /// Of the first and the last record with a stamp.
    [[nodiscard]] std::optional<std::int64_t> first_time() const noexcept { return first_time_; }
    [[nodiscard]] std::optional<std::int64_t> last_time() const noexcept { return last_time_; }

  private:
    void take_message(LogMessage&& message) override;
    void take_event(const LogEvent& event) override;
    void take_other_line(std::uint32_t line, std::string_view text) override;

    std::optional<std::int64_t> take_time(const std::optional<Stamp>& stamp);
    std::size_t new_sa(std::uint32_t line, std::optional<std::int64_t> time);
    [[nodiscard]] std::optional<std::size_t> find_sa(SpiPair spis) const;
    [[nodiscard]] bool is_set_up(std::size_t sa) const;
    std::size_t sa_of(const LogMessage& message, std::optional<std::int64_t> time);
    std::size_t sa_of_id(std::uint32_t sa_id, std::uint32_t line, std::optional<std::int64_t> time);
    void learn_spis(std::size_t sa, const PrintedSpis& spis, std::uint32_t line);
    void note_damage(std::size_t sa, const PrintedSpi& spi, bool initiator, std::uint32_t line);
    void take_state(const LogEvent& event, std::optional<std::int64_t> time);
    [[nodiscard]] bool is_copy(const LoggedMessage& of, const LoggedMessage& message) const;

    std::string name_;
    int year_;
    LogReader reader_;
    std::vector<LoggedMessage> messages_;
    std::vector<LogSa> sas_;
    std::vector<DamagedSpi> damaged_;
    std::vector<StateChange> states_;
    std::vector<OtherLine> others_;
    std::size_t most_other_lines_ = 0;
    std::optional<std::int64_t> first_time_;
    std::optional<std::int64_t> last_time_;
    std::map<std::uint32_t, std::size_t> current_;  // LogSa of an SA ID
    std::map<std::uint64_t, std::vector<std::size_t>> by_initiator_;
    std::map<std::size_t, std::vector<std::size_t>> recent_;  // last messages of a LogSa
    std::map<std::size_t, std::string> last_state_;
    std::optional<std::size_t> nameless_;  // LogSa of a first request without an SA ID
};

}  // namespace ikev2::ios
