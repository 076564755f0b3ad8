// The Delete payload (RFC 7296, section 3.11).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// | Protocol ID   |   SPI Size    |          Num of SPIs          |
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// ~               Security Parameter Index(es) (SPI)              ~
// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

struct Delete {
    At<std::uint8_t> protocol_id;
    At<std::uint8_t> spi_size;
    At<std::uint16_t> spi_count;
    Reader spis;  ///< for next_spi

    /// Reads the body of a Delete payload up to its SPIs.
    [[nodiscard]] static Delete read(Reader& reader) noexcept {
        Delete it;
        it.protocol_id = reader.u8();
        it.spi_size = reader.u8();
        it.spi_count = reader.u16();
        it.spis = reader;
        return it;
    }

    /// The next SPI; false when there are no more, or the next one does not fit (`spis.ok()`).
    [[nodiscard]] bool next_spi(At<Octets>& spi) noexcept {
        if (given_ == spi_count.value || spi_size.value == 0) {
            return false;
        }
        ++given_;
        spi = spis.octets(spi_size.value);
        return spis.ok();
    }

  private:
    std::uint32_t given_ = 0;
};

}  // namespace ikev2::ike
