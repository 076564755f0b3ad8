// What the glue asks of the core about the debugs of Cisco routers.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

#include "plugin/session/ios_message.h"

namespace ikev2::epan {

/// The messages that one statistic has collected. Made and deleted by the bridge.
struct IosMessages;

[[nodiscard]] IosMessages* bridge_ios_new() noexcept;
void bridge_ios_delete(IosMessages* messages) noexcept;
void bridge_ios_clear(IosMessages& messages) noexcept;

/// session::to_ios of a message, which is kept.
void bridge_ios_take(IosMessages& messages, const session::Message& message,
                     const session::MessageView* view,
                     const session::ReadablePayloads& payloads) noexcept;

/// The dump of all messages as the router with the address `router` prints it ("": the sender of
/// the first request), into a text that stays until the next call; "" if there is no memory.
[[nodiscard]] const char* bridge_ios_dump(IosMessages& messages, const char* router) noexcept;

/// Whether `text` is an IP address.
[[nodiscard]] bool bridge_is_address(const char* text) noexcept;

/// How a comparison is written.
struct IosDiffOptions {
    bool json = false;   ///< one JSON object a line
    bool lines = false;  ///< the notes have the lines that were not understood
};

/// Texts that stay until the next call. `report` is null if a log cannot be read:
/// `bridge_ios_problem` says why.
struct IosDiff {
    const char* report = nullptr;  ///< session::ios_report
    const char* notes = "";        ///< session::ios_notes
};

/// Holds the logs that `logs` names, separated by commas, against the messages.
[[nodiscard]] IosDiff bridge_ios_diff(IosMessages& messages, const char* logs,
                                      const IosDiffOptions& options) noexcept;

/// Whether all logs can be opened; if not, `bridge_ios_problem` says why.
[[nodiscard]] bool bridge_ios_check(IosMessages& messages, const char* logs) noexcept;
[[nodiscard]] const char* bridge_ios_problem(const IosMessages& messages) noexcept;

}  // namespace ikev2::epan
