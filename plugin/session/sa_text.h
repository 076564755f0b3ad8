// An IKE SA's report as a block of text.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "plugin/session/sa_report.h"

namespace ikev2::session {

/// Lines that end with a line feed; the first one begins with "IKE SA".
[[nodiscard]] std::string to_text(const SaReport& report);

}  // namespace ikev2::session
