// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/preferences.h"

#include "plugin/epan/epan.h"

namespace ikev2::epan {

namespace {

const char* pref_keylog_file = nullptr;

}  // namespace

void register_preferences(int protocol) {
    module_t* module = prefs_register_protocol(protocol, nullptr);
    prefs_register_filename_preference(
        module, "keylog_file", "Key file",
        "Secrets of IKE SAs, one a line: SKEYSEED, SHARED_SECRET or SK_* with the SPIs, and PSKs. "
        "The algorithms are taken from the negotiation. The file is read again when it changes.",
        &pref_keylog_file, FALSE);
}

const char* keylog_file() {
    return pref_keylog_file;
}

}  // namespace ikev2::epan
