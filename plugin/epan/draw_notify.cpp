// The Notify payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <iterator>

#include "plugin/epan/notify_body.h"
#include "plugin/epan/payload_table.h"
#include "plugin/epan/spi.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/security_protocols.h"

namespace ikev2::epan {

namespace {

int hf_protoid = -1;
int hf_msgtype = -1;
int hf_data = -1;
int hf_text = -1;

// Made when it is shown, and only then.
void format_type(char* label, std::uint32_t type) {
    TextWriter(label, ITEM_LABEL_LENGTH)
        .append(iana::notify::name(static_cast<std::uint16_t>(type)))
        .append(" (")
        .append(type)
        .append(")");
}

hf_register_info fields[] = {
    {&hf_protoid,
     {"Protocol ID", "ikev2.notify.protoid", FT_UINT32, BASE_DEC | BASE_RANGE_STRING,
      &iana::protocol::registry, 0x0, nullptr, HFILL}},
    {&hf_msgtype,
     {"Notify Message Type", "ikev2.notify.msgtype", FT_UINT16, BASE_CUSTOM, CF_FUNC(format_type),
      0x0, nullptr, HFILL}},
    {&hf_data,
     {"Notification DATA", "ikev2.notify.data", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_text,
     {"Notification DATA as text", "ikev2.notify.data.text", FT_STRING, BASE_NONE, nullptr, 0x0,
      "Printable data of a type whose data no standard defines", HFILL}},
};

expert_field ei_error = EI_INIT;
expert_field ei_length = EI_INIT;
expert_field ei_unexpected = EI_INIT;
expert_field ei_count = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_error,
     {"ikev2.notify.error", PI_RESPONSE_CODE, PI_WARN, "An error was notified", EXPFILL}},
    {&ei_length,
     {"ikev2.notify.data.length", PI_PROTOCOL, PI_WARN,
      "The Notification Data has not the length that its type has", EXPFILL}},
    {&ei_unexpected,
     {"ikev2.notify.data.unexpected", PI_PROTOCOL, PI_NOTE,
      "Notification Data of a type that has none", EXPFILL}},
    {&ei_count,
     {"ikev2.notify.data.count", PI_PROTOCOL, PI_WARN,
      "The first octet of the Notification Data is not the number of octets that follow", EXPFILL}},
};

constexpr const NotifyFamily* families[] = {
    &notify_base, &notify_nat,     &notify_mobike, &notify_redirect, &notify_resumption,
    &notify_rohc, &notify_cluster, &notify_auth,   &notify_ppk,      &notify_extensions,
    &notify_3gpp, &notify_5g,      &notify_vendor,
};

// The bodies of all families, by type.
const NotifyBody* bodies[256];
std::size_t body_count = 0;

void sort_bodies() {
    body_count = 0;
    for (const NotifyFamily* family : families) {
        for (const NotifyBody& body : family->bodies) {
            g_assert(body_count != std::size(bodies));
            bodies[body_count++] = &body;
        }
    }
    std::ranges::sort(bodies, bodies + body_count, {}, &NotifyBody::type);
}

const NotifyBody* find_body(std::uint16_t type) {
    const auto* const* end = bodies + body_count;
    const auto* const* body = std::ranges::lower_bound(bodies, end, type, {}, &NotifyBody::type);
    return body != end && (*body)->type == type ? *body : nullptr;
}

void draw_text(const Draw& draw, const ike::At<Octets>& data) {
    if (is_printable(data.value)) {
        append_value(draw, draw.item, add(draw, draw.tree, hf_text, data, ENC_ASCII));
    }
}

// Says so if the data cannot be what `body` says.
void check_length(const Draw& draw, const NotifyBody& body, const ike::Notify& notify,
                  proto_item* item) {
    const std::uint32_t length = notify.data.length;
    const char* name = iana::notify::name(notify.type.value);
    if (body.longest == 0 && length != 0) {
        expert_add_info_format(draw.message->pinfo, item, &ei_unexpected,
                               "%u octets of Notification Data; %s has none", length, name);
    } else if (length < body.shortest || length > body.longest) {
        expert_add_info_format(draw.message->pinfo, item != nullptr ? item : draw.item, &ei_length,
                               "%u octets of Notification Data; %s has %u to %u", length, name,
                               body.shortest, body.longest);
    }
    if (body.counted && length != 0 && notify.data.value[0] != length - 1) {
        expert_add_info_format(draw.message->pinfo, item, &ei_count,
                               "%u octets follow the first one, which says %u", length - 1,
                               notify.data.value[0]);
    }
}

void draw_notify_data(const Draw& draw, const ike::Notify& notify, proto_item* item) {
    const NotifyBody* body = find_body(notify.type.value);
    if (body == nullptr) {
        draw_text(draw, notify.data);
        return;
    }
    if (body->optional && !notify.data.present()) {
        return;
    }
    check_length(draw, *body, notify, item);
    if (body->draw != nullptr) {
        body->draw(draw, notify);
    } else if (body->longest == 0) {
        draw_text(draw, notify.data);
    } else {
        draw_layout(draw, draw.tree, {draw.octets, notify.data.offset, notify.data.end()},
                    body->layout, iana::notify::name(notify.type.value), draw.item);
    }
}

}  // namespace

void draw_notify(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto notify = ike::Notify::read(reader);
    add(draw, draw.tree, hf_protoid, notify.protocol_id);
    add_spi_size(draw, draw.tree, notify.spi_size);
    if (notify.type.present()) {
        const char* name = iana::notify::name(notify.type.value);
        proto_item* type = add(draw, draw.tree, hf_msgtype, notify.type);
        append_text(draw.item, " - ", name);
        if (iana::notify::is_error(notify.type.value)) {
            expert_add_info_format(draw.message->pinfo, type, &ei_error, "The peer notifies %s",
                                   name);
        }
    }
    add_spi(draw, draw.tree, notify.spi);
    if (reader.ok()) {
        proto_item* data = add_rest(draw, draw.tree, hf_data, notify.data, payload.end);
        draw_notify_data(draw, notify, data);
    }
    report_shortfall(draw, draw.tree, reader.shortfall(), "Notify payload");
}

void register_notify(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
    for (const NotifyFamily* family : families) {
        family->register_fields(to);
    }
    sort_bodies();
}

}  // namespace ikev2::epan
