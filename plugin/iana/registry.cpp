// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/registry.h"

#include <algorithm>

namespace ikev2::iana {

const Entry* Registry::find(std::uint32_t value) const noexcept {
    // Many values stand where they do if there are no gaps.
    if (!entries.empty()) {
        const std::uint32_t guess = value - entries.front().first;
        if (guess < entries.size() && entries[guess].first == value) {
            return &entries[guess];
        }
    }
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

const char* name_in(const Registry& registry, const Registry& private_use, std::uint32_t value,
                    const char* otherwise) noexcept {
    const Entry* entry = registry.find(value);
    if (entry != nullptr && entry->first == entry->last) {
        return entry->name;
    }
    return private_use.name(value, entry != nullptr ? entry->name : otherwise);
}

}  // namespace ikev2::iana
