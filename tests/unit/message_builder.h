// Messages and their parts, put together octet by octet.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "plugin/base/octets.h"
#include "plugin/base/spi.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/ike/header.h"
#include "plugin/ike/reader.h"
#include "tests/unit/vectors_json.h"

namespace ikev2::tests {

Bytes to_bytes(Octets octets);

Bytes concat(std::initializer_list<Octets> parts);

/// Writes `value` over the `length` octets from `offset` on.
void put(Bytes& octets, std::size_t offset, std::uint64_t value, std::size_t length);

Bytes number(std::uint64_t value, std::size_t length);

/// A payload with its generic header (RFC 7296, section 3.2).
Bytes payload(unsigned next, Octets body, unsigned flags = 0);

/// A transform substructure (RFC 7296, section 3.3.2).
Bytes transform(bool last, unsigned type, unsigned id, Octets attributes = {});

/// A proposal substructure with Proposal Num 1 (RFC 7296, section 3.3.1).
Bytes proposal(bool last, unsigned protocol, Octets spi, unsigned transform_count,
               Octets transforms);

/// What a test chooses of an IKE header.
struct HeaderFields {
    SpiPair spis;
    std::uint8_t exchange = iana::exchange::IKE_AUTH;
    std::uint8_t flags = ike::kFlagInitiator;
    std::uint32_t message_id = 1;
};

/// A message: an IKE header of version 2.0 with the length that it has, and `payloads`.
Bytes message(const HeaderFields& fields, unsigned first_payload, Octets payloads);

ike::Reader reader_of(Octets octets);

template <typename T>
bool is_at(const ike::At<T>& field, std::uint64_t value, std::uint32_t offset) {
    return field.value == value && field.offset == offset && field.length == sizeof(T);
}

bool is_at(const ike::At<Octets>& field, const char* hex, std::uint32_t offset);

}  // namespace ikev2::tests
