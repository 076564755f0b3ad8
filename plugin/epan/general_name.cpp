// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/general_name.h"

#include "plugin/epan/layout.h"
#include "plugin/epan/x509.h"
#include "plugin/ike/general_name.h"

namespace ikev2::epan {

namespace {

using ike::GeneralName;

int hf_choice = -1;
int hf_rfc822_name = -1;
int hf_dns_name = -1;
int hf_uri = -1;
int hf_ipv4 = -1;
int hf_ipv6 = -1;

const value_string choices[] = {
    {GeneralName::other_name, "otherName"},
    {GeneralName::rfc822_name, "rfc822Name"},
    {GeneralName::dns_name, "dNSName"},
    {GeneralName::x400_address, "x400Address"},
    {GeneralName::directory_name, "directoryName"},
    {GeneralName::edi_party_name, "ediPartyName"},
    {GeneralName::uniform_resource_identifier, "uniformResourceIdentifier"},
    {GeneralName::ip_address, "iPAddress"},
    {GeneralName::registered_id, "registeredID"},
    {0, nullptr},
};

hf_register_info fields[] = {
    {&hf_choice,
     {"GeneralName", "ikev2.id.data.general_name", FT_UINT8, BASE_DEC, VALS(choices),
      GeneralName::kNumberMask, nullptr, HFILL}},
    {&hf_rfc822_name,
     {"rfc822Name", "ikev2.id.data.general_name.rfc822_name", FT_STRING, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_dns_name,
     {"dNSName", "ikev2.id.data.general_name.dns_name", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_uri,
     {"uniformResourceIdentifier", "ikev2.id.data.general_name.uri", FT_STRING, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_ipv4,
     {"iPAddress", "ikev2.id.data.general_name.ipv4", FT_IPv4, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_ipv6,
     {"iPAddress", "ikev2.id.data.general_name.ipv6", FT_IPv6, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
};

// Names that are a single field, by their choice and, if that is not 0, their length.
struct Row {
    std::uint8_t choice;
    Part part;
};
constexpr Row rows[] = {
    {GeneralName::rfc822_name, text(&hf_rfc822_name)},
    {GeneralName::dns_name, text(&hf_dns_name)},
    {GeneralName::uniform_resource_identifier, text(&hf_uri)},
    {GeneralName::ip_address, ipv4(&hf_ipv4)},
    {GeneralName::ip_address, ipv6(&hf_ipv6)},
};

}  // namespace

proto_item* draw_general_name(const Draw& draw, proto_tree* tree, const ike::At<Octets>& der) {
    ike::Reader reader(draw.octets, der.offset, der.end());
    const auto name = GeneralName::read(reader);
    if (!name.valid()) {
        draw_asn1(draw, tree, Asn1::any, der);
        report_shortfall(draw, tree, reader.shortfall(), "GeneralName");
        return nullptr;
    }
    add(draw, tree, hf_choice, name.tag);
    for (const Row& row : rows) {
        if (row.choice == name.choice() &&
            (row.part.length == 0 || row.part.length == name.value.length)) {
            proto_item* item = add(draw, tree, *row.part.field, name.value, row.part.encoding);
            draw_end(draw, tree, reader, "GeneralName");
            return item;
        }
    }
    if (name.choice() == GeneralName::directory_name) {
        draw_asn1(draw, tree, Asn1::distinguished_name, name.value);
    } else {
        draw_asn1(draw, tree, Asn1::any, der);
    }
    return nullptr;
}

void register_general_name(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace ikev2::epan
