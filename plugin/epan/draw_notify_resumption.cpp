// Notification Data of repeated authentication (RFC 4478) and session resumption (RFC 5723).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/notify_body.h"
#include "plugin/iana/notify_types.h"

namespace ikev2::epan {

namespace {

int hf_auth_lifetime = -1;
int hf_ticket_lifetime = -1;
int hf_ticket_data = -1;

hf_register_info fields[] = {
    {&hf_auth_lifetime,
     {"Authentication Lifetime", "ikev2.notify.data.auth_lifetime", FT_UINT32, BASE_DEC, nullptr,
      0x0, "Seconds until the initial exchange must be repeated", HFILL}},
    {&hf_ticket_lifetime,
     {"TICKET OPAQUE Lifetime", "ikev2.notify.data.ticket_opaque.lifetime", FT_UINT32, BASE_DEC,
      nullptr, 0x0, "Seconds until the ticket expires", HFILL}},
    {&hf_ticket_data,
     {"TICKET OPAQUE Data", "ikev2.notify.data.ticket_opaque.data", FT_BYTES, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
};

void draw_auth_lifetime(const Draw& draw, const ike::Notify& notify) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    const auto lifetime = reader.u32();
    if (proto_item* item = add(draw, draw.tree, hf_auth_lifetime, lifetime); item != nullptr) {
        constexpr std::uint32_t minute = 60;
        constexpr std::uint32_t hour = 60 * minute;
        const std::uint32_t seconds = lifetime.value;
        append_text(item, " seconds (", seconds / hour, " hour(s) ",
                    Decimal{seconds % hour / minute, 2}, " minute(s) ",
                    Decimal{seconds % minute, 2}, " second(s))");
        append_text(draw.item, ": ", seconds, " seconds");
    }
    draw_end(draw, draw.tree, reader, "AUTH_LIFETIME");
}

using namespace iana::notify;

constexpr NotifyBody bodies[] = {
    drawn(AUTH_LIFETIME, draw_auth_lifetime),
    {.type = TICKET_LT_OPAQUE,
     .layout = {{number(&hf_ticket_lifetime, 4), octets(&hf_ticket_data)}}},
    no_data(TICKET_REQUEST),
    no_data(TICKET_ACK),
    no_data(TICKET_NACK),
    one_field(TICKET_OPAQUE, octets(&hf_ticket_data), 1),
};

void register_resumption(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace

constinit const NotifyFamily notify_resumption{bodies, register_resumption};

}  // namespace ikev2::epan
