// What the bridges share: all that outlives a single call.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "keyfile/source.h"
#include "plugin/session/capture.h"
#include "plugin/session/sa_report.h"

namespace ikev2::epan {

struct State {
    keyfile::Source keys;
    std::unique_ptr<session::Capture> capture;  ///< null: none was begun
    std::string certificate_problem;  ///< of the certificate file; "": none, or taken already
    std::array<session::ChildKeys, 2> child_keys;  ///< that were asked for last
    std::string messages;
    std::vector<session::SaReport> reports;  ///< the latest
    std::string report_text;
};

/// Null before the first capture and after the end of the program.
[[nodiscard]] State* bridge_state() noexcept;

/// Makes it if there is none. Throws std::bad_alloc.
State& bridge_make_state();

}  // namespace ikev2::epan
