// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/ios_files.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
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

}  // namespace

IosLogs read_ios_logs(const std::vector<std::string>& paths, int year) {
    IosLogs result;
    for (const std::string& path : paths) {
        auto& log = result.logs.emplace_back(std::make_unique<ios::DebugLog>(path, year));
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
        return text + R"({"compared":)" + std::to_string(comparison.compared) + R"(,"equal":)" +
               std::to_string(comparison.equal) + R"(,"findings":)" +
               std::to_string(comparison.findings.size()) + "}\n";
    }
    return text + ios::write_summary(comparison) + "\n";
}

}  // namespace ikev2::session
