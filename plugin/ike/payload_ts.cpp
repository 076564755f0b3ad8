// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_ts.h"

#include "plugin/iana/ts_types.h"

namespace ikev2::ike {

namespace {

constexpr std::uint32_t kSelectorHeaderLength = 4;

// Octets of one address of an address range; 0 for a type that is none.
std::uint32_t address_length(std::uint8_t type) noexcept {
    switch (type) {
        case iana::ts::TS_IPV4_ADDR_RANGE:
            return 4;
        case iana::ts::TS_IPV6_ADDR_RANGE:
            return 16;
        default:
            return 0;
    }
}

}  // namespace

bool next_traffic_selector(Reader& reader, TrafficSelector& selector) noexcept {
    if (!reader.ok() || reader.at_end()) {
        return false;
    }
    selector = {};
    selector.offset = reader.position();
    Reader peek = reader;
    selector.type = peek.u8();
    selector.protocol_id = peek.u8();
    selector.length = peek.u16();
    const std::uint32_t wanted = selector.length.value;
    if (!peek.ok()) {
        selector.shortfall = peek.shortfall();
    } else if (wanted > reader.remaining() || wanted < kSelectorHeaderLength) {
        selector.shortfall = Shortfall::structure;
    }
    selector.end =
        selector.offset + (selector.shortfall == Shortfall::none ? wanted : reader.remaining());
    Reader inside = reader.part(selector.end - selector.offset);
    inside.skip(kSelectorHeaderLength);

    if (const std::uint32_t octets = address_length(selector.type.value); octets != 0) {
        selector.start_port = inside.u16();
        selector.end_port = inside.u16();
        selector.start_address = inside.octets(octets);
        selector.end_address = inside.octets(octets);
    } else {
        selector.data = inside.rest();
    }
    if (selector.shortfall == Shortfall::none) {
        selector.shortfall = inside.shortfall();
    }
    return true;
}

}  // namespace ikev2::ike
