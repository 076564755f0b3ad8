// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sa_history.h"

namespace ikev2::session {

namespace {

std::string line_text(const KeyLine& key) {
    return key.file == nullptr
               ? std::string()
               : std::string(key.kind) + " of " + key.file + ':' + std::to_string(key.line);
}

}  // namespace

std::string source_text(const AuthHistory& auth) {
    const std::string key = auth.last->by != nullptr ? auth.last->by : line_text(auth.last->key);
    const std::string ppk = line_text(auth.last->ppk);
    return key.empty() || ppk.empty() ? key : key + " and " + ppk;
}

}  // namespace ikev2::session
