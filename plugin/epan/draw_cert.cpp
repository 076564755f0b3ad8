// The Certificate and Certificate Request payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"
#include "plugin/epan/x509.h"
#include "plugin/iana/cert_encodings.h"
#include "plugin/ike/payload_cert.h"

namespace ikev2::epan {

namespace {

int hf_encoding = -1;
int hf_data = -1;
int hf_hash = -1;
int hf_url = -1;
int hf_certreq_type = -1;
int hf_authority = -1;

int ett_data = -1;

hf_register_info fields[] = {
    {&hf_encoding,
     {"Certificate Encoding", "ikev2.cert.encoding", FT_UINT8, BASE_DEC | BASE_RANGE_STRING,
      &iana::cert::registry, 0x0, nullptr, HFILL}},
    {&hf_data,
     {"Certificate Data", "ikev2.cert.data", FT_NONE, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_hash,
     {"Hash", "ikev2.cert.x509.hash", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "SHA-1 of the certificate or bundle", HFILL}},
    {&hf_url, {"URL", "ikev2.cert.x509.url", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_certreq_type,
     {"Certificate Type", "ikev2.certreq.type", FT_UINT8, BASE_DEC | BASE_RANGE_STRING,
      &iana::cert::registry, 0x0, nullptr, HFILL}},
    {&hf_authority,
     {"Certificate Authority Data", "ikev2.ike.certreq.authority", FT_BYTES, BASE_NONE, nullptr,
      0x0, "SHA-1 of a trusted Certification Authority's public key", HFILL}},
};

int* const subtrees[] = {&ett_data};

bool is_hash_and_url(std::uint8_t encoding) {
    return encoding == iana::cert::HASH_AND_URL_X509 || encoding == iana::cert::HASH_AND_URL_BUNDLE;
}

void add_hash_and_url(const Draw& draw, proto_tree* tree, const ike::At<Octets>& data) {
    ike::Reader reader(draw.octets, data.offset, data.end());
    add(draw, tree, hf_hash, reader.octets(ike::kSha1Length));
    add(draw, tree, hf_url, reader.rest(), ENC_UTF_8);
    report_shortfall(draw, tree, reader.shortfall(), "hash and URL");
}

}  // namespace

void draw_cert(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto cert = ike::Certificate::read(reader);
    add(draw, draw.tree, hf_encoding, cert.encoding);
    if (proto_item* item = add(draw, draw.tree, hf_data, cert.data); item != nullptr) {
        proto_tree* tree = proto_item_add_subtree(item, ett_data);
        if (cert.encoding.value == iana::cert::X509_SIGNATURE) {
            draw_certificate(draw, tree, cert.data);
        } else if (is_hash_and_url(cert.encoding.value)) {
            add_hash_and_url(draw, tree, cert.data);
        } else {
            add_data(draw, tree, cert.data);
        }
    }
    report_shortfall(draw, draw.tree, reader.shortfall(), "Certificate payload");
}

void draw_certreq(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto request = ike::Certificate::read(reader);
    add(draw, draw.tree, hf_certreq_type, request.encoding);
    // "The Certification Authority value is a concatenated list of SHA-1 hashes of the public keys
    // of trusted Certification Authorities" (RFC 7296, section 3.7).
    ike::Reader authorities(draw.octets, request.data.offset, request.data.end());
    while (!authorities.at_end() && authorities.remaining() >= ike::kSha1Length) {
        add(draw, draw.tree, hf_authority, authorities.octets(ike::kSha1Length));
    }
    if (!authorities.at_end()) {
        add_data(draw, draw.tree, authorities.rest());
        report_shortfall(draw, draw.tree, ike::Shortfall::structure,
                         "list of Certification Authorities");
    }
    report_shortfall(draw, draw.tree, reader.shortfall(), "Certificate Request payload");
}

void register_cert(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace ikev2::epan
