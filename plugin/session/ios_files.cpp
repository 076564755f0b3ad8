// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/ios_files.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace ikev2::session {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const noexcept { static_cast<void>(std::fclose(file)); }
};

using File = std::unique_ptr<std::FILE, CloseFile>;

// Null, and why, if the file cannot be opened.
File open_log(const std::string& path, std::string& problem) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        problem = path + ": is a directory";
        return nullptr;
    }
    File file(std::fopen(path.c_str(), "rb"));
    if (file == nullptr) {
        problem = path + ": " + std::generic_category().message(errno);
    }
    return file;
}

// "" or why the file could not be read.
std::string read_log(const std::string& path, ios::DebugLog& log) {
    std::string problem;
    const File file = open_log(path, problem);
    if (file == nullptr) {
        return problem;
    }
    constexpr std::size_t kChunk = 65536;
    std::vector<char> chunk(kChunk);
    for (;;) {
        const std::size_t length = std::fread(chunk.data(), 1, chunk.size(), file.get());
        if (length == 0) {
            break;
        }
        log.feed({chunk.data(), length});
    }
    if (std::ferror(file.get()) != 0) {
        return path + ": cannot be read to its end";
    }
    log.finish();
    return {};
}

// Seconds with a millisecond's precision, as routers print times.
std::string seconds(std::int64_t nanoseconds) {
    constexpr std::int64_t kMillisecond = 1'000'000;
    constexpr std::int64_t kSecond = 1000;
    const std::int64_t milliseconds = std::abs(nanoseconds) / kMillisecond;
    std::string fraction = std::to_string(milliseconds % kSecond);
    fraction.insert(0, 3 - fraction.size(), '0');
    return (nanoseconds < 0 ? "-" : "") + std::to_string(milliseconds / kSecond) + "." + fraction;
}

std::string json_summary(const ios::Comparison& comparison, const IosLogs& logs) {
    std::string text = R"({"compared":)" + std::to_string(comparison.compared) + R"(,"equal":)" +
                       std::to_string(comparison.equal) + R"(,"findings":)" +
                       std::to_string(comparison.findings.size()) + R"(,"logs":[)";
    for (std::size_t i = 0; i < logs.logs.size(); ++i) {
        const ios::DebugLog& log = *logs.logs[i];
        const ios::LogSummary& summary = comparison.logs[i];
        const auto member = [&](const char* name, std::uint32_t value) {
            text += std::string(",\"") + name + "\":" + std::to_string(value);
        };
        text += std::string(i == 0 ? "" : ",") + R"({"log":)" + ios::write_json_string(log.name());
        member("lines", log.counts().lines);
        member("messages", log.counts().messages);
        member("other_lines", log.counts().other_lines);
        member("compared", summary.compared);
        member("equal", summary.equal);
        member("outside_capture", summary.outside_capture);
        member("outside_log", summary.outside_log);
        text += R"(,"clock_offset":)" +
                (summary.clock_offset ? seconds(*summary.clock_offset) : "null") + "}";
    }
    return text + "]}";
}

}  // namespace

IosLogs read_ios_logs(const std::vector<std::string>& paths, int year, bool lines) {
    constexpr std::size_t kMostLines = 1000;
    IosLogs result;
    for (const std::string& path : paths) {
        auto& log = result.logs.emplace_back(std::make_unique<ios::DebugLog>(path, year));
        log->keep_other_lines(lines ? kMostLines : 0);
        result.problem = read_log(path, *log);
        if (!result.problem.empty()) {
            break;
        }
    }
    return result;
}

std::string ios_log_problem(const std::vector<std::string>& paths) {
    std::string problem;
    for (const std::string& path : paths) {
        if (open_log(path, problem) == nullptr) {
            break;
        }
    }
    return problem;
}

std::vector<std::string> ios_log_paths(const std::string& list) {
    std::error_code error;
    if (std::filesystem::exists(list, error)) {
        return {list};
    }
    std::vector<std::string> paths;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t comma = std::min(list.find(',', at), list.size());
        if (comma != at) {
            paths.push_back(list.substr(at, comma - at));
        }
        at = comma + 1;
    }
    return paths;
}

std::string ios_report(const ios::Comparison& comparison, const IosLogs& logs, bool json) {
    std::string text;
    for (const ios::Finding& finding : comparison.findings) {
        const std::string& name = logs.logs[finding.log]->name();
        text += json ? ios::write_finding_json(finding, name) : ios::write_finding(finding, name);
        text += '\n';
    }
    if (json) {
        return text + json_summary(comparison, logs) + "\n";
    }
    return text + ios::write_summary(comparison) + "\n";
}

std::string ios_notes(const ios::Comparison& comparison, const IosLogs& logs) {
    std::string text;
    for (std::size_t i = 0; i < logs.logs.size(); ++i) {
        const ios::DebugLog& log = *logs.logs[i];
        const ios::LogSummary& summary = comparison.logs[i];
        for (const ios::OtherLine& line : log.other_lines()) {
            text += log.name() + ":" + std::to_string(line.line) +
                    ": not understood: " + line.text + "\n";
        }
        text += log.name() + ": " + std::to_string(log.counts().lines) + " lines, " +
                std::to_string(log.counts().other_lines) + " not understood; " +
                std::to_string(log.counts().messages) + " messages, ";
        if (summary.compared == 0) {
            text += "none of them in the capture: nothing to compare\n";
            continue;
        }
        text += std::to_string(summary.outside_capture) + " outside of the capture; " +
                std::to_string(summary.outside_log) + " of the capture outside of the log";
        if (summary.clock_offset) {
            text += "; clock " + seconds(std::abs(*summary.clock_offset)) + " s " +
                    (*summary.clock_offset < 0 ? "ahead of" : "behind") + " the capture's";
        }
        text += "\n";
    }
    return text;
}

}  // namespace ikev2::session
