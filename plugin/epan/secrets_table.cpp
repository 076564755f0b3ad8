// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/secrets_table.h"

#include <epan/uat.h>

#include <cstring>
#include <initializer_list>

#include "plugin/epan/bridge/secrets_bridge.h"

namespace ikev2::epan {

namespace {

SecretRow* rows = nullptr;
guint row_count = 0;

// bool from Wireshark 4.4 on, gboolean before.
template <typename Result, typename... Arguments>
Result result_of(Result (*)(Arguments...));
using UpdateResult = decltype(result_of(uat_update_cb_t()));

void wipe(char* text) {
    if (text != nullptr) {
        explicit_bzero(text, strlen(text));
        g_free(text);
    }
}

void* copy_row(void* destination, const void* source, size_t /*length*/) {
    auto* to = static_cast<SecretRow*>(destination);
    const auto* from = static_cast<const SecretRow*>(source);
    *to = {g_strdup(from->keyword), g_strdup(from->first), g_strdup(from->second),
           g_strdup(from->value), g_strdup(from->number)};
    return destination;
}

void free_row(void* record) {
    auto* row = static_cast<SecretRow*>(record);
    for (char* text : {row->keyword, row->first, row->second, row->value, row->number}) {
        wipe(text);
    }
}

UpdateResult update_row(void* record, char** error) {
    const char* fault = bridge_fault_of_row(*static_cast<SecretRow*>(record));
    *error = fault != nullptr ? g_strdup(fault) : nullptr;
    return fault == nullptr ? TRUE : FALSE;
}

// NOLINTBEGIN
UAT_CSTRING_CB_DEF(secrets, keyword, SecretRow)
UAT_CSTRING_CB_DEF(secrets, first, SecretRow)
UAT_CSTRING_CB_DEF(secrets, second, SecretRow)
UAT_CSTRING_CB_DEF(secrets, value, SecretRow)
UAT_CSTRING_CB_DEF(secrets, number, SecretRow)
// NOLINTEND

uat_field_t fields[] = {
    UAT_FLD_CSTRING(secrets, keyword, "Kind",
                    "SKEYSEED, SHARED_SECRET, DH_PRIVATE, SK_d, SK_ai, SK_ar, SK_ei, SK_er, SK_pi, "
                    "SK_pr, EAP_MSK, PSK or PPK"),
    UAT_FLD_CSTRING(
        secrets, first, "SPIi or ID",
        "SPI of the initiator, 16 hex digits or *; for a PSK the ID that authenticates; "
        "for a PPK its PPK_ID"),
    UAT_FLD_CSTRING(secrets, second, "SPIr or ID",
                    "SPI of the responder, 16 hex digits or *; for a PSK the ID it authenticates "
                    "to; empty for a PPK"),
    UAT_FLD_CSTRING(secrets, value, "Value",
                    "Hex digits; for a PSK or PPK 0x and hex digits, or text in double quotes"),
    UAT_FLD_CSTRING(secrets, number, "n",
                    "1 to 7 for an additional key exchange (RFC 9370), else empty"),
    UAT_END_FIELDS};

}  // namespace

void register_secrets_table(module_t* module) {
    uat_t* table = uat_new("Secrets of IKE SAs", sizeof(SecretRow), "ikev2_secrets", TRUE, &rows,
                           &row_count, UAT_AFFECTS_DISSECTION, nullptr, copy_row, update_row,
                           free_row, nullptr, nullptr, fields);
    prefs_register_uat_preference(module, "secrets", "Secrets",
                                  "Secrets that count beside those of the key file, one a row.",
                                  table);
}

void use_secrets_table() {
    bridge_use_rows(rows, row_count);
}

}  // namespace ikev2::epan
