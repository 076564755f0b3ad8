// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/diagnostic.h"

#include <array>

namespace ikev2::keyfile {

namespace {
constexpr std::array<const char*, 3> kSeverities = {"note", "warning", "error"};
}

std::string to_text(const Diagnostic& diagnostic) {
    std::string text = diagnostic.file;
    if (diagnostic.line != 0) {
        text += ':' + std::to_string(diagnostic.line);
    }
    text += ": ";
    text += kSeverities[static_cast<std::size_t>(diagnostic.severity)];
    return text + ": " + diagnostic.reason;
}

}  // namespace ikev2::keyfile
