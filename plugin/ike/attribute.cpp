// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/attribute.h"

namespace ikev2::ike {

std::uint32_t Attribute::number() const noexcept {
    if (value.length > sizeof(std::uint32_t)) {
        return 0;
    }
    std::uint32_t number = 0;
    for (const std::uint8_t octet : value.value) {
        number = (number << 8U) | octet;
    }
    return number;
}

bool next_attribute(Reader& reader, Attribute& attribute) noexcept {
    attribute = {};
    attribute.offset = reader.position();
    if (!reader.ok() || reader.at_end()) {
        return false;
    }
    attribute.type_field = reader.u16();
    if (attribute.short_form()) {
        attribute.value = reader.octets(2);
    } else {
        attribute.length = reader.u16();
        attribute.value = reader.octets(attribute.length.value);
    }
    return reader.ok();
}

}  // namespace ikev2::ike
