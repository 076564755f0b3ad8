// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/ts_narrowing.h"

#include <algorithm>
#include <vector>

#include "plugin/base/limits.h"
#include "plugin/ike/payload_ts.h"

namespace ikev2::session {

namespace {

// "Number of TSs (1 octet)" (RFC 7296, section 3.13).
constexpr std::size_t kMaxSelectors = value_of(Limit::selectors);

std::vector<ike::TrafficSelector> selectors_of(ike::Reader ts_body) {
    std::vector<ike::TrafficSelector> all;
    auto ts = ike::TrafficSelectors::read(ts_body);
    ike::TrafficSelector selector;
    while (all.size() < kMaxSelectors && ike::next_traffic_selector(ts.selectors, selector)) {
        all.push_back(selector);
    }
    return all;
}

bool contains(const ike::TrafficSelector& outer, const ike::TrafficSelector& inner) {
    if (outer.type.value != inner.type.value) {
        return false;
    }
    if (!outer.start_address.present()) {
        return std::ranges::equal(outer.data.value, inner.data.value);
    }
    return (outer.protocol_id.value == 0 || outer.protocol_id.value == inner.protocol_id.value) &&
           outer.start_port.value <= inner.start_port.value &&
           outer.end_port.value >= inner.end_port.value &&
           !std::ranges::lexicographical_compare(inner.start_address.value,
                                                 outer.start_address.value) &&
           !std::ranges::lexicographical_compare(outer.end_address.value, inner.end_address.value);
}

}  // namespace

bool is_narrowed(ike::Reader offered, ike::Reader answered) {
    const auto ours = selectors_of(offered);
    const auto theirs = selectors_of(answered);
    return !theirs.empty() && std::ranges::any_of(ours, [&](const ike::TrafficSelector& one) {
        return std::ranges::none_of(
            theirs, [&](const ike::TrafficSelector& other) { return contains(other, one); });
    });
}

}  // namespace ikev2::session
