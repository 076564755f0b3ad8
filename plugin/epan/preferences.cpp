// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/preferences.h"

#include "plugin/epan/epan.h"
#include "plugin/epan/secrets_table.h"

namespace ikev2::epan {

namespace {

// bool from Wireshark 4.4 on, gboolean before.
template <typename Result, typename Flag>
Flag flag_of(Result (*)(module_t*, const char*, const char*, const char*, Flag*));
using Flag = decltype(flag_of(prefs_register_bool_preference));

const char* pref_keylog_file = nullptr;
const char* pref_certificate_file = nullptr;
const char* pref_debug_file = nullptr;
Flag pref_esp_keys = 1;
Flag pref_show_secrets = 0;

}  // namespace

void register_preferences(int protocol) {
    module_t* module = prefs_register_protocol(protocol, nullptr);
    prefs_register_filename_preference(
        module, "keylog_file", "Key file",
        "Secrets of IKE SAs, one a line: SKEYSEED, SHARED_SECRET, DH_PRIVATE or SK_* with both "
        "SPIs "
        "open messages; PSK, PPK and EAP_MSK verify AUTH. A PSK alone opens nothing. The "
        "algorithms are taken from the negotiation. The file is read again when it changes.",
        &pref_keylog_file, FALSE);
    register_secrets_table(module);
    prefs_register_filename_preference(
        module, "certificate_file", "Certificate file",
        "Certificates and public keys of peers, in PEM or DER. They verify the signatures of "
        "AUTH payloads whose message has no certificate; one in the message is used first. "
        "Certificates are not validated.",
        &pref_certificate_file, FALSE);
    prefs_register_filename_preference(
        module, "debug_file", "Cisco debug log",
        "The output of \"debug crypto ikev2\" of a Cisco router. Each message shows the lines that "
        "the router printed about it, and what differs. It is held against the whole capture: "
        "tshark needs two passes (-2) for it.",
        &pref_debug_file, FALSE);
    prefs_register_bool_preference(
        module, "esp_keys", "Open ESP packets",
        "Open the ESP packets of the CHILD_SAs that the capture negotiates, with keys derived from "
        "the key file. The table \"ESP SAs\" of the ESP dissector is neither needed nor changed; "
        "an SA that it names is left to it.",
        &pref_esp_keys);
    prefs_register_bool_preference(
        module, "show_secrets", "Show keys",
        "Show SK_d, SK_ai, SK_ar, SK_ei, SK_er, SK_pi and SK_pr in the tree of each message that "
        "was opened. Whoever sees them, also in an export, can read the traffic.",
        &pref_show_secrets);
}

const char* keylog_file() {
    return pref_keylog_file;
}

const char* certificate_file() {
    return pref_certificate_file;
}

const char* debug_file() {
    return pref_debug_file;
}

bool esp_keys() {
    return pref_esp_keys != 0;
}

bool show_secrets() {
    return pref_show_secrets != 0;
}

}  // namespace ikev2::epan
