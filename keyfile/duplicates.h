// Dropping of what comes twice.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace ikev2::keyfile {

/// Drops each item that an earlier one equals, and keeps the order of the others. Two items are
/// equal if `less`, a strict weak ordering, puts neither before the other. O(n log n).
template <typename T, typename Less>
void drop_duplicates(std::vector<T>& items, Less less) {
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return less(items[a], items[b]); });
    std::vector<bool> duplicate(items.size(), false);
    for (std::size_t i = 1; i < order.size(); ++i) {
        duplicate[order[i]] = !less(items[order[i - 1]], items[order[i]]);
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!duplicate[i]) {
            if (kept != i) {
                items[kept] = std::move(items[i]);
            }
            ++kept;
        }
    }
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(kept), items.end());
}

}  // namespace ikev2::keyfile
