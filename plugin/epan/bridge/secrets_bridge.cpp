// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/bridge/secrets_bridge.h"

#include <string>
#include <string_view>
#include <vector>

#include "keyfile/parser.h"
#include "keyfile/store_builder.h"
#include "plugin/base/secret.h"
#include "plugin/epan/bridge/state.h"

namespace ikev2::epan {

namespace {

void append_row(const SecretRow& row, Secret& text) {
    for (const char* field : {row.keyword, row.first, row.second, row.value, row.number}) {
        if (field != nullptr && *field != '\0') {
            const std::string_view characters = field;
            text.insert(text.end(), characters.begin(), characters.end());
            text.push_back(' ');
        }
    }
    text.push_back('\n');
}

std::string_view as_text(const Secret& octets) noexcept {
    return {reinterpret_cast<const char*>(octets.data()), octets.size()};
}

}  // namespace

const char* bridge_fault_of_row(const SecretRow& row) noexcept {
    try {
        static std::string fault;
        Secret text;
        append_row(row, text);
        if (as_text(text).find('\n') + 1 != text.size()) {
            return "a line feed within a row";
        }
        keyfile::StoreBuilder builder;
        const auto diagnostics = keyfile::parse(as_text(text), builder.add_file(""), builder);
        if (diagnostics.empty()) {
            return nullptr;
        }
        fault = diagnostics[0].reason;
        return fault.c_str();
    } catch (...) {
        return "not enough memory";
    }
}

void bridge_use_rows(const SecretRow* rows, unsigned count) noexcept {
    try {
        Secret text;
        for (unsigned i = 0; i < count; ++i) {
            append_row(rows[i], text);
        }
        bridge_make_state().keys.set_table(as_text(text));
    } catch (...) {
        // The rows of before stay.
        return;
    }
}

}  // namespace ikev2::epan
