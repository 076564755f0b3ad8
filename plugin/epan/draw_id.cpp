// The Identification payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"
#include "plugin/epan/x509.h"
#include "plugin/iana/id_types.h"
#include "plugin/ike/payload_id.h"

namespace ikev2::epan {

namespace {

int hf_type = -1;
int hf_data = -1;
int hf_ipv4_addr = -1;
int hf_fqdn = -1;
int hf_user_fqdn = -1;
int hf_ipv6_addr = -1;
int hf_key_id = -1;

int ett_data = -1;

hf_register_info fields[] = {
    {&hf_type,
     {"ID type", "ikev2.id.type", FT_UINT8, BASE_DEC | BASE_RANGE_STRING, &iana::id::registry, 0x0,
      nullptr, HFILL}},
    {&hf_data,
     {"Identification Data:", "ikev2.id.data", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_ipv4_addr,
     {"ID_IPV4_ADDR", "ikev2.id.data.ipv4_addr", FT_IPv4, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_fqdn,
     {"ID_FQDN", "ikev2.id.data.fqdn", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_user_fqdn,
     {"ID_RFC822_ADDR", "ikev2.id.data.user_fqdn", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_ipv6_addr,
     {"ID_IPV6_ADDR", "ikev2.id.data.ipv6_addr", FT_IPv6, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_key_id,
     {"ID_KEY_ID", "ikev2.id.data.key_id", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

int* const subtrees[] = {&ett_data};

// The fields that hold Identification Data, by ID Type, and the length that some of them need.
struct DataField {
    std::uint8_t type;
    int* field;
    std::uint32_t length;  // 0: any
    unsigned encoding;
};
constexpr DataField data_fields[] = {
    {iana::id::ID_IPV4_ADDR, &hf_ipv4_addr, 4, ENC_BIG_ENDIAN},
    {iana::id::ID_FQDN, &hf_fqdn, 0, ENC_UTF_8},
    {iana::id::ID_RFC822_ADDR, &hf_user_fqdn, 0, ENC_UTF_8},
    {iana::id::ID_IPV6_ADDR, &hf_ipv6_addr, 16, ENC_NA},
    {iana::id::ID_KEY_ID, &hf_key_id, 0, ENC_NA},
};

expert_field ei_length = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_length,
     {"ikev2.id.data.length", PI_MALFORMED, PI_ERROR,
      "The Identification Data has not the length of an address", EXPFILL}},
};

void draw_data(const Draw& draw, const ike::Identification& id) {
    proto_item* item = add(draw, draw.tree, hf_data, id.data);
    if (item == nullptr) {
        return;
    }
    proto_tree* tree = proto_item_add_subtree(item, ett_data);
    if (id.type.value == iana::id::ID_DER_ASN1_DN) {
        draw_distinguished_name(draw, tree, id.data);
        return;
    }
    for (const DataField& row : data_fields) {
        if (row.type != id.type.value) {
            continue;
        }
        if (row.length != 0 && row.length != id.data.length) {
            expert_add_info_format(draw.message->pinfo, item, &ei_length,
                                   "%u octets of Identification Data; an %s has %u", id.data.length,
                                   iana::id::registry.name(id.type.value), row.length);
            break;
        }
        proto_item* value = add(draw, tree, *row.field, id.data, row.encoding);
        if (const char* text = proto_item_get_display_repr(draw.message->pinfo->pool, value);
            text != nullptr) {
            proto_item_append_text(item, " %s", text);
            proto_item_append_text(draw.item, ": %s", text);
        }
        return;
    }
    add_data(draw, tree, id.data);
}

}  // namespace

void draw_id(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto id = ike::Identification::read(reader);
    add(draw, draw.tree, hf_type, id.type);
    add_reserved(draw, draw.tree, id.reserved);
    draw_data(draw, id);
    report_shortfall(draw, draw.tree, reader.shortfall(), "Identification payload");
}

void register_id(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
