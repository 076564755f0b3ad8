// The Authentication payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/algorithm_identifier.h"
#include "plugin/epan/auth_verdict.h"
#include "plugin/epan/payload_table.h"
#include "plugin/iana/auth_methods.h"
#include "plugin/ike/payload_auth.h"

namespace ikev2::epan {

namespace {

int hf_method = -1;
int hf_data = -1;
int hf_asn1_length = -1;
int hf_asn1_data = -1;
int hf_signature = -1;

int ett_data = -1;

hf_register_info fields[] = {
    {&hf_method,
     {"Authentication Method", "ikev2.auth.method", FT_UINT8, BASE_DEC | BASE_RANGE_STRING,
      &iana::auth::registry, 0x0, nullptr, HFILL}},
    {&hf_data,
     {"Authentication Data", "ikev2.auth.data", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_asn1_length,
     {"ASN.1 Length", "ikev2.auth.data.sig.asn1.len", FT_UINT8, BASE_DEC, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_asn1_data,
     {"ASN.1 Data", "ikev2.auth.data.sig.asn1.data", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "DER AlgorithmIdentifier", HFILL}},
    {&hf_signature,
     {"Signature Value", "ikev2.auth.data.sig.value", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
};

int* const subtrees[] = {&ett_data};

void draw_signature(const Draw& draw, proto_tree* tree, const ike::At<Octets>& data) {
    ike::Reader reader(draw.octets, data.offset, data.end());
    const auto signature = ike::DigitalSignature::read(reader);
    add(draw, tree, hf_asn1_length, signature.asn1_length);
    proto_item* identifier = add(draw, tree, hf_asn1_data, signature.algorithm_identifier);
    if (const char* name =
            draw_algorithm_identifier(draw, identifier, signature.algorithm_identifier);
        name != nullptr) {
        append_text(draw.item, ", ", name);
    }
    add(draw, tree, hf_signature, signature.signature);
    report_shortfall(draw, tree, reader.shortfall(), "digital signature");
}

}  // namespace

void draw_auth(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto auth = ike::Authentication::read(reader);
    add(draw, draw.tree, hf_method, auth.method);
    add_reserved(draw, draw.tree, auth.reserved);
    proto_item* data = add(draw, draw.tree, hf_data, auth.data);
    if (reader.ok() && auth.method.value == iana::auth::DIGITAL_SIGNATURE) {
        draw_signature(draw, data != nullptr ? proto_item_add_subtree(data, ett_data) : draw.tree,
                       auth.data);
    }
    report_shortfall(draw, draw.tree, reader.shortfall(), "Authentication payload");
    draw_auth_verdict(draw);
}

void register_auth(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_algorithm_identifier(to);
    register_auth_verdict(to);
}

}  // namespace ikev2::epan
