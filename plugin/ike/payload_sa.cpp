// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_sa.h"

#include <algorithm>

#include "plugin/iana/attribute_types.h"

namespace ikev2::ike {

namespace {

// Last Substruc, RESERVED and the length.
constexpr std::uint32_t kSubstructureHeaderLength = 4;

template <typename Substructure, typename AnyReader>
void read_start(Substructure& it, AnyReader& reader) noexcept {
    it.last_substruc = reader.u8();
    it.reserved = reader.u8();
    it.length = reader.u16();
}

// What proposals and transforms begin with, alike: Last Substruc, RESERVED and a length that
// counts from there. Leaves `reader` behind the substructure, and gives a reader of its inside.
template <typename Substructure>
Reader enter(Reader& reader, Substructure& it) noexcept {
    it = {};
    it.offset = reader.position();
    Reader start = reader;
    if (start.has(kSubstructureHeaderLength)) {
        SureReader fields = start.take_sure(kSubstructureHeaderLength);
        read_start(it, fields);
    } else {
        read_start(it, start);
        it.shortfall = start.shortfall();
    }
    const std::uint32_t wanted = it.length.value;
    const std::uint32_t available = reader.remaining();
    if (it.shortfall == Shortfall::none &&
        (wanted > available || wanted < kSubstructureHeaderLength)) {
        it.shortfall = Shortfall::structure;
    }
    it.end = it.offset + (it.shortfall == Shortfall::none ? wanted : available);
    Reader inside = reader.part(it.end - it.offset);
    inside.skip(kSubstructureHeaderLength);
    return inside;
}

}  // namespace

bool next_proposal(Reader& reader, Proposal& proposal) noexcept {
    if (!reader.ok() || reader.at_end()) {
        return false;
    }
    Reader inside = enter(reader, proposal);
    proposal.number = inside.u8();
    proposal.protocol_id = inside.u8();
    proposal.spi_size = inside.u8();
    proposal.transform_count = inside.u8();
    proposal.spi = inside.octets(proposal.spi_size.value);
    if (proposal.shortfall == Shortfall::none) {
        proposal.shortfall = inside.shortfall();
    }
    proposal.transforms = inside;
    return true;
}

bool next_transform(Reader& reader, Transform& transform) noexcept {
    if (!reader.ok() || reader.at_end()) {
        return false;
    }
    Reader inside = enter(reader, transform);
    transform.type = inside.u8();
    transform.reserved2 = inside.u8();
    transform.id = inside.u16();
    if (transform.shortfall == Shortfall::none) {
        transform.shortfall = inside.shortfall();
    }
    transform.attributes = inside;
    return true;
}

std::uint16_t Transform::key_length() const noexcept {
    Reader reader = attributes;
    Attribute attribute;
    while (next_attribute(reader, attribute)) {
        if (attribute.type() == iana::attribute::KEY_LENGTH) {
            return static_cast<std::uint16_t>(std::min<std::uint32_t>(attribute.number(), 0xffff));
        }
    }
    return 0;
}

}  // namespace ikev2::ike
