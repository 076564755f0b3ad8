// What the glue asks of the core about the debug log that is held against the capture.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin/session/ios_message.h"

namespace ikev2::epan {

/// Where the log shows a frame.
struct DebugLines {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    const char* direction = "";       ///< "sent", "received" or "unknown"
    std::vector<std::string> states;  ///< "line 67: INIT_DONE (EV_GEN_DH_SECRET)"
};

/// What the log has to do with a frame.
struct DebugOfFrame {
    std::string file;
    std::vector<DebugLines> lines;
    std::vector<std::string> findings;  ///< ios::write_finding
};

/// Begins a capture that the log `path` is held against; null or "": none. Why it cannot be read,
/// valid until the next call; null if it can, or if there is none.
[[nodiscard]] const char* bridge_debug_begin(const char* path) noexcept;

/// Drops what is known of the capture. The log stays for the next one.
void bridge_debug_end() noexcept;

/// Drops everything; called once, when the program ends.
void bridge_debug_shut_down() noexcept;

/// Whether there is a log: only then is anything taken in.
[[nodiscard]] bool bridge_debug_wanted() noexcept;

/// Takes in a message on the first pass.
void bridge_debug_take(const session::Message& message, const session::MessageView* view,
                       const session::ReadablePayloads& payloads) noexcept;

/// What the log has to do with a frame, on a later pass; null if nothing. Valid until a message is
/// taken in or the capture ends.
[[nodiscard]] const DebugOfFrame* bridge_debug_of(std::uint32_t frame) noexcept;

}  // namespace ikev2::epan
