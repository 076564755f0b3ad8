// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/payload_types.h"

namespace ikev2::iana::payload {

namespace {

constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_PAYLOAD_TYPES)};
constexpr Entry private_rows[] = {IKEV2_IANA_ROWS(IKEV2_PRIVATE_PAYLOAD_TYPES)};

#define NOTATION(constant, value, name, reference, notation) {value, value, notation, reference},
constexpr Entry notation_rows[] = {IKEV2_PAYLOAD_TYPES(NOTATION, IKEV2_IANA_NOTHING)};
#undef NOTATION

constexpr Registry notations{"IKEv2 Payload Types, notation", notation_rows};

}  // namespace

const Registry registry{"IKEv2 Payload Types", rows};
const Registry private_use{"IKEv2 Payload Types for private use", private_rows};

const char* name(std::uint8_t type, const char* otherwise) noexcept {
    return private_use.name(type, registry.name(type, otherwise));
}

const char* notation(std::uint8_t type, const char* otherwise) noexcept {
    return notations.name(type, otherwise);
}

}  // namespace ikev2::iana::payload
