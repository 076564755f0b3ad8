// Reading DER values one after the other (X.690, section 8.1).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

/// One value: tag, length and contents.
struct DerValue {
    /// Tags that are constructed, and of a class other than the universal one.
    static constexpr std::uint8_t kSequence = 0x30;
    static constexpr std::uint8_t kContext0 = 0xa0;
    static constexpr std::uint8_t kContext1 = 0xa1;

    At<std::uint8_t> tag;
    At<Octets> contents;
    At<Octets> whole;  ///< with tag and length

    /// Reads the value that `reader` stands at. Without shortfall, but with `whole` absent, if its
    /// length is not one of at most 4 octets.
    [[nodiscard]] static DerValue read(Reader& reader) noexcept {
        constexpr std::uint8_t long_form = 0x80;  // section 8.1.3.5
        Reader start = reader;
        DerValue it;
        it.tag = reader.u8();
        std::uint32_t length = reader.u8().value;
        if (length >= long_form) {
            const std::uint32_t count = length - long_form;
            if (count == 0 || count > sizeof(length)) {
                return it;
            }
            length = 0;
            for (std::uint32_t i = 0; i < count; ++i) {
                length = (length << 8U) | reader.u8().value;
            }
        }
        it.contents = reader.octets(length);
        if (reader.ok()) {
            it.whole = start.octets(reader.position() - start.position());
        }
        return it;
    }
};

}  // namespace ikev2::ike
