// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/bridge/ios_bridge.h"

#include <algorithm>
#include <string>
#include <vector>

#include <wsutil/inet_addr.h>

#include "plugin/ios/log_writer.h"
#include "plugin/ios/stamp.h"
#include "plugin/session/ios_files.h"

namespace ikev2::epan {

struct IosMessages {
    struct Kept {
        ios::CaptureMessage message;
        std::optional<std::uint32_t> sa;
    };
    std::vector<Kept> messages;
    std::string text;
    std::string notes;
    std::string problem;
};

namespace {

std::string first_requester(const IosMessages& messages) {
    const auto found =
        std::find_if(messages.messages.begin(), messages.messages.end(),
                     [](const auto& it) { return !it.message.response.value_or(true); });
    if (found != messages.messages.end()) {
        return found->message.source.address;
    }
    return messages.messages.empty() ? "" : messages.messages.front().message.destination.address;
}

void dump(IosMessages& messages, std::string router) {
    if (router.empty()) {
        router = first_requester(messages);
    }
    messages.text.clear();
    for (const IosMessages::Kept& kept : messages.messages) {
        ios::LogContext context;
        context.direction =
            kept.message.source.address == router ? ios::Direction::sent : ios::Direction::received;
        // A router counts its IKE SAs from 1.
        if (kept.sa) {
            context.sa_id = *kept.sa + 1;
        }
        context.time = kept.message.time;
        messages.text += ios::write_log(kept.message, context);
    }
}

void diff(IosMessages& messages, const char* list, const IosDiffOptions& options) {
    std::vector<ios::CaptureMessage> captured;
    for (const IosMessages::Kept& kept : messages.messages) {
        captured.push_back(kept.message);
    }
    const int year = ios::year_of(captured.empty() ? 0 : captured.front().time);
    const session::IosLogs logs =
        session::read_ios_logs(session::ios_log_paths(list), year, options.lines);
    messages.problem = logs.problem;
    if (!messages.problem.empty()) {
        return;
    }
    std::vector<const ios::DebugLog*> pointers;
    for (const auto& log : logs.logs) {
        pointers.push_back(log.get());
    }
    const ios::Comparison comparison = ios::compare(captured, pointers);
    messages.text = session::ios_report(comparison, logs, options.json);
    messages.notes = session::ios_notes(comparison, logs);
}

}  // namespace

IosMessages* bridge_ios_new() noexcept {
    return new (std::nothrow) IosMessages;  // NOLINT(*-owning-memory): bridge_ios_delete
}

void bridge_ios_delete(IosMessages* messages) noexcept {
    delete messages;  // NOLINT(*-owning-memory): bridge_ios_new
}

void bridge_ios_clear(IosMessages& messages) noexcept {
    messages.messages.clear();
}

void bridge_ios_take(IosMessages& messages, const session::Message& message,
                     const session::MessageView* view,
                     const session::ReadablePayloads& payloads) noexcept {
    try {
        IosMessages::Kept kept{session::to_ios(message, view, payloads), {}};
        if (view != nullptr && view->sa_known) {
            kept.sa = view->sa;
        }
        messages.messages.push_back(std::move(kept));
    } catch (...) {
        return;  // no memory: there is one message less to compare
    }
}

const char* bridge_ios_dump(IosMessages& messages, const char* router) noexcept {
    try {
        dump(messages, router);
        return messages.text.c_str();
    } catch (...) {
        return "";
    }
}

bool bridge_is_address(const char* text) noexcept {
    ws_in4_addr v4 = 0;
    ws_in6_addr v6{};
    return ws_inet_pton4(text, &v4) || ws_inet_pton6(text, &v6);
}

IosDiff bridge_ios_diff(IosMessages& messages, const char* logs,
                        const IosDiffOptions& options) noexcept {
    try {
        diff(messages, logs, options);
        if (messages.problem.empty()) {
            return {messages.text.c_str(), messages.notes.c_str()};
        }
    } catch (...) {
        messages.problem.clear();
    }
    return {};
}

bool bridge_ios_check(IosMessages& messages, const char* logs) noexcept {
    try {
        messages.problem = session::ios_log_problem(session::ios_log_paths(logs));
        return messages.problem.empty();
    } catch (...) {
        return false;
    }
}

const char* bridge_ios_problem(const IosMessages& messages) noexcept {
    return messages.problem.empty() ? "out of memory" : messages.problem.c_str();
}

}  // namespace ikev2::epan
