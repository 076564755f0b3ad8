// Notification Data of MOBIKE (RFC 4555, section 4).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/notify_body.h"
#include "plugin/iana/notify_types.h"

namespace ikev2::epan {

namespace {

int hf_additional_ip4_address = -1;
int hf_additional_ip6_address = -1;
int hf_cookie2 = -1;
int hf_source_ipv4 = -1;
int hf_destination_ipv4 = -1;
int hf_source_ipv6 = -1;
int hf_destination_ipv6 = -1;
int hf_source_port = -1;
int hf_destination_port = -1;

hf_register_info fields[] = {
    {&hf_additional_ip4_address,
     {"Additional IPv4 address", "ikev2.notify.data.additional_ip4_address", FT_IPv4, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_additional_ip6_address,
     {"Additional IPv6 address", "ikev2.notify.data.additional_ip6_address", FT_IPv6, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_cookie2,
     {"Cookie 2", "ikev2.notify.data.cookie2", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Return routability check", HFILL}},
    {&hf_source_ipv4,
     {"Source address", "ikev2.notify.data.no_nats_allowed.source_ipv4", FT_IPv4, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_destination_ipv4,
     {"Destination address", "ikev2.notify.data.no_nats_allowed.destination_ipv4", FT_IPv4,
      BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_source_ipv6,
     {"Source address", "ikev2.notify.data.no_nats_allowed.source_ipv6", FT_IPv6, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_destination_ipv6,
     {"Destination address", "ikev2.notify.data.no_nats_allowed.destination_ipv6", FT_IPv6,
      BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_source_port,
     {"Source port", "ikev2.notify.data.no_nats_allowed.source_port", FT_UINT16, BASE_DEC, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_destination_port,
     {"Destination port", "ikev2.notify.data.no_nats_allowed.destination_port", FT_UINT16, BASE_DEC,
      nullptr, 0x0, nullptr, HFILL}},
};

constexpr Layout no_nats_ipv4 = {{ipv4(&hf_source_ipv4), ipv4(&hf_destination_ipv4),
                                  number(&hf_source_port, 2), number(&hf_destination_port, 2)}};
constexpr Layout no_nats_ipv6 = {{ipv6(&hf_source_ipv6), ipv6(&hf_destination_ipv6),
                                  number(&hf_source_port, 2), number(&hf_destination_port, 2)}};

// "For IPv4, the notification data is 12 octets long", for IPv6 36 (section 4.2.6).
constexpr std::uint32_t kNoNatsIpv6Length = 36;

void draw_no_nats_allowed(const Draw& draw, const ike::Notify& notify) {
    const bool ipv6 = notify.data.length >= kNoNatsIpv6Length;
    draw_layout(draw, draw.tree, {draw.octets, notify.data.offset, notify.data.end()},
                ipv6 ? no_nats_ipv6 : no_nats_ipv4, "NO_NATS_ALLOWED", draw.item);
}

using namespace iana::notify;

constexpr NotifyBody bodies[] = {
    no_data(UNACCEPTABLE_ADDRESSES),
    no_data(UNEXPECTED_NAT_DETECTED),
    no_data(MOBIKE_SUPPORTED),
    one_field(ADDITIONAL_IP4_ADDRESS, ipv4(&hf_additional_ip4_address)),
    one_field(ADDITIONAL_IP6_ADDRESS, ipv6(&hf_additional_ip6_address)),
    no_data(NO_ADDITIONAL_ADDRESSES),
    no_data(UPDATE_SA_ADDRESSES),
    // "MUST be between 8 and 64 octets in length (inclusive)"
    one_field(COOKIE2, octets(&hf_cookie2), 8, 64),
    drawn(NO_NATS_ALLOWED, draw_no_nats_allowed),
};

void register_mobike(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace

constinit const NotifyFamily notify_mobike{bodies, register_mobike};

}  // namespace ikev2::epan
