// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_cp.h"

namespace ikev2::ike {

bool next_configuration_attribute(Reader& reader, Attribute& attribute) noexcept {
    attribute = {};
    attribute.offset = reader.position();
    if (!reader.ok() || reader.at_end()) {
        return false;
    }
    attribute.type_field = reader.u16();
    attribute.length = reader.u16();
    attribute.value = reader.octets(attribute.length.value);
    return reader.ok();
}

}  // namespace ikev2::ike
