// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/generic_header.h"

#include <algorithm>

#include "plugin/epan/text_writer.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_sa.h"

namespace ikev2::epan {

namespace {

int hf_typepayload[] = {-1, -1, -1};
int hf_nextpayload[] = {-1, -1, -1};
int hf_criticalpayload = -1;
int hf_reserved7 = -1;
int hf_payloadlength = -1;

const true_false_string tfs_critical = {"Critical", "Not critical"};

const char* type_name(Chained what, std::uint32_t type) {
    switch (what) {
        case Chained::payloads:
            return iana::payload::name(static_cast<std::uint8_t>(type));
        case Chained::proposals:
            return type == ike::kMoreProposals ? "Proposal" : type == 0 ? "Last" : "Unknown";
        case Chained::transforms:
            break;
    }
    return type == ike::kMoreTransforms ? "Transform" : type == 0 ? "Last" : "Unknown";
}

void write_type(TextWriter& text, Chained what, std::uint32_t type) {
    text.append(type_name(what, type)).append(" (").append(type).append(")");
}

// There are many of these in a message. Their texts are made when they are shown, and only then.
template <Chained what>
void format_type(char* label, std::uint32_t type) {
    TextWriter text(label, ITEM_LABEL_LENGTH);
    write_type(text, what, type);
}

constexpr header_field_info type_field(const void* format) {
    return {"Payload",
            "ikev2.typepayload",
            FT_UINT8,
            BASE_CUSTOM,
            format,
            0x0,
            "Type of a payload; 2 for a proposal, 3 for a transform",
            HFILL};
}

constexpr header_field_info next_field(const void* format) {
    return {"Next payload", "ikev2.nextpayload", FT_UINT8, BASE_CUSTOM, format, 0x0, nullptr,
            HFILL};
}

hf_register_info fields[] = {
    {&hf_typepayload[0], type_field(CF_FUNC(format_type<Chained::payloads>))},
    {&hf_typepayload[1], type_field(CF_FUNC(format_type<Chained::proposals>))},
    {&hf_typepayload[2], type_field(CF_FUNC(format_type<Chained::transforms>))},
    {&hf_nextpayload[0], next_field(CF_FUNC(format_type<Chained::payloads>))},
    {&hf_nextpayload[1], next_field(CF_FUNC(format_type<Chained::proposals>))},
    {&hf_nextpayload[2], next_field(CF_FUNC(format_type<Chained::transforms>))},
    {&hf_criticalpayload,
     {"Critical Bit", "ikev2.criticalpayload", FT_BOOLEAN, 8, TFS(&tfs_critical), ike::kCriticalBit,
      "The recipient must reject the message if it does not know the payload", HFILL}},
    {&hf_reserved7,
     {"Reserved", "ikev2.reserved7", FT_UINT8, BASE_HEX, nullptr, 0x7f, nullptr, HFILL}},
    {&hf_payloadlength,
     {"Payload length", "ikev2.payloadlength", FT_UINT16, BASE_DEC, nullptr, 0x0,
      "Octets of the payload with its header", HFILL}},
};

expert_field ei_length = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_length,
     {"ikev2.payloadlength.invalid", PI_MALFORMED, PI_ERROR, "Invalid payload length", EXPFILL}},
};

}  // namespace

proto_item* add_payload_item(const Draw& draw, proto_tree* tree, Chained what, std::uint8_t type,
                             std::uint32_t offset, std::uint32_t end) {
    const auto captured = static_cast<std::uint32_t>(draw.octets.size());
    const std::uint32_t start = std::min(offset, captured);
    proto_item* item = proto_tree_add_uint(tree, hf_typepayload[static_cast<std::size_t>(what)],
                                           draw.tvb, static_cast<int>(start),
                                           static_cast<int>(std::min(end, captured) - start), type);
    if (shows_text(item)) {
        TextWriter text = write_text(item);
        text.append("Payload: ");
        write_type(text, what, type);
    }
    return item;
}

void add_next_payload(const Draw& draw, proto_tree* tree, Chained what,
                      const ike::At<std::uint8_t>& next) {
    add(draw, tree, hf_nextpayload[static_cast<std::size_t>(what)], next);
}

void add_payload_flags(const Draw& draw, proto_tree* tree, const ike::At<std::uint8_t>& flags) {
    add(draw, tree, hf_criticalpayload, flags);
    add(draw, tree, hf_reserved7, flags);
}

void add_payload_length(const Draw& draw, proto_tree* tree, const ike::At<std::uint16_t>& length,
                        std::uint32_t actual) {
    proto_item* item = add(draw, tree, hf_payloadlength, length);
    if (item != nullptr && actual != length.value) {
        expert_add_info_format(
            draw.message->pinfo, item, &ei_length, "Invalid payload length: %u octets, which is %s",
            length.value,
            length.value < actual ? "less than its own header" : "more than there are left");
    }
}

void register_generic_header(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
