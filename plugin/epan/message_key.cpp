// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/message_key.h"

#include "plugin/base/mix.h"

namespace ikev2::epan {

std::uint32_t message_key(packet_info* pinfo, int protocol, Octets octets) {
    // Marks the keys that were given out in this dissection of the frame.
    static char given;
    auto key = static_cast<std::uint32_t>(digest_of(octets));
    while (p_get_proto_data(pinfo->pool, pinfo, protocol, key) != nullptr) {
        ++key;
    }
    p_add_proto_data(pinfo->pool, pinfo, protocol, key, &given);
    return key;
}

}  // namespace ikev2::epan
