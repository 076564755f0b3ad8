// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/message_builder.h"

namespace ikev2::tests {

Bytes to_bytes(Octets octets) {
    return {octets.begin(), octets.end()};
}

Bytes concat(std::initializer_list<Octets> parts) {
    Bytes all;
    for (const Octets part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

void put(Bytes& octets, std::size_t offset, std::uint64_t value, std::size_t length) {
    for (std::size_t i = length; i-- > 0; value >>= 8U) {
        octets.at(offset + i) = static_cast<std::uint8_t>(value);
    }
}

Bytes number(std::uint64_t value, std::size_t length) {
    Bytes octets(length);
    put(octets, 0, value, length);
    return octets;
}

Bytes payload(unsigned next, Octets body, unsigned flags) {
    return concat({number(next, 1), number(flags, 1), number(4 + body.size(), 2), body});
}

Bytes transform(bool last, unsigned type, unsigned id, Octets attributes) {
    return concat({number(last ? 0 : 3, 1), number(0, 1), number(8 + attributes.size(), 2),
                   number(type, 1), number(0, 1), number(id, 2), attributes});
}

Bytes proposal(bool last, unsigned protocol, Octets spi, unsigned transform_count,
               Octets transforms) {
    return concat({number(last ? 0 : 2, 1), number(0, 1),
                   number(8 + spi.size() + transforms.size(), 2), number(1, 1), number(protocol, 1),
                   number(spi.size(), 1), number(transform_count, 1), spi, transforms});
}

Bytes message(const HeaderFields& fields, unsigned first_payload, Octets payloads) {
    return concat({number(fields.spis.initiator, 8), number(fields.spis.responder, 8),
                   number(first_payload, 1), number(0x20, 1), number(fields.exchange, 1),
                   number(fields.flags, 1), number(fields.message_id, 4),
                   number(ike::kHeaderLength + payloads.size(), 4), payloads});
}

ike::Reader reader_of(Octets octets) {
    return {octets, 0, static_cast<std::uint32_t>(octets.size())};
}

bool is_at(const ike::At<Octets>& field, const char* hex, std::uint32_t offset) {
    const Bytes expected = from_hex(hex);
    return equal(field.value, expected) && field.offset == offset &&
           field.length == expected.size();
}

}  // namespace ikev2::tests
