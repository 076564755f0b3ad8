// Holding the logs of routers against a capture.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plugin/ios/capture_message.h"
#include "plugin/ios/debug_log.h"
#include "plugin/ios/finding.h"

namespace ikev2::ios {

// What lies outside of the other side's window is no finding, but counted:
// - a captured message, unless the log knows its IKE SA and was written when it passed: after the
//   log's first mention of that IKE SA, or less than a second before, and before the log's end;
// - a message of the log that passed before the capture began, or more than a minute after its last
//   IKE message; and one of an IKE SA that the capture has not, if its clock does not tell that it
//   was captured then.

/// Where a log shows a frame.
struct FrameLines {
    std::uint32_t frame = 0;
    std::size_t log = 0;
    LineRange lines;
    Direction direction = Direction::unknown;
    std::size_t sa = 0;  ///< index of the log's IKE SA
    /// The states that the router went through until its next message of that IKE SA.
    std::vector<StateChange> states;
};

/// How one log went.
struct LogSummary {
    std::uint32_t compared = 0;  ///< messages that both have
    std::uint32_t equal = 0;     ///< of these, without a finding
    std::uint32_t outside_capture = 0;
    std::uint32_t outside_log = 0;
    /// What is added to the log's time to get that of the capture, in nanoseconds.
    std::optional<std::int64_t> clock_offset;
};

struct Comparison {
    std::vector<Finding> findings;   ///< by log, then by frame and line
    std::vector<FrameLines> frames;  ///< by frame, then by log and line
    std::vector<LogSummary> logs;
    std::uint32_t compared = 0;  ///< pairs of a captured message and one of a log
    std::uint32_t equal = 0;
};

/// `messages` in the order of the capture. A log none of whose messages is in the capture has
/// nothing compared, and no findings.
[[nodiscard]] Comparison compare(std::span<const CaptureMessage> messages,
                                 std::span<const DebugLog* const> logs);

/// `8 messages compared, 8 equal, 0 findings`
[[nodiscard]] std::string write_summary(const Comparison& comparison);

}  // namespace ikev2::ios
