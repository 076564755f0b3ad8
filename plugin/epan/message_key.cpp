// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/message_key.h"

#include "plugin/base/mix.h"

namespace ikev2::epan {

std::uint32_t message_key(packet_info* pinfo, int protocol, Octets octets) {
    // The keys that were given out in this dissection of the frame, each with the one to try next:
    // a frame may hold thousands of messages that are the same.
    auto* given = static_cast<wmem_map_t*>(p_get_proto_data(pinfo->pool, pinfo, protocol, 0));
    if (given == nullptr) {
        given = wmem_map_new(pinfo->pool, g_direct_hash, g_direct_equal);
        p_add_proto_data(pinfo->pool, pinfo, protocol, 0, given);
    }
    const auto first = static_cast<std::uint32_t>(digest_of(octets));
    std::uint32_t key = first;
    if (wmem_map_contains(given, GUINT_TO_POINTER(first)) != FALSE) {
        key = GPOINTER_TO_UINT(wmem_map_lookup(given, GUINT_TO_POINTER(first)));
        while (wmem_map_contains(given, GUINT_TO_POINTER(key)) != FALSE) {
            ++key;
        }
        wmem_map_insert(given, GUINT_TO_POINTER(first), GUINT_TO_POINTER(key + 1));
    }
    wmem_map_insert(given, GUINT_TO_POINTER(key), GUINT_TO_POINTER(key + 1));
    return key;
}

}  // namespace ikev2::epan
