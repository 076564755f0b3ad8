// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/payload_types.h"

#include <array>
#include <span>

namespace ikev2::iana::payload {

namespace {

constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_PAYLOAD_TYPES)};
constexpr Entry private_rows[] = {IKEV2_IANA_ROWS(IKEV2_PRIVATE_PAYLOAD_TYPES)};

#define NOTATION(constant, value, name, reference, notation) {value, value, notation, reference},
constexpr Entry notation_rows[] = {IKEV2_PAYLOAD_TYPES(NOTATION, IKEV2_IANA_NOTHING)};
#undef NOTATION

// A message has many payloads: their names are found at once.
using Names = std::array<const char*, 256>;

constexpr void set_names(Names& names, std::span<const Entry> entries) {
    for (const Entry& entry : entries) {
        for (std::uint32_t type = entry.first; type <= entry.last; ++type) {
            names.at(type) = entry.name;
        }
    }
}

constexpr Names names = [] {
    Names all{};
    set_names(all, rows);
    set_names(all, private_rows);
    return all;
}();

constexpr Names notations = [] {
    Names all{};
    set_names(all, notation_rows);
    return all;
}();

}  // namespace

const Registry registry{"IKEv2 Payload Types", rows};
const Registry private_use{"IKEv2 Payload Types for private use", private_rows};

const char* name(std::uint8_t type, const char* otherwise) noexcept {
    return names[type] != nullptr ? names[type] : otherwise;
}

const char* notation(std::uint8_t type, const char* otherwise) noexcept {
    return notations[type] != nullptr ? notations[type] : otherwise;
}

}  // namespace ikev2::iana::payload
