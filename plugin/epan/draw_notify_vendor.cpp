// Notification Data of types that strongSwan, libreswan and others took from the private ranges.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/notify_body.h"
#include "plugin/iana/notify_private_types.h"

namespace ikev2::epan {

namespace {

int hf_ms_status = -1;
int hf_null_auth = -1;
int hf_me_priority = -1;
int hf_me_family = -1;
int hf_me_type = -1;
int hf_me_port = -1;
int hf_me_ipv4 = -1;
int hf_me_ipv6 = -1;
int hf_me_connectid = -1;
int hf_me_connectkey = -1;
int hf_me_connectauth = -1;
int hf_radius_type = -1;
int hf_radius_length = -1;
int hf_radius_value = -1;
int hf_overlay_id = -1;

const value_string me_families[] = {{1, "IPv4"}, {2, "IPv6"}, {0, nullptr}};
const value_string me_types[] = {
    {1, "host"}, {2, "peer reflexive"}, {3, "server reflexive"}, {4, "relayed"}, {0, nullptr}};

hf_register_info fields[] = {
    {&hf_ms_status,
     {"Status", "ikev2.notify.priv.microsoft.status", FT_UINT32, BASE_DEC_HEX, nullptr, 0x0,
      "Windows error code", HFILL}},
    {&hf_null_auth,
     {"NULL authentication data", "ikev2.notify.priv.libreswan.null_auth", FT_BYTES, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_me_priority,
     {"Priority", "ikev2.notify.priv.strongswan.me_endpoint.priority", FT_UINT32, BASE_DEC, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_me_family,
     {"Family", "ikev2.notify.priv.strongswan.me_endpoint.family", FT_UINT8, BASE_DEC,
      VALS(me_families), 0x0, nullptr, HFILL}},
    {&hf_me_type,
     {"Type", "ikev2.notify.priv.strongswan.me_endpoint.type", FT_UINT8, BASE_DEC, VALS(me_types),
      0x0, nullptr, HFILL}},
    {&hf_me_port,
     {"Port", "ikev2.notify.priv.strongswan.me_endpoint.port", FT_UINT16, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_me_ipv4,
     {"Address", "ikev2.notify.priv.strongswan.me_endpoint.ipv4", FT_IPv4, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_me_ipv6,
     {"Address", "ikev2.notify.priv.strongswan.me_endpoint.ipv6", FT_IPv6, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_me_connectid,
     {"Connect ID", "ikev2.notify.priv.strongswan.me_connectid", FT_BYTES, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_me_connectkey,
     {"Connect key", "ikev2.notify.priv.strongswan.me_connectkey", FT_BYTES, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_me_connectauth,
     {"Connect auth", "ikev2.notify.priv.strongswan.me_connectauth", FT_BYTES, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_radius_type,
     {"RADIUS attribute type", "ikev2.notify.priv.strongswan.radius.type", FT_UINT8, BASE_DEC,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_radius_length,
     {"RADIUS attribute length", "ikev2.notify.priv.strongswan.radius.length", FT_UINT8, BASE_DEC,
      nullptr, 0x0, "With type and length", HFILL}},
    {&hf_radius_value,
     {"RADIUS attribute value", "ikev2.notify.priv.strongswan.radius.value", FT_BYTES, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_overlay_id,
     {"Network Overlay ID", "ikev2.notify.data.fortinet.network_overlay_id", FT_UINT8, BASE_DEC_HEX,
      nullptr, 0x0, nullptr, HFILL}},
};

constexpr Layout me_host = {{number(&hf_me_priority, 4), number(&hf_me_family, 1),
                             number(&hf_me_type, 1), number(&hf_me_port, 2)}};

constexpr std::uint32_t kMeHostLength = 8;

void draw_me_endpoint(const Draw& draw, const ike::Notify& notify) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    const std::uint32_t length = notify.data.length;
    draw_layout(draw, draw.tree, reader.part(length < kMeHostLength ? length : kMeHostLength),
                me_host, "ME_ENDPOINT", nullptr);
    // An address follows if the family has one.
    for (const Part& part : {ipv4(&hf_me_ipv4), ipv6(&hf_me_ipv6)}) {
        if (reader.remaining() == part.length) {
            append_value(
                draw, draw.item,
                add(draw, draw.tree, *part.field, reader.octets(part.length), part.encoding));
        }
    }
    draw_end(draw, draw.tree, reader, "ME_ENDPOINT");
}

using namespace iana::notify;

constexpr std::uint32_t kMsStatusLength = 4;

void draw_ms_status(const Draw& draw, const ike::Notify& notify) {
    // Others that use the number do not send four octets.
    if (notify.data.length == kMsStatusLength) {
        append_value(draw, draw.item,
                     add(draw, draw.tree, hf_ms_status, notify.data, ENC_BIG_ENDIAN));
    }
}

constexpr NotifyBody bodies[] = {
    drawn(MS_NOTIFY_STATUS, draw_ms_status),
    one_field(NULL_AUTH, octets(&hf_null_auth)),
    drawn(ME_ENDPOINT, draw_me_endpoint),
    one_field(ME_CONNECTID, octets(&hf_me_connectid), 4, 16),
    one_field(ME_CONNECTKEY, octets(&hf_me_connectkey), 16, 32),
    one_field(ME_CONNECTAUTH, octets(&hf_me_connectauth), 20, 20),
    {.type = RADIUS_ATTRIBUTE,
     .layout = {{number(&hf_radius_type, 1), unshown(number(&hf_radius_length, 1)),
                 octets(&hf_radius_value)}}},
    one_field(NETWORK_OVERLAY_ID, number(&hf_overlay_id, 1)),
};

void register_vendor(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace

constinit const NotifyFamily notify_vendor{bodies, register_vendor};

}  // namespace ikev2::epan
