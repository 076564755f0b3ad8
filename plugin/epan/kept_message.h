// Telling apart the messages of one frame.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/epan/epan.h"

namespace ikev2::epan {

/// Where something is kept of the messages of frames, from one pass to the next.
struct Keeper {
    /// What is kept of the frame's message with this key, which is odd; null: nothing.
    const void* (*find)(packet_info* pinfo, std::uint32_t key);
    /// Whether the frame has messages that are the same, octet by octet.
    bool (*has_repeats)(packet_info* pinfo);
    void (*set_repeats)(packet_info* pinfo);
    int protocol;  ///< whose messages they are; nothing else may be kept under it
};

struct KeptMessage {
    std::uint32_t key;
    const void* kept;  ///< null: nothing was kept, as on the first pass
};

/// Finds what is kept of a message whose octets have this digest: something else for each message
/// of the frame, the same on each pass. Call it once for each message on each pass, in the order of
/// dissection, and keep something under the key on the first.
///
/// A TCP segment, a reassembled one or an aggregate may hold several messages. Where they lie does
/// not tell them apart: offsets count from the start of the frame in one and from the start of the
/// reassembled octets in another. So the key comes from what they hold; of messages that are the
/// same, octet by octet, it counts the order.
[[nodiscard]] KeptMessage find_kept(const Keeper& keeper, packet_info* pinfo, std::uint64_t digest);

}  // namespace ikev2::epan
