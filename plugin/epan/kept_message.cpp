// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/kept_message.h"

namespace ikev2::epan {

namespace {

// From one key to the next that is odd.
constexpr std::uint32_t kStep = 2;

// The keys that were given out in this dissection of the frame, each with the one to try next. On
// the first pass, those since the first message that was there before.
wmem_map_t* given_keys(packet_info* pinfo, int protocol) {
    auto* given = static_cast<wmem_map_t*>(p_get_proto_data(pinfo->pool, pinfo, protocol, 0));
    if (given == nullptr) {
        given = wmem_map_new(pinfo->pool, g_direct_hash, g_direct_equal);
        p_add_proto_data(pinfo->pool, pinfo, protocol, 0, given);
    }
    return given;
}

// A frame may hold thousands of messages that are the same.
[[gnu::cold]] KeptMessage find_repeated(const Keeper& keeper, packet_info* pinfo,
                                        std::uint32_t first, bool first_pass) {
    wmem_map_t* given = given_keys(pinfo, keeper.protocol);
    const auto is_given = [&](std::uint32_t key) {
        return wmem_map_contains(given, GUINT_TO_POINTER(key)) != FALSE ||
               (first_pass && keeper.find(pinfo, key) != nullptr);
    };
    const auto give = [&](std::uint32_t key, std::uint32_t next) {
        wmem_map_insert(given, GUINT_TO_POINTER(key), GUINT_TO_POINTER(next));
    };
    std::uint32_t key = first;
    if (is_given(first)) {
        const std::uint32_t next =
            GPOINTER_TO_UINT(wmem_map_lookup(given, GUINT_TO_POINTER(first)));
        key = next != 0 ? next : first + kStep;
        while (is_given(key)) {
            key += kStep;
        }
        give(first, key + kStep);
    }
    give(key, key + kStep);
    return {key, keeper.find(pinfo, key)};
}

}  // namespace

KeptMessage find_kept(const Keeper& keeper, packet_info* pinfo, std::uint64_t digest) {
    const std::uint32_t first = static_cast<std::uint32_t>(digest) | 1U;
    const bool first_pass = PINFO_FD_VISITED(pinfo) == 0;
    const void* kept = keeper.find(pinfo, first);
    // Most frames hold one message, and this is all that it takes.
    if (first_pass ? kept == nullptr : !keeper.has_repeats(pinfo)) {
        return {first, kept};
    }
    if (first_pass && !keeper.has_repeats(pinfo)) {
        keeper.set_repeats(pinfo);
    }
    return find_repeated(keeper, pinfo, first, first_pass);
}

}  // namespace ikev2::epan
