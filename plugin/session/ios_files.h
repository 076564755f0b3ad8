// Reading logs of routers from files, and writing what a comparison found.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plugin/ios/compare.h"

namespace ikev2::session {

/// Logs, and what was wrong with one of them; "": nothing.
struct IosLogs {
    std::vector<std::unique_ptr<ios::DebugLog>> logs;
    std::string problem;
};

/// Reads logs as streams. `year` stands in where stamps have none. `lines`: keeps the first
/// thousand lines of each that were not understood.
[[nodiscard]] IosLogs read_ios_logs(const std::vector<std::string>& paths, int year, bool lines);

/// Why one of the logs cannot be opened; "" if all can.
[[nodiscard]] std::string ios_log_problem(const std::vector<std::string>& paths);

/// The paths in a list with commas. One that names a file is one path, commas and all.
[[nodiscard]] std::vector<std::string> ios_log_paths(const std::string& list);

/// The findings, one a line, and `N messages compared, N equal, N findings`. As JSON: an object for
/// each finding, and at last one with `compared equal findings` and, in `logs`, for each log its
/// `log lines messages other_lines compared equal outside_capture outside_log clock_offset`, the
/// last in seconds that are added to its times to get those of the capture, or null.
[[nodiscard]] std::string ios_report(const ios::Comparison& comparison, const IosLogs& logs,
                                     bool json);

/// For people, a line for each log: how much of it was understood and compared, and how its clock
/// differs; after the lines that were kept because they were not understood.
[[nodiscard]] std::string ios_notes(const ios::Comparison& comparison, const IosLogs& logs);

}  // namespace ikev2::session
