// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/draw_payloads.h"

#include "plugin/epan/generic_header.h"
#include "plugin/epan/payload_table.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload_rules.h"

namespace ikev2::epan {

namespace {

int hf_extradata = -1;

int ett_payload = -1;

hf_register_info fields[] = {
    {&hf_extradata,
     {"Extra data", "ikev2.extradata", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Octets behind the end of the message, or of its last payload", HFILL}},
};

int* const subtrees[] = {&ett_payload};

expert_field ei_truncated = EI_INIT;
expert_field ei_too_many = EI_INIT;
expert_field ei_unknown = EI_INIT;
expert_field ei_unknown_critical = EI_INIT;
expert_field ei_extradata = EI_INIT;
expert_field ei_not_allowed = EI_INIT;
expert_field ei_unencrypted = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_truncated,
     {"ikev2.payload.truncated", PI_MALFORMED, PI_ERROR,
      "The message ends where another payload should begin", EXPFILL}},
    {&ei_too_many, {"ikev2.payload.too_many", PI_UNDECODED, PI_WARN, "Too many payloads", EXPFILL}},
    {&ei_unknown,
     {"ikev2.payload.unknown", PI_UNDECODED, PI_NOTE,
      "A payload of unknown type; its recipient skips it", EXPFILL}},
    {&ei_unknown_critical,
     {"ikev2.payload.unknown_critical", PI_PROTOCOL, PI_WARN,
      "A payload of unknown type with the critical bit set: a recipient that does not know it "
      "must reject the message with UNSUPPORTED_CRITICAL_PAYLOAD (RFC 7296, section 2.5)",
      EXPFILL}},
    {&ei_not_allowed,
     {"ikev2.payload.not_allowed", PI_PROTOCOL, PI_WARN,
      "A payload that messages of this exchange do not have", EXPFILL}},
    {&ei_unencrypted,
     {"ikev2.payload.unencrypted", PI_SECURITY, PI_WARN,
      "An unencrypted payload after the keys are known", EXPFILL}},
    {&ei_extradata,
     {"ikev2.extradata.present", PI_PROTOCOL, PI_WARN, "Octets behind the end", EXPFILL}},
};

void check_place(const Draw& draw, const ike::Payload& payload) {
    const std::uint8_t exchange = draw.message->header->exchange_type.value;
    if (!ike::is_allowed_in(exchange, payload.type)) {
        expert_add_info_format(
            draw.message->pinfo, draw.item, &ei_not_allowed, "An %s message has no %s payload",
            iana::exchange::registry.name(exchange), iana::payload::name(payload.type));
    }
    if (!draw.inside_sk && !ike::may_be_unencrypted(exchange, payload, draw.octets)) {
        expert_add_info_format(draw.message->pinfo, draw.item, &ei_unencrypted,
                               "The payload is not encrypted, as all of %s must be",
                               iana::exchange::registry.name(exchange));
    }
}

void draw_payload(const Draw& parent, const ike::Payload& payload) {
    packet_info* pinfo = parent.message->pinfo;
    Draw draw = parent;
    draw.item = add_payload_item(parent, parent.tree, Chained::payloads, payload.type,
                                 payload.offset, payload.end);
    draw.tree = proto_item_add_subtree(draw.item, ett_payload);

    add_next_payload(draw, draw.tree, Chained::payloads, payload.next);
    add_payload_flags(draw, draw.tree, payload.flags);
    add_payload_length(draw, draw.tree, payload.length, payload.end - payload.offset);

    check_place(draw, payload);
    if (const DrawBody draw_body = find_draw_body(payload.type); draw_body != nullptr) {
        draw_body(draw, payload);
    } else {
        add_data(draw, draw.tree, payload.body);
        expert_add_info(pinfo, draw.item, payload.critical() ? &ei_unknown_critical : &ei_unknown);
    }
    if (payload.end > draw.octets.size()) {
        // Leaves, so that epan says why the octets are not there.
        tvb_ensure_bytes_exist(draw.tvb, static_cast<int>(payload.offset),
                               static_cast<int>(payload.end - payload.offset));
    }
}

}  // namespace

void draw_chain(const Draw& outer, ike::Chain chain) {
    Draw draw = outer;
    draw.chain = chain;
    ike::Payload payload;
    while (chain.next(payload)) {
        draw_payload(draw, payload);
    }
    packet_info* pinfo = draw.message->pinfo;
    switch (chain.ended()) {
        case ike::ChainEnd::truncated:
            expert_add_info_format(pinfo, draw.item, &ei_truncated,
                                   "The message ends where a payload of type %s (%u) should begin",
                                   iana::payload::name(chain.next_type()), chain.next_type());
            break;
        case ike::ChainEnd::too_many:
            expert_add_info_format(pinfo, draw.item, &ei_too_many,
                                   "More than %u payloads: the rest is not dissected",
                                   ike::kMaxPayloads);
            break;
        case ike::ChainEnd::not_captured:
            tvb_ensure_bytes_exist(draw.tvb, static_cast<int>(chain.position()),
                                   static_cast<int>(ike::kPayloadHeaderLength));
            break;
        case ike::ChainEnd::complete:
            if (chain.position() < chain.end()) {
                add_extra_data(draw, chain.position(), chain.end(), "last payload");
            }
            break;
        case ike::ChainEnd::length_too_small:
        case ike::ChainEnd::length_too_big:
            break;
    }
}

void add_extra_data(const Draw& draw, std::uint32_t offset, std::uint32_t end, const char* what) {
    proto_item* item =
        proto_tree_add_item(draw.tree, hf_extradata, draw.tvb, static_cast<int>(offset),
                            static_cast<int>(end - offset), ENC_NA);
    expert_add_info_format(draw.message->pinfo, item, &ei_extradata,
                           "%u octets behind the end of the %s", end - offset, what);
}

void register_payloads(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
    register_bodies(to);
}

}  // namespace ikev2::epan
