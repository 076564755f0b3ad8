// The values of ENCDNS_IP4, ENCDNS_IP6 and ENCDNS_DIGEST_INFO (RFC 9464, section 3).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ike/reader.h"

namespace ikev2::ike {

//                      1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-------------------------------+---------------+---------------+
// |       Service Priority        | Num Addresses |  ADN Length   |
// +-------------------------------+---------------+---------------+
// ~                        IP Address(es)                         ~
// +---------------------------------------------------------------+
// ~                  Authentication Domain Name                   ~
// +---------------------------------------------------------------+
// ~                 Service Parameters (SvcParams)                ~
// +---------------------------------------------------------------+

struct EncryptedDns {
    At<std::uint16_t> service_priority;
    At<std::uint8_t> address_count;
    At<std::uint8_t> adn_length;
    At<Octets> addresses;  ///< `address_count` of them
    At<Octets> adn;        ///< in DNS presentation format
    Reader parameters;     ///< for next_service_parameter

    /// Reads the value of an attribute with addresses of `address_length` octets.
    [[nodiscard]] static EncryptedDns read(Reader& reader, std::uint32_t address_length) noexcept {
        EncryptedDns it;
        it.service_priority = reader.u16();
        it.address_count = reader.u8();
        it.adn_length = reader.u8();
        it.addresses = reader.octets(it.address_count.value * address_length);
        it.adn = reader.octets(it.adn_length.value);
        it.parameters = reader;
        return it;
    }
};

/// One of the Service Parameters: SvcParamKey, length and value (RFC 9460, section 2.2).
struct ServiceParameter {
    std::uint32_t offset = 0;
    At<std::uint16_t> key;
    At<std::uint16_t> length;
    At<Octets> value;

    [[nodiscard]] std::uint32_t end() const noexcept {
        return value.present() ? value.end() : (length.present() ? length.end() : key.end());
    }
};

/// Reads the parameter that `reader` stands at. False, with `reader.ok()`, at the end; false,
/// without, when the parameter does not fit: what was read of it is in `parameter`.
[[nodiscard]] inline bool next_service_parameter(Reader& reader,
                                                 ServiceParameter& parameter) noexcept {
    parameter = {};
    parameter.offset = reader.position();
    if (!reader.ok() || reader.at_end()) {
        return false;
    }
    parameter.key = reader.u16();
    parameter.length = reader.u16();
    parameter.value = reader.octets(parameter.length.value);
    return reader.ok();
}

// +---------------+---------------+-------------------------------+
// | Num Hash Algs |  ADN Length   |                               |
// +---------------+---------------+                               +
// ~                  Authentication Domain Name                   ~
// +---------------------------------------------------------------+
// ~                List of Hash Algorithm Identifiers             ~
// +---------------------------------------------------------------+
// ~                     Certificate Digest                        ~
// +---------------------------------------------------------------+

struct EncryptedDnsDigest {
    At<std::uint8_t> algorithm_count;
    At<std::uint8_t> adn_length;
    At<Octets> adn;
    At<Octets> algorithms;  ///< `algorithm_count` of two octets each
    At<Octets> digest;      ///< only in a reply

    [[nodiscard]] static EncryptedDnsDigest read(Reader& reader) noexcept {
        EncryptedDnsDigest it;
        it.algorithm_count = reader.u8();
        it.adn_length = reader.u8();
        it.adn = reader.octets(it.adn_length.value);
        it.algorithms = reader.octets(it.algorithm_count.value * 2U);
        it.digest = reader.rest();
        return it;
    }
};

}  // namespace ikev2::ike
