// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/generic_header.h"

#include <algorithm>

#include "plugin/ike/payload.h"

namespace ikev2::epan {

namespace {

int hf_typepayload = -1;
int hf_nextpayload = -1;
int hf_criticalpayload = -1;
int hf_reserved7 = -1;
int hf_payloadlength = -1;

const true_false_string tfs_critical = {"Critical", "Not critical"};

hf_register_info fields[] = {
    {&hf_typepayload,
     {"Payload", "ikev2.typepayload", FT_UINT8, BASE_DEC, nullptr, 0x0,
      "Type of a payload; 2 for a proposal, 3 for a transform", HFILL}},
    {&hf_nextpayload,
     {"Next payload", "ikev2.nextpayload", FT_UINT8, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
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

proto_item* add_payload_item(const Draw& draw, proto_tree* tree, std::uint8_t type,
                             const char* name, std::uint32_t offset, std::uint32_t end) {
    const auto captured = static_cast<std::uint32_t>(draw.octets.size());
    const std::uint32_t start = std::min(offset, captured);
    return proto_tree_add_uint_format_value(tree, hf_typepayload, draw.tvb, static_cast<int>(start),
                                            static_cast<int>(std::min(end, captured) - start), type,
                                            "%s (%u)", name, type);
}

void add_next_payload(const Draw& draw, proto_tree* tree, const ike::At<std::uint8_t>& next,
                      const char* name) {
    if (next.present()) {
        proto_tree_add_uint_format_value(tree, hf_nextpayload, draw.tvb,
                                         static_cast<int>(next.offset), 1, next.value, "%s (%u)",
                                         name, next.value);
    }
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
