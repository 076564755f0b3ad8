// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/x509.h"

#include "plugin/epan/subdissector.h"

extern "C" {
#include <epan/asn1.h>
#include <epan/dissectors/packet-ber.h>
}

namespace ikev2::epan {

namespace {

// The dissecting functions are not exported by every release; these tables have them.
struct Source {
    Asn1 type;
    const char* table;
    const char* name;
};
constexpr Source sources[] = {
    {Asn1::certificate, "ber.syntax", "Certificate"},
    {Asn1::certificate_list, "ber.syntax", "CertificateList"},
    {Asn1::public_key_info, "rfc7468.preeb_label", "PUBLIC KEY"},
    // id-at-member, an attribute whose value is a DistinguishedName, which is what a Name is.
    {Asn1::distinguished_name, "ber.oid", "2.5.4.31"},
    {Asn1::ocsp_response, "media_type", "application/ocsp-response"},
};

dissector_handle_t any_handle = nullptr;
dissector_handle_t handles[std::size(sources)] = {};

int dissect_any(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* /*data*/) {
    return dissect_unknown_ber(pinfo, tvb, 0, tree);
}

dissector_handle_t find_handle(Asn1 type) {
    for (std::size_t i = 0; i < std::size(sources); ++i) {
        if (sources[i].type == type && handles[i] != nullptr) {
            return handles[i];
        }
    }
    return any_handle;
}

}  // namespace

void draw_asn1(const Draw& draw, proto_tree* tree, Asn1 type, const ike::At<Octets>& der) {
    if (!call_subdissector(draw, tree, find_handle(type), der)) {
        add_data(draw, tree, der);
    }
}

void find_x509_dissectors() {
    any_handle = create_dissector_handle(dissect_any, proto_get_id_by_filter_name("ikev2"));
    for (std::size_t i = 0; i < std::size(sources); ++i) {
        dissector_table_t table = find_dissector_table(sources[i].table);
        if (table != nullptr) {
            handles[i] = dissector_get_string_handle(table, sources[i].name);
        }
    }
}

}  // namespace ikev2::epan
