// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/registry.h"

#include <algorithm>

namespace ikev2::iana {

const Entry* Registry::find(std::uint32_t value) const noexcept {
    const auto row = std::partition_point(entries.begin(), entries.end(),
                                          [value](const Entry& e) { return e.last < value; });
    if (row == entries.end() || value < row->first) {
        return nullptr;
    }
    return &*row;
}

const char* Registry::name(std::uint32_t value, const char* otherwise) const noexcept {
    const Entry* entry = find(value);
    return entry != nullptr ? entry->name : otherwise;
}

}  // namespace ikev2::iana
