// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/tap_conversations.h"

#include "plugin/epan/bridge/report_bridge.h"
#include "plugin/epan/plain_address.h"
#include "plugin/epan/tap.h"

#include <arpa/inet.h>

#include <epan/address_types.h>
#include <epan/conversation_table.h>

#include <cstdio>
#include <cstring>

namespace ikev2::epan {

namespace {

int at_ike_side = AT_NONE;

// The octets of an address of this type: which IKE SA it is of, and an IP address. The tables keep
// those of one IKE SA apart from those of another by them.
struct IkeSide {
    std::uint32_t sa;
    std::uint8_t initiator;  // of the two sides
    std::uint8_t length;     // of the address, in octets: 4 or 16
    std::uint8_t unused[2];  // no padding: its octets are compared
    session::Address octets;
};
static_assert(sizeof(IkeSide) == 24);

IkeSide side_of(const address& from) {
    IkeSide side{};
    std::memcpy(&side, from.data, sizeof(side));
    return side;
}

const char* write_address(const IkeSide& side, char* text, int room) {
    const int family = side.length == side.octets.size() ? AF_INET6 : AF_INET;
    const char* written = inet_ntop(family, side.octets.data(), text, static_cast<socklen_t>(room));
    return written != nullptr ? written : "";
}

// Display filters are made of it, so that it is the IP address and nothing else.
int write_side(const address* from, char* text, int room) {
    return static_cast<int>(std::strlen(write_address(side_of(*from), text, room))) + 1;
}

int side_room(const address* /*from*/) {
    return INET6_ADDRSTRLEN;
}

constexpr int kSpiDigits = 16;
constexpr int kNameRoom = INET6_ADDRSTRLEN + 1 + kSpiDigits;

// The name of a side, where names are shown: its address and its SPI.
const char* side_name(const address* from) {
    static char name[kNameRoom];
    char text[INET6_ADDRSTRLEN] = "";
    const IkeSide side = side_of(*from);
    const char* ip = write_address(side, text, sizeof(text));
    const std::uint64_t spi = bridge_spi(side.sa, side.initiator != 0);
    static_cast<void>(std::snprintf(name, sizeof(name), spi != 0 ? "%s %016llx" : "%s", ip,
                                    static_cast<unsigned long long>(spi)));
    return name;
}

int side_name_room() {
    return kNameRoom;
}

// What a display filter compares an address or a port with. That of the IKE SA stands before an
// address: two hosts may have several.
const char* filter_of(const address& from, bool tcp, conv_filter_type_e type) {
    static char filter[64];
    const IkeSide side = side_of(from);
    const char* field = nullptr;
    switch (type) {
        case CONV_FT_SRC_ADDRESS:
            field = "src";
            break;
        case CONV_FT_DST_ADDRESS:
            field = "dst";
            break;
        case CONV_FT_ANY_ADDRESS:
            field = "addr";
            break;
        case CONV_FT_SRC_PORT:
            return tcp ? "tcp.srcport" : "udp.srcport";
        case CONV_FT_DST_PORT:
            return tcp ? "tcp.dstport" : "udp.dstport";
        case CONV_FT_ANY_PORT:
            return tcp ? "tcp.port" : "udp.port";
        default:
            return CONV_FILTER_INVALID;
    }
    static_cast<void>(std::snprintf(filter, sizeof(filter), "ikev2.sa==%u && %s.%s", side.sa,
                                    side.length == side.octets.size() ? "ipv6" : "ip", field));
    return filter;
}

const char* conversation_filter(conv_item_t* item, conv_filter_type_e type) {
    return filter_of(item->src_address, item->ctype == CONVERSATION_TCP, type);
}

const char* endpoint_filter(endpoint_item_t* item, conv_filter_type_e type) {
    return filter_of(item->myaddress, item->etype == ENDPOINT_TCP, type);
}

ct_dissector_info_t conversation_info = {conversation_filter};
et_dissector_info_t endpoint_info = {endpoint_filter};

// Both sides of a message.
struct Pair {
    IkeSide from;
    IkeSide to;
    address source;
    address destination;
};

// Whether the message counts; if so, `pair` is of it.
bool take(conv_hash_t& table, const packet_info& pinfo, const void* tapped, tap_flags_t flags,
          Pair& pair) {
    table.flags = flags;
    const auto& message = *static_cast<const TapMessage*>(tapped);
    const bool addresses = pinfo.src.type == AT_IPv4 || pinfo.src.type == AT_IPv6;
    if (!addresses || message.view == nullptr || !message.view->sa_known) {
        return false;
    }
    const auto fill = [&](const address& ip, bool initiator, IkeSide& side, address& into) {
        side = {};
        side.sa = message.view->sa;
        side.initiator = initiator ? 1 : 0;
        side.length = static_cast<std::uint8_t>(ip.len);
        side.octets = to_plain(ip);
        set_address(&into, at_ike_side, sizeof(side), &side);
    };
    fill(pinfo.src, message.header->from_initiator(), pair.from, pair.source);
    fill(pinfo.dst, !message.header->from_initiator(), pair.to, pair.destination);
    return true;
}

tap_packet_status count_conversation(void* table, packet_info* pinfo, epan_dissect_t* /*edt*/,
                                     const void* tapped, tap_flags_t flags) {
    auto* hash = static_cast<conv_hash_t*>(table);
    Pair pair;
    if (!take(*hash, *pinfo, tapped, flags, pair)) {
        return TAP_PACKET_DONT_REDRAW;
    }
    // Wireshark shows the last number as "Stream ID".
    add_conversation_table_data_with_conv_id(
        hash, &pair.source, &pair.destination, pinfo->srcport, pinfo->destport, pair.from.sa, 1,
        static_cast<int>(pinfo->fd->pkt_len), &pinfo->rel_ts, &pinfo->abs_ts, &conversation_info,
        pinfo->ptype == PT_TCP ? CONVERSATION_TCP : CONVERSATION_UDP);
    return TAP_PACKET_REDRAW;
}

tap_packet_status count_endpoints(void* table, packet_info* pinfo, epan_dissect_t* /*edt*/,
                                  const void* tapped, tap_flags_t flags) {
    auto* hash = static_cast<conv_hash_t*>(table);
    Pair pair;
    if (!take(*hash, *pinfo, tapped, flags, pair)) {
        return TAP_PACKET_DONT_REDRAW;
    }
    const auto length = static_cast<int>(pinfo->fd->pkt_len);
    const endpoint_type type = pinfo->ptype == PT_TCP ? ENDPOINT_TCP : ENDPOINT_UDP;
    add_endpoint_table_data(hash, &pair.source, pinfo->srcport, TRUE, 1, length, &endpoint_info,
                            type);
    add_endpoint_table_data(hash, &pair.destination, pinfo->destport, FALSE, 1, length,
                            &endpoint_info, type);
    return TAP_PACKET_REDRAW;
}

}  // namespace

void register_conversations(int protocol) {
    at_ike_side =
        address_type_dissector_register("AT_IKEV2_SIDE", "IKE SA side", write_side, side_room,
                                        nullptr, nullptr, nullptr, side_name, side_name_room);
    register_conversation_table(protocol, FALSE, count_conversation, count_endpoints);
}

}  // namespace ikev2::epan
