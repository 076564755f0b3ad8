// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/bridge/debug_bridge.h"

#include <filesystem>
#include <map>
#include <memory>
#include <system_error>
#include <utility>

#include "plugin/ios/stamp.h"
#include "plugin/session/ios_files.h"

namespace ikev2::epan {

namespace {

// What tells that the log is another one than before.
struct LogStamp {
    std::string path;
    std::uintmax_t size = 0;
    std::filesystem::file_time_type modified;
    int year = 0;

    bool operator==(const LogStamp&) const = default;
};

struct Debug {
    std::string path;
    std::string problem;
    std::vector<ios::CaptureMessage> messages;
    std::map<std::uint32_t, DebugOfFrame> frames;
    std::size_t compared = 0;  // how many messages `frames` is made of
    LogStamp stamp;
    std::unique_ptr<ios::DebugLog> log;  // as it was at `stamp`
};

// It is not a static object, so that no destructor runs after epan's own end.
Debug* debug = nullptr;

const char* direction_name(ios::Direction direction) {
    switch (direction) {
        case ios::Direction::sent:
            return "sent";
        case ios::Direction::received:
            return "received";
        case ios::Direction::unknown:
            break;
    }
    return "unknown";
}

void read_log(Debug& it) {
    std::error_code error;
    LogStamp stamp;
    stamp.path = it.path;
    stamp.size = std::filesystem::file_size(it.path, error);
    stamp.modified = std::filesystem::last_write_time(it.path, error);
    stamp.year = ios::year_of(it.messages.empty() ? 0 : it.messages.front().time);
    if (it.log != nullptr && stamp == it.stamp) {
        return;
    }
    session::IosLogs logs = session::read_ios_logs({it.path}, stamp.year, false);
    it.log = logs.problem.empty() ? std::move(logs.logs.front()) : nullptr;
    it.stamp = std::move(stamp);
}

void add_lines(const ios::FrameLines& frame, DebugOfFrame& to) {
    DebugLines lines{frame.lines.first, frame.lines.last, direction_name(frame.direction), {}};
    for (const ios::StateChange& state : frame.states) {
        lines.states.push_back("line " + std::to_string(state.line) + ": " + state.state + " (" +
                               state.event + ")");
    }
    to.lines.push_back(std::move(lines));
}

void compare(Debug& it) {
    it.frames.clear();
    it.compared = it.messages.size();
    read_log(it);
    if (it.log == nullptr) {
        return;
    }
    const ios::DebugLog* logs[] = {it.log.get()};
    const ios::Comparison comparison = ios::compare(it.messages, logs);
    const auto of_frame = [&](std::uint32_t frame) -> DebugOfFrame& {
        DebugOfFrame& of = it.frames[frame];
        of.file = it.log->name();
        return of;
    };
    for (const ios::FrameLines& frame : comparison.frames) {
        add_lines(frame, of_frame(frame.frame));
    }
    for (const ios::Finding& finding : comparison.findings) {
        std::uint32_t frame = finding.frame != 0 ? finding.frame : finding.after_frame;
        if (frame == 0) {
            frame = it.messages.front().frame;
        }
        of_frame(frame).findings.push_back(ios::write_finding(finding, it.log->name()));
    }
}

}  // namespace

const char* bridge_debug_begin(const char* path) noexcept {
    try {
        if (debug == nullptr) {
            debug = new Debug;  // NOLINT(*-owning-memory): bridge_debug_shut_down
        }
        bridge_debug_end();
        debug->path = path != nullptr ? path : "";
        if (debug->path.empty()) {
            debug->log.reset();
            return nullptr;
        }
        debug->problem = session::ios_log_problem({debug->path});
        if (debug->problem.empty()) {
            return nullptr;
        }
        debug->path.clear();
        return debug->problem.c_str();
    } catch (...) {
        bridge_debug_end();
        return "out of memory";
    }
}

void bridge_debug_end() noexcept {
    if (debug != nullptr) {
        debug->messages.clear();
        debug->frames.clear();
        debug->compared = 0;
    }
}

void bridge_debug_shut_down() noexcept {
    delete debug;  // NOLINT(*-owning-memory): bridge_debug_begin
    debug = nullptr;
}

bool bridge_debug_wanted() noexcept {
    return debug != nullptr && !debug->path.empty();
}

void bridge_debug_take(const session::Message& message, const session::MessageView* view,
                       const session::ReadablePayloads& payloads) noexcept {
    try {
        if (bridge_debug_wanted()) {
            debug->messages.push_back(session::to_ios(message, view, payloads));
        }
    } catch (...) {
        return;  // no memory: there is one message less to compare
    }
}

const DebugOfFrame* bridge_debug_of(std::uint32_t frame) noexcept {
    try {
        if (!bridge_debug_wanted()) {
            return nullptr;
        }
        if (debug->compared != debug->messages.size()) {
            compare(*debug);
        }
        const auto found = debug->frames.find(frame);
        return found != debug->frames.end() ? &found->second : nullptr;
    } catch (...) {
        return nullptr;
    }
}

}  // namespace ikev2::epan
