// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/message_key.h"

namespace ikev2::epan {

namespace {

// The keys that were given out in this dissection of the frame.
struct Given {
    std::uint32_t first;
    wmem_map_t* all;  // each with the one to try next; null as long as there is only the first
};

void give(wmem_map_t* given, std::uint32_t key, std::uint32_t next) {
    wmem_map_insert(given, GUINT_TO_POINTER(key), GUINT_TO_POINTER(next));
}

}  // namespace

std::uint32_t message_key(packet_info* pinfo, int protocol, std::uint64_t digest) {
    const auto first = static_cast<std::uint32_t>(digest);
    auto* given = static_cast<Given*>(p_get_proto_data(pinfo->pool, pinfo, protocol, 0));
    if (given == nullptr) {
        given = wmem_new(pinfo->pool, Given);
        *given = {first, nullptr};
        p_add_proto_data(pinfo->pool, pinfo, protocol, 0, given);
        return first;
    }
    // A frame may hold thousands of messages that are the same.
    if (given->all == nullptr) {
        given->all = wmem_map_new(pinfo->pool, g_direct_hash, g_direct_equal);
        give(given->all, given->first, given->first + 1);
    }
    std::uint32_t key = first;
    if (wmem_map_contains(given->all, GUINT_TO_POINTER(first)) != FALSE) {
        key = GPOINTER_TO_UINT(wmem_map_lookup(given->all, GUINT_TO_POINTER(first)));
        while (wmem_map_contains(given->all, GUINT_TO_POINTER(key)) != FALSE) {
            ++key;
        }
        give(given->all, first, key + 1);
    }
    give(given->all, key, key + 1);
    return key;
}

}  // namespace ikev2::epan
