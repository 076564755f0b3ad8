// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/limits.h"

namespace ikev2::epan {

namespace {

// One for each row of the table of limits.
expert_field ei_limits[kLimits];
ei_register_info expert_items[kLimits];

}  // namespace

void add_limit(packet_info* pinfo, proto_item* item, Limit limit) {
    const auto index = static_cast<std::size_t>(limit);
    expert_add_info(pinfo, item, &ei_limits[index]);
}

void add_limits(packet_info* pinfo, proto_item* item, Limits limits) {
    if (limits.none()) {
        return;
    }
    for (const LimitRow& row : kLimitRows) {
        if (limits.has(row.limit)) {
            add_limit(pinfo, item, row.limit);
        }
    }
}

void register_limits(const Registrar& to) {
    for (std::size_t i = 0; i < kLimits; ++i) {
        const LimitRow& row = kLimitRows[i];
        const char* name = wmem_strdup_printf(wmem_epan_scope(), "ikev2.limit.%s", row.name);
        const char* text = wmem_strdup_printf(wmem_epan_scope(), row.text, row.value);
        ei_limits[i] = EI_INIT;
        expert_items[i] = {&ei_limits[i], {name, PI_UNDECODED, PI_WARN, text, EXPFILL}};
    }
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
