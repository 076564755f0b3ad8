// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/group_substructure.h"

namespace ikev2::ike {

namespace {

constexpr std::uint32_t kHeadLength = 4;

}  // namespace

bool next_group_substructure(Reader& reader, GroupSubstructure& it) noexcept {
    if (!reader.ok() || reader.at_end()) {
        return false;
    }
    it = {};
    it.offset = reader.position();
    Reader peek = reader;
    it.protocol = peek.u8();
    it.spi_size = peek.u8();
    it.length = peek.u16();
    const std::uint32_t wanted = it.length.value;
    if (!peek.ok()) {
        it.shortfall = peek.shortfall();
    } else if (wanted > reader.remaining() || wanted < kHeadLength) {
        it.shortfall = Shortfall::structure;
    }
    it.end = it.offset + (it.shortfall == Shortfall::none ? wanted : reader.remaining());
    it.body = reader.part(it.end - it.offset);
    it.body.skip(kHeadLength);
    if (it.of_sa()) {
        it.spi = it.body.octets(it.spi_size.value);
    }
    if (it.shortfall == Shortfall::none) {
        it.shortfall = it.body.shortfall();
    }
    return true;
}

}  // namespace ikev2::ike
