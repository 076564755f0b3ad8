// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/fields.h"

namespace ikev2::epan {

namespace {

// epan wants an array that ends with an empty row; it lives as long as the program.
const range_string* to_range_strings(const iana::Registry& registry) {
    const std::size_t count = registry.entries.size();
    auto* rows = static_cast<range_string*>(
        wmem_alloc0(wmem_epan_scope(), (count + 1) * sizeof(range_string)));
    for (std::size_t i = 0; i < count; ++i) {
        const iana::Entry& entry = registry.entries[i];
        rows[i] = {entry.first, entry.last, entry.name};
    }
    return rows;
}

}  // namespace

void register_fields(const Registrar& to, hf_register_info* fields, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        header_field_info& info = fields[i].hfinfo;
        if ((info.display & BASE_RANGE_STRING) != 0) {
            info.strings = to_range_strings(*static_cast<const iana::Registry*>(info.strings));
        }
    }
    proto_register_field_array(to.protocol, fields, static_cast<int>(count));
}

}  // namespace ikev2::epan
