// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/draw_header.h"

#include "plugin/epan/generic_header.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/payload_types.h"

namespace ikev2::epan {

namespace {

int hf_ispi = -1;
int hf_rspi = -1;
int hf_version = -1;
int hf_mjver = -1;
int hf_mnver = -1;
int hf_exchangetype = -1;
int hf_flags = -1;
int hf_flag_i = -1;
int hf_flag_v = -1;
int hf_flag_r = -1;
int hf_messageid = -1;
int hf_length = -1;

int ett_version = -1;
int ett_flags = -1;

const true_false_string tfs_initiator = {"Initiator", "Responder"};
const true_false_string tfs_version = {"A higher version enabled", "No higher version"};
const true_false_string tfs_response = {"Response", "Request"};

// MnVer 0, MjVer 2 is the only version that this dissector takes.
const value_string versions[] = {{0x20, "2.0"}, {0, nullptr}};

hf_register_info fields[] = {
    {&hf_ispi,
     {"Initiator SPI", "ikev2.ispi", FT_BYTES, BASE_NONE, nullptr, 0x0, "IKE SA Initiator's SPI",
      HFILL}},
    {&hf_rspi,
     {"Responder SPI", "ikev2.rspi", FT_BYTES, BASE_NONE, nullptr, 0x0, "IKE SA Responder's SPI",
      HFILL}},
    {&hf_version,
     {"Version", "ikev2.version", FT_UINT8, BASE_HEX, VALS(versions), 0x0, nullptr, HFILL}},
    {&hf_mjver,
     {"MjVer", "ikev2.mjver", FT_UINT8, BASE_HEX, nullptr, 0xf0, "Major version", HFILL}},
    {&hf_mnver,
     {"MnVer", "ikev2.mnver", FT_UINT8, BASE_HEX, nullptr, 0x0f, "Minor version", HFILL}},
    {&hf_exchangetype,
     {"Exchange type", "ikev2.exchangetype", FT_UINT8, BASE_DEC | BASE_RANGE_STRING,
      &iana::exchange::registry, 0x0, nullptr, HFILL}},
    {&hf_flags, {"Flags", "ikev2.flags", FT_UINT8, BASE_HEX, nullptr, 0x0, nullptr, HFILL}},
    {&hf_flag_i,
     {"Initiator", "ikev2.flag_i", FT_BOOLEAN, 8, TFS(&tfs_initiator), ike::kFlagInitiator,
      "Sent by the original initiator of the IKE SA", HFILL}},
    {&hf_flag_v,
     {"Version", "ikev2.flag_v", FT_BOOLEAN, 8, TFS(&tfs_version), ike::kFlagVersion,
      "The transmitter can speak a higher major version", HFILL}},
    {&hf_flag_r,
     {"Response", "ikev2.flag_r", FT_BOOLEAN, 8, TFS(&tfs_response), ike::kFlagResponse,
      "Answers the message with the same Message ID", HFILL}},
    {&hf_messageid,
     {"Message ID", "ikev2.messageid", FT_UINT32, BASE_HEX, nullptr, 0x0, nullptr, HFILL}},
    {&hf_length,
     {"Length", "ikev2.length", FT_UINT32, BASE_DEC, nullptr, 0x0,
      "Octets of the whole message, header and payloads", HFILL}},
};

int* const subtrees[] = {&ett_version, &ett_flags};

expert_field ei_flags_reserved = EI_INIT;
expert_field ei_initiator_spi_zero = EI_INIT;
expert_field ei_responder_spi_zero = EI_INIT;
expert_field ei_responder_spi_not_zero = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_flags_reserved,
     {"ikev2.flags.reserved", PI_PROTOCOL, PI_NOTE, "A reserved flag is set", EXPFILL}},
    {&ei_initiator_spi_zero,
     {"ikev2.ispi.zero", PI_PROTOCOL, PI_ERROR,
      "The Initiator's SPI is zero, which RFC 7296, section 3.1, forbids", EXPFILL}},
    {&ei_responder_spi_zero,
     {"ikev2.rspi.zero", PI_PROTOCOL, PI_WARN,
      "The Responder's SPI is zero after the first exchange", EXPFILL}},
    {&ei_responder_spi_not_zero,
     {"ikev2.rspi.not_zero", PI_PROTOCOL, PI_WARN,
      "The Responder's SPI is not zero in the first message, as RFC 7296, section 3.1, demands",
      EXPFILL}},
};

void draw_version(const Draw& draw, const ike::At<std::uint8_t>& version) {
    proto_item* item = add(draw, draw.tree, hf_version, version);
    proto_tree* tree = proto_item_add_subtree(item, ett_version);
    add(draw, tree, hf_mjver, version);
    add(draw, tree, hf_mnver, version);
}

void draw_flags(const Draw& draw, const ike::At<std::uint8_t>& flags) {
    proto_item* item = add(draw, draw.tree, hf_flags, flags);
    if (item == nullptr) {
        return;
    }
    const auto bit = [&flags](std::uint8_t mask) { return (flags.value & mask) != 0; };
    set_value_text(item, "0x", Hex{flags.value, 2}, " (",
                   tfs_get_string(bit(ike::kFlagInitiator), &tfs_initiator), ", ",
                   tfs_get_string(bit(ike::kFlagVersion), &tfs_version), ", ",
                   tfs_get_string(bit(ike::kFlagResponse), &tfs_response), ")");
    proto_tree* tree = proto_item_add_subtree(item, ett_flags);
    add(draw, tree, hf_flag_i, flags);
    add(draw, tree, hf_flag_v, flags);
    add(draw, tree, hf_flag_r, flags);
    constexpr std::uint8_t known = ike::kFlagInitiator | ike::kFlagVersion | ike::kFlagResponse;
    if ((flags.value & ~known) != 0) {
        expert_add_info(draw.message->pinfo, item, &ei_flags_reserved);
    }
}

// "This value MUST be zero in the first message of an IKE initial exchange ... and MUST NOT be zero
// in any other message" (RFC 7296, section 3.1), but for an answer that asks for a COOKIE or
// refuses.
void check_responder_spi(const Draw& draw, proto_item* item) {
    const ike::Header& header = *draw.message->header;
    if (item == nullptr || !header.flags.present()) {
        return;
    }
    const std::uint8_t exchange = header.exchange_type.value;
    const bool first =
        exchange == iana::exchange::IKE_SA_INIT || exchange == iana::exchange::IKE_SESSION_RESUME;
    if (!first && header.responder_spi.value == 0) {
        expert_add_info(draw.message->pinfo, item, &ei_responder_spi_zero);
    } else if (first && !header.is_response() && header.responder_spi.value != 0) {
        expert_add_info(draw.message->pinfo, item, &ei_responder_spi_not_zero);
    }
}

}  // namespace

void draw_header(const Draw& draw) {
    const ike::Header& header = *draw.message->header;
    proto_item* ispi = add(draw, draw.tree, hf_ispi, header.initiator_spi);
    if (ispi != nullptr && header.initiator_spi.value == 0) {
        expert_add_info(draw.message->pinfo, ispi, &ei_initiator_spi_zero);
    }
    check_responder_spi(draw, add(draw, draw.tree, hf_rspi, header.responder_spi));
    add_next_payload(draw, draw.tree, Chained::payloads, header.next_payload);
    draw_version(draw, header.version);
    add(draw, draw.tree, hf_exchangetype, header.exchange_type);
    draw_flags(draw, header.flags);
    add(draw, draw.tree, hf_messageid, header.message_id);
    add(draw, draw.tree, hf_length, header.length);
}

void register_header(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
