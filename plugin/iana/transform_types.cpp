// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/transform_types.h"

#include "plugin/iana/transform_ids.h"

namespace ikev2::iana::transform_type {

namespace {

constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_TRANSFORM_TYPES)};

#define ABBREVIATION(constant, value, name, reference, short_name) \
    {value, value, short_name, reference},
constexpr Entry abbreviation_rows[] = {IKEV2_TRANSFORM_TYPES(ABBREVIATION, IKEV2_IANA_NOTHING)};
#undef ABBREVIATION

constexpr Registry abbreviations{"Transform Type Values, abbreviations", abbreviation_rows};

constexpr Registry unknown_ids{"Unknown Transform IDs", {}};

}  // namespace

const Registry registry{"Transform Type Values", rows};

const char* abbreviation(std::uint8_t type, const char* otherwise) noexcept {
    return abbreviations.name(type, otherwise);
}

const Registry& ids_of(std::uint8_t type) noexcept {
    switch (type) {
        case ENCR:
            return encr::registry;
        case PRF:
            return prf::registry;
        case INTEG:
            return integ::registry;
        case KE:
        case ADDKE1:
        case ADDKE2:
        case ADDKE3:
        case ADDKE4:
        case ADDKE5:
        case ADDKE6:
        case ADDKE7:
            return dh::registry;
        case SN:
            return esn::registry;
        case KWA:
            return kwa::registry;
        case GCAUTH:
            return gcauth::registry;
        default:
            return unknown_ids;
    }
}

}  // namespace ikev2::iana::transform_type
