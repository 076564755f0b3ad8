// IKEv2 messages in the plain values that a router's debug prints of them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ikev2::ios {

/// A value of a registry. A debug prints names: `number` is kUnknown for one that no table has, and
/// `text` is then what stood there. From a capture only the number is known.
struct Value {
    static constexpr std::int32_t kUnknown = -1;

    std::int32_t number = kUnknown;
    std::string text;

    Value() = default;
    Value(std::int32_t value) : number(value) {}  // NOLINT(*-explicit-*): a number is a Value
    Value(std::int32_t value, std::string name) : number(value), text(std::move(name)) {}

    [[nodiscard]] bool known() const noexcept { return number != kUnknown; }
    /// Neither a number nor a text: it was not printed.
    [[nodiscard]] bool empty() const noexcept { return !known() && text.empty(); }
};

// What is optional below is absent where a debug does not print it. Lengths are in octets.

/// RFC 7296, section 3.3.2.
struct Transform {
    std::uint8_t type = 0;
    Value id;
    std::uint16_t length = 0;
};

/// RFC 7296, section 3.3.1. A debug prints no SPIs of proposals.
struct Proposal {
    std::uint16_t number = 0;
    Value protocol;
    std::uint16_t spi_size = 0;
    std::uint16_t transform_count = 0;  ///< as the proposal says
    std::uint16_t length = 0;
    std::vector<Transform> transforms;
};

/// RFC 7296, section 3.13.1. Addresses are texts, as "10.0.0.0"; empty for other types than address
/// ranges.
struct TrafficSelector {
    Value type;
    std::uint16_t protocol = 0;
    std::uint16_t length = 0;
    std::optional<std::uint16_t> start_port;
    std::optional<std::uint16_t> end_port;
    std::string start_address;
    std::string end_address;
};

/// RFC 7296, section 3.15.1.
struct ConfigAttribute {
    Value type;
    std::uint16_t length = 0;  ///< of the value
};

/// A payload. Only the members of its type are filled.
struct Payload {
    Value type;
    Value next;
    std::optional<std::uint16_t> length;
    std::uint32_t line = 0;  ///< where a debug prints it; 0 from a capture

    std::vector<Proposal> proposals;           ///< SA
    std::optional<std::uint16_t> group;        ///< KE
    Value kind;                                ///< Notify Message Type, ID Type, Auth Method, Cert
                                               ///< Encoding or CFG Type
    Value protocol;                            ///< Notify, Delete
    std::optional<std::uint16_t> spi_size;     ///< Notify, Delete
    std::optional<std::uint16_t> spi_count;    ///< Delete
    std::vector<ConfigAttribute> attributes;   ///< CP
    std::optional<std::uint16_t> ts_count;     ///< TSi, TSr: as the payload says
    std::vector<TrafficSelector> selectors;    ///< TSi, TSr
    std::string vendor;                        ///< V: Cisco's name of it; empty if there is none
    std::optional<std::uint16_t> data_length;  ///< octets of the value: AUTH, CERT, CERTREQ on ASA
};

/// What a message holds. Of an encrypted one, `payloads` are those inside the SK payload.
struct Message {
    Value exchange;
    std::optional<bool> initiator;  ///< the Initiator flag
    std::optional<bool> response;   ///< the Response flag
    std::uint32_t message_id = 0;
    std::optional<std::uint32_t> length;
    Value next_payload;
    std::optional<Payload> encrypted;  ///< the SK or SKF payload
    std::vector<Payload> payloads;
};

/// How a message passed the router that wrote a debug.
enum class Direction : std::uint8_t { unknown, sent, received };

}  // namespace ikev2::ios
