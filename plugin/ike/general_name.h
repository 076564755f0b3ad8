// A DER GeneralName, as ID_DER_ASN1_GN carries it (RFC 7296, section 3.5; RFC 5280, 4.2.1.6).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/der.h"

namespace ikev2::ike {

/// The CHOICE of a GeneralName: one context-specific tag, its length, and the value.
struct GeneralName {
    /// The numbers of the tags.
    enum Choice : std::uint8_t {
        other_name = 0,
        rfc822_name = 1,
        dns_name = 2,
        x400_address = 3,
        directory_name = 4,
        edi_party_name = 5,
        uniform_resource_identifier = 6,
        ip_address = 7,
        registered_id = 8,
    };

    /// The octets of a tag that say the class, context-specific, and the number.
    static constexpr std::uint8_t kClassMask = 0xc0;
    static constexpr std::uint8_t kContextSpecific = 0x80;
    static constexpr std::uint8_t kNumberMask = 0x1f;

    At<std::uint8_t> tag;
    At<Octets> value;  ///< for a directory_name the Name

    [[nodiscard]] std::uint8_t choice() const noexcept { return tag.value & kNumberMask; }

    /// Whether the octets were a GeneralName at all: a known tag, and a length that fits.
    [[nodiscard]] bool valid() const noexcept {
        return tag.present() && (tag.value & kClassMask) == kContextSpecific &&
               choice() <= registered_id && value.present();
    }

    /// Reads what `reader` stands at.
    [[nodiscard]] static GeneralName read(Reader& reader) noexcept {
        const auto der = DerValue::read(reader);
        return {der.tag, der.contents};
    }
};

}  // namespace ikev2::ike
