// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/header.h"

namespace ikev2::ike {

Header read_header(Reader& reader) noexcept {
    Header header;
    header.initiator_spi = reader.u64();
    header.responder_spi = reader.u64();
    header.next_payload = reader.u8();
    header.version = reader.u8();
    header.exchange_type = reader.u8();
    header.flags = reader.u8();
    header.message_id = reader.u32();
    header.length = reader.u32();
    return header;
}

}  // namespace ikev2::ike
