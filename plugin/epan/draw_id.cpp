// The Identification payloads IDi, IDr and, in G-IKEv2, IDg (RFC 9838, section 4.2).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/general_name.h"
#include "plugin/epan/layout.h"
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
int hf_der_asn1_dn = -1;
int hf_key_id = -1;
int hf_fc_name = -1;

int ett_data = -1;
int ett_name = -1;

// The alternatives of the CHOICE Name (RFC 5280, section 4.1.2.4).
constexpr std::uint32_t kRdnSequence = 0;
const value_string name_choices[] = {{kRdnSequence, "rdnSequence"}, {0, nullptr}};

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
    {&hf_der_asn1_dn,
     {"ID_DER_ASN1_DN", "ikev2.id.data.der_asn1_dn", FT_UINT32, BASE_DEC, VALS(name_choices), 0x0,
      nullptr, HFILL}},
    {&hf_key_id,
     {"ID_KEY_ID", "ikev2.id.data.key_id", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_fc_name,
     {"ID_FC_NAME", "ikev2.id.data.fc_name", FT_FCWWN, BASE_NONE, nullptr, 0x0,
      "Fibre Channel Name (RFC 4595)", HFILL}},
};

int* const subtrees[] = {&ett_data, &ett_name};

// The fields that hold Identification Data, by ID Type, and the length that some of them need.
struct DataField {
    std::uint8_t type;
    Part part;
};
constexpr DataField data_fields[] = {
    {iana::id::ID_IPV4_ADDR, ipv4(&hf_ipv4_addr)},   {iana::id::ID_FQDN, text(&hf_fqdn)},
    {iana::id::ID_RFC822_ADDR, text(&hf_user_fqdn)}, {iana::id::ID_IPV6_ADDR, ipv6(&hf_ipv6_addr)},
    {iana::id::ID_KEY_ID, octets(&hf_key_id)},       {iana::id::ID_FC_NAME, octets(&hf_fc_name, 8)},
};

expert_field ei_length = EI_INIT;
expert_field ei_null = EI_INIT;
expert_field ei_missing = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_length,
     {"ikev2.id.data.length", PI_MALFORMED, PI_ERROR,
      "The Identification Data has not the length of an address", EXPFILL}},
    {&ei_null,
     {"ikev2.id.data.of_null", PI_PROTOCOL, PI_WARN,
      "An ID_NULL with Identification Data, which RFC 7619, section 2.2, forbids", EXPFILL}},
    {&ei_missing,
     {"ikev2.id.data.missing", PI_PROTOCOL, PI_WARN,
      "No Identification Data, of which only an ID_NULL has none", EXPFILL}},
};

void append_identity(const Draw& draw, proto_item* item, const char* identity) {
    if (identity != nullptr && *identity != '\0') {
        append_text(item, " ", identity);
        append_text(draw.item, ": ", identity);
    }
}

const char* display(const Draw& draw, proto_item* value) {
    return value == nullptr ? nullptr
                            : proto_item_get_display_repr(draw.message->pinfo->pool, value);
}

// What is shown in a line: an ID_KEY_ID that is text as that.
const char* identity_of(const Draw& draw, const ike::Identification& id, proto_item* value) {
    if (id.type.value == iana::id::ID_KEY_ID && is_printable(id.data.value)) {
        return wmem_strdup_printf(draw.message->pinfo->pool, "\"%s\"",
                                  printable_text(draw, id.data));
    }
    return display(draw, value);
}

void draw_distinguished_name(const Draw& draw, proto_tree* tree, const ike::At<Octets>& der) {
    proto_item* item =
        proto_tree_add_uint(tree, hf_der_asn1_dn, draw.tvb, static_cast<int>(der.offset),
                            static_cast<int>(der.length), kRdnSequence);
    draw_asn1(draw, proto_item_add_subtree(item, ett_name), Asn1::distinguished_name, der);
}

void draw_data(const Draw& draw, const ike::Identification& id, std::uint32_t end) {
    proto_item* item = add_rest(draw, draw.tree, hf_data, id.data, end);
    if (!id.data.present()) {
        if (id.type.value == iana::id::ID_NULL) {
            append_text(draw.item, ": ", iana::id::registry.name(id.type.value));
        } else {
            expert_add_info(draw.message->pinfo, draw.item, &ei_missing);
        }
        return;
    }
    proto_tree* tree = proto_item_add_subtree(item, ett_data);
    switch (id.type.value) {
        case iana::id::ID_DER_ASN1_DN:
            draw_distinguished_name(draw, tree, id.data);
            return;
        case iana::id::ID_DER_ASN1_GN:
            append_identity(draw, item, display(draw, draw_general_name(draw, tree, id.data)));
            return;
        case iana::id::ID_NULL:
            expert_add_info(draw.message->pinfo, item, &ei_null);
            break;
        default:
            break;
    }
    for (const DataField& row : data_fields) {
        if (row.type != id.type.value) {
            continue;
        }
        if (row.part.length != 0 && row.part.length != id.data.length) {
            expert_add_info_format(draw.message->pinfo, item, &ei_length,
                                   "%u octets of Identification Data; an %s has %u", id.data.length,
                                   iana::id::registry.name(id.type.value), row.part.length);
            break;
        }
        append_identity(
            draw, item,
            identity_of(draw, id, add(draw, tree, *row.part.field, id.data, row.part.encoding)));
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
    if (reader.ok()) {
        draw_data(draw, id, payload.end);
    }
    report_shortfall(draw, draw.tree, reader.shortfall(), "Identification payload");
}

void register_id(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
    register_general_name(to);
}

}  // namespace ikev2::epan
