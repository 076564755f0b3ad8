// The Notify payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"
#include "plugin/epan/spi.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/ike/payload_notify.h"

namespace ikev2::epan {

namespace {

int hf_protoid = -1;
int hf_msgtype = -1;
int hf_data = -1;

hf_register_info fields[] = {
    {&hf_protoid,
     {"Protocol ID", "ikev2.notify.protoid", FT_UINT32, BASE_DEC | BASE_RANGE_STRING,
      &iana::protocol::registry, 0x0, nullptr, HFILL}},
    {&hf_msgtype,
     {"Notify Message Type", "ikev2.notify.msgtype", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_data,
     {"Notification DATA", "ikev2.notify.data", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

expert_field ei_error = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_error,
     {"ikev2.notify.error", PI_RESPONSE_CODE, PI_WARN, "An error was notified", EXPFILL}},
};

}  // namespace

void draw_notify(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto notify = ike::Notify::read(reader);
    add(draw, draw.tree, hf_protoid, notify.protocol_id);
    add_spi_size(draw, draw.tree, notify.spi_size);
    if (notify.type.present()) {
        const char* name = iana::notify::name(notify.type.value);
        proto_item* type = proto_tree_add_uint_format_value(
            draw.tree, hf_msgtype, draw.tvb, static_cast<int>(notify.type.offset), 2,
            notify.type.value, "%s (%u)", name, notify.type.value);
        proto_item_append_text(draw.item, " - %s", name);
        if (iana::notify::is_error(notify.type.value)) {
            expert_add_info_format(draw.message->pinfo, type, &ei_error, "The peer notifies %s",
                                   name);
        }
    }
    add_spi(draw, draw.tree, notify.spi);
    add(draw, draw.tree, hf_data, notify.data);
    report_shortfall(draw, draw.tree, reader.shortfall(), "Notify payload");
}

void register_notify(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
