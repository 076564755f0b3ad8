// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/header.h"

namespace ikev2::ike {

namespace {

template <typename AnyReader>
Header fields_of(AnyReader& reader) noexcept {
    return {.initiator_spi = reader.u64(),
            .responder_spi = reader.u64(),
            .next_payload = reader.u8(),
            .version = reader.u8(),
            .exchange_type = reader.u8(),
            .flags = reader.u8(),
            .message_id = reader.u32(),
            .length = reader.u32()};
}

[[gnu::cold, gnu::noinline]] Header read_cut_header(Reader& reader) noexcept {
    return fields_of(reader);
}

}  // namespace

Header read_header(Reader& reader) noexcept {
    if (!reader.has(kHeaderLength)) {
        return read_cut_header(reader);
    }
    SureReader fields = reader.take_sure(kHeaderLength);
    return fields_of(fields);
}

}  // namespace ikev2::ike
