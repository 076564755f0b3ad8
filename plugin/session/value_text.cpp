// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/value_text.h"

#include <arpa/inet.h>

#include <array>
#include <cstdio>

#include "plugin/crypto/distinguished_name.h"
#include "plugin/iana/id_types.h"
#include "plugin/iana/transform_types.h"
#include "plugin/iana/ts_types.h"
#include "plugin/ike/payload_id.h"
#include "plugin/ike/payload_ts.h"

namespace ikev2::session {

namespace {

constexpr std::size_t kIpv4Length = 4;
constexpr std::size_t kIpv6Length = 16;
constexpr std::uint16_t kLastPort = 65535;

bool prints(std::uint8_t octet) noexcept {
    return octet >= 0x20 && octet < 0x7f && octet != '\\';
}

std::string printable(Octets octets) {
    std::string text;
    for (const std::uint8_t octet : octets) {
        if (prints(octet)) {
            text += static_cast<char>(octet);
        } else {
            text += "\\x" + hex_text(octet, 2);
        }
    }
    return text;
}

std::string octets_text(Octets octets) {
    std::string text = "0x";
    for (const std::uint8_t octet : octets) {
        text += hex_text(octet, 2);
    }
    return text;
}

bool is_address_range(std::uint8_t type) noexcept {
    return type == iana::ts::TS_IPV4_ADDR_RANGE || type == iana::ts::TS_IPV6_ADDR_RANGE;
}

std::string selector_text(const ike::TrafficSelector& selector) {
    if (!is_address_range(selector.type.value)) {
        return std::string(iana::ts::registry.name(selector.type.value)) + ' ' +
               octets_text(selector.data.value);
    }
    std::string text =
        address_text(selector.start_address.value) + '-' + address_text(selector.end_address.value);
    if (selector.protocol_id.value != 0) {
        text += " protocol " + std::to_string(selector.protocol_id.value);
    }
    if (selector.start_port.value != 0 || selector.end_port.value != kLastPort) {
        text += " ports " + std::to_string(selector.start_port.value) + '-' +
                std::to_string(selector.end_port.value);
    }
    return text;
}

}  // namespace

std::string address_text(Octets address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const bool ipv6 = address.size() == kIpv6Length;
    if (!ipv6 && address.size() != kIpv4Length) {
        return {};
    }
    return inet_ntop(ipv6 ? AF_INET6 : AF_INET, address.data(), text.data(), text.size()) != nullptr
               ? text.data()
               : std::string();
}

std::string address_text(const Address& address, std::uint8_t length) {
    return length <= address.size() ? address_text(Octets(address).first(length)) : std::string();
}

std::string identity_text(Octets body) {
    ike::Reader reader(body, 0, static_cast<std::uint32_t>(body.size()));
    const auto id = ike::Identification::read(reader);
    switch (id.type.value) {
        case iana::id::ID_IPV4_ADDR:
        case iana::id::ID_IPV6_ADDR:
            if (std::string text = address_text(id.data.value); !text.empty()) {
                return text;
            }
            break;
        case iana::id::ID_FQDN:
        case iana::id::ID_RFC822_ADDR:
            return printable(id.data.value);
        case iana::id::ID_DER_ASN1_DN:
            if (std::string text = crypto::to_text(id.data.value); !text.empty()) {
                return text;
            }
            break;
        default:
            break;
    }
    return id.data.present() ? octets_text(id.data.value) : std::string();
}

std::string hex_text(std::uint64_t value, unsigned digits) {
    std::array<char, 17> text{};
    static_cast<void>(std::snprintf(text.data(), text.size(), "%0*llx", static_cast<int>(digits),
                                    static_cast<unsigned long long>(value)));
    return text.data();
}

std::string spis_text(const SpiPair& spis) {
    constexpr unsigned kDigits = 16;
    return hex_text(spis.initiator, kDigits) + '_' + hex_text(spis.responder, kDigits);
}

std::string transform_text(std::uint8_t type, std::uint16_t id, std::uint16_t key_bits) {
    const char* name = iana::transform_type::ids_of(type).name(id, nullptr);
    std::string text = name != nullptr ? name
                                       : std::string(iana::transform_type::abbreviation(type)) +
                                             ' ' + std::to_string(id);
    return key_bits != 0 ? text + '-' + std::to_string(key_bits) : text;
}

std::vector<std::string> selector_texts(ike::Reader ts_body) {
    std::vector<std::string> texts;
    auto ts = ike::TrafficSelectors::read(ts_body);
    ike::TrafficSelector selector;
    while (ike::next_traffic_selector(ts.selectors, selector)) {
        texts.push_back(selector_text(selector));
    }
    return texts;
}

std::string join_text(const std::vector<std::string>& parts, const char* separator) {
    std::string text;
    for (const std::string& part : parts) {
        if (&part != &parts.front()) {
            text += separator;
        }
        text += part;
    }
    return text;
}

std::string seconds_text(std::int64_t nanoseconds) {
    constexpr std::int64_t kPerMillisecond = 1'000'000;
    constexpr std::int64_t kPerSecond = 1000;
    const bool negative = nanoseconds < 0;
    const std::int64_t milliseconds = (negative ? -nanoseconds : nanoseconds) / kPerMillisecond;
    std::array<char, 40> text{};
    static_cast<void>(std::snprintf(text.data(), text.size(), "%s%lld.%03lld s",
                                    negative ? "-" : "",
                                    static_cast<long long>(milliseconds / kPerSecond),
                                    static_cast<long long>(milliseconds % kPerSecond)));
    return text.data();
}

}  // namespace ikev2::session
