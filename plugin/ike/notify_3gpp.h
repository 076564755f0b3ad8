// Notification data of 3GPP TS 24.302 (clause 8.2.9) and TS 24.502 (clause 9.3.1).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

/// DEVICE_IDENTITY. A request for it has no value, and possibly no data at all.
struct DeviceIdentity {
    static constexpr std::uint8_t kTypeMask = 0x03;
    enum Type : std::uint8_t { imei = 1, imeisv = 2 };

    At<std::uint16_t> length;  ///< of what follows
    At<std::uint8_t> type;
    At<Octets> value;  ///< BCD digits, the first in the low half of an octet

    [[nodiscard]] static DeviceIdentity read(Reader& reader) noexcept {
        DeviceIdentity it;
        it.length = reader.u16();
        it.type = reader.u8();
        if (it.length.value > it.type.length) {
            it.value = reader.octets(it.length.value - it.type.length);
        }
        return it;
    }
};

/// One number of EMERGENCY_CALL_NUMBERS (TS 24.008, clause 10.5.3.13).
struct EmergencyNumber {
    std::uint32_t offset = 0;
    At<std::uint8_t> length;    ///< of what follows
    At<std::uint8_t> category;  ///< service category, 5 bits
    At<Octets> digits;          ///< BCD, as above

    [[nodiscard]] std::uint32_t end() const noexcept {
        return digits.present() ? digits.end()
                                : (category.present() ? category.end() : length.end());
    }

    [[nodiscard]] static EmergencyNumber read(Reader& reader) noexcept {
        EmergencyNumber it;
        it.offset = reader.position();
        it.length = reader.u8();
        it.category = reader.u8();
        if (it.length.value > it.category.length) {
            it.digits = reader.octets(it.length.value - it.category.length);
        }
        return it;
    }
};

/// 5G_QOS_INFO (TS 24.502, clause 9.3.1.1).
struct QosInfo {
    static constexpr std::uint8_t kDscpIncluded = 0x01;
    static constexpr std::uint8_t kDefaultChildSa = 0x02;
    static constexpr std::uint8_t kAdditionalIncluded = 0x04;

    At<std::uint8_t> length;  ///< of what follows
    At<std::uint8_t> pdu_session_id;
    At<std::uint8_t> qfi_count;
    At<Octets> qfis;  ///< an octet each
    At<std::uint8_t> flags;
    At<std::uint8_t> dscp;
    At<Octets> additional;

    [[nodiscard]] static QosInfo read(Reader& reader) noexcept {
        QosInfo it;
        it.length = reader.u8();
        it.pdu_session_id = reader.u8();
        it.qfi_count = reader.u8();
        it.qfis = reader.octets(it.qfi_count.value);
        it.flags = reader.u8();
        if ((it.flags.value & kDscpIncluded) != 0) {
            it.dscp = reader.u8();
        }
        if ((it.flags.value & kAdditionalIncluded) != 0) {
            it.additional = reader.rest();
        }
        return it;
    }
};

/// A length and an S-NSSAI (TS 24.501, clause 9.11.2.8).
struct SNssai {
    At<std::uint8_t> length;  ///< of what follows: 1, 2, 4, 5 or 8
    At<std::uint8_t> sst;     ///< Slice/Service Type
    At<Octets> sd;            ///< Slice Differentiator, 3 octets
    At<std::uint8_t> mapped_sst;
    At<Octets> mapped_sd;

    [[nodiscard]] static SNssai read(Reader& reader) noexcept {
        constexpr std::uint32_t sd_length = 3;
        constexpr std::uint32_t sst_and_sd = 4;
        constexpr std::uint32_t everything = 8;
        SNssai it;
        it.length = reader.u8();
        const std::uint32_t length = it.length.value;
        it.sst = reader.u8();
        if (length >= sst_and_sd) {
            it.sd = reader.octets(sd_length);
        }
        if (length == 2 || length > sst_and_sd) {
            it.mapped_sst = reader.u8();
        }
        if (length >= everything) {
            it.mapped_sd = reader.octets(sd_length);
        }
        return it;
    }
};

}  // namespace ikev2::ike
