// The Certificate and Certificate Request payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"
#include "plugin/epan/x509.h"
#include "plugin/iana/cert_encodings.h"
#include "plugin/ike/payload_cert.h"
#include "plugin/ike/signed_data.h"

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

void add_hash_and_url(const Draw& draw, proto_tree* tree, const ike::At<Octets>& data) {
    ike::Reader reader(draw.octets, data.offset, data.end());
    add(draw, tree, hf_hash, reader.octets(ike::kSha1Length));
    proto_item* url = add(draw, tree, hf_url, reader.rest(), ENC_UTF_8);
    if (url != nullptr) {
        proto_item_set_url(url);
    }
    report_shortfall(draw, tree,
                     reader.ok() && url == nullptr ? ike::Shortfall::structure : reader.shortfall(),
                     "hash and URL");
}

void draw_each(const Draw& draw, proto_tree* tree, Asn1 type, ike::Reader values) {
    while (values.ok() && !values.at_end()) {
        const auto value = ike::DerValue::read(values);
        if (!value.whole.present()) {
            report_shortfall(draw, tree, ike::Shortfall::structure, "PKCS #7 SignedData");
            return;
        }
        draw_asn1(draw, tree, type, value.whole);
    }
}

// Wireshark's dissector of SignedData stumbles over one that has nothing but certificates.
void draw_pkcs7(const Draw& draw, proto_tree* tree, const ike::At<Octets>& data) {
    const auto signed_data = ike::SignedData::read(draw.octets, data);
    if (signed_data.certificates.at_end() && signed_data.crls.at_end()) {
        draw_asn1(draw, tree, Asn1::any, data);
        return;
    }
    draw_each(draw, tree, Asn1::certificate, signed_data.certificates);
    draw_each(draw, tree, Asn1::certificate_list, signed_data.crls);
}

// What Certificate Data is, by Certificate Encoding. RFC 7296 leaves the syntax of PGP, DNS,
// Kerberos and SPKI data open ("UNSPECIFIED").
struct Encoding {
    std::uint8_t encoding;
    Asn1 type;
};
constexpr Encoding encodings[] = {
    {iana::cert::X509_SIGNATURE, Asn1::certificate},
    {iana::cert::CRL, Asn1::certificate_list},
    {iana::cert::ARL, Asn1::certificate_list},
    {iana::cert::X509_ATTRIBUTE,
     Asn1::any},  // Wireshark's dissector is of X.509's first edition of it
    {iana::cert::RAW_RSA_KEY, Asn1::any},  // "a PKCS #1 encoded RSA key" (RFC 5996, section 3.6)
    {iana::cert::OCSP_CONTENT, Asn1::ocsp_response},      // RFC 4806
    {iana::cert::RAW_PUBLIC_KEY, Asn1::public_key_info},  // RFC 7670
};

bool is_hash_and_url(std::uint8_t encoding) {
    return encoding == iana::cert::HASH_AND_URL_X509 || encoding == iana::cert::HASH_AND_URL_BUNDLE;
}

void draw_data(const Draw& draw, proto_tree* tree, const ike::Certificate& cert) {
    if (is_hash_and_url(cert.encoding.value)) {
        add_hash_and_url(draw, tree, cert.data);
        return;
    }
    if (cert.encoding.value == iana::cert::PKCS7_X509) {
        draw_pkcs7(draw, tree, cert.data);
        return;
    }
    for (const Encoding& row : encodings) {
        if (row.encoding == cert.encoding.value) {
            draw_asn1(draw, tree, row.type, cert.data);
            return;
        }
    }
    add_data(draw, tree, cert.data);
}

// "The contents of the Certification Authority field are defined only for X.509 certificates, which
// are types 4, 12, and 13" (RFC 7296, section 3.7); RFC 4806, section 3.1, adds OCSP Content.
bool lists_hashes(std::uint8_t encoding) {
    return encoding == iana::cert::X509_SIGNATURE || encoding == iana::cert::OCSP_CONTENT ||
           is_hash_and_url(encoding);
}

}  // namespace

void draw_cert(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto cert = ike::Certificate::read(reader);
    add(draw, draw.tree, hf_encoding, cert.encoding);
    if (cert.encoding.present()) {
        append_text(draw.item, ": ", iana::cert::registry.name(cert.encoding.value));
    }
    proto_item* item = add(draw, draw.tree, hf_data, cert.data);
    if (item != nullptr) {
        draw_data(draw, proto_item_add_subtree(item, ett_data), cert);
    }
    report_shortfall(
        draw, draw.tree,
        reader.ok() && item == nullptr ? ike::Shortfall::structure : reader.shortfall(),
        "Certificate payload");
}

void draw_certreq(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto request = ike::Certificate::read(reader);
    add(draw, draw.tree, hf_certreq_type, request.encoding);
    if (request.encoding.present()) {
        append_text(draw.item, ": ", iana::cert::registry.name(request.encoding.value));
    }
    // "a concatenated list of SHA-1 hashes of the public keys of trusted Certification Authorities"
    ike::Reader authorities(draw.octets, request.data.offset, request.data.end());
    unsigned count = 0;
    while (!authorities.at_end() && authorities.remaining() >= ike::kSha1Length) {
        add(draw, draw.tree, hf_authority, authorities.octets(ike::kSha1Length));
        ++count;
    }
    if (count != 0) {
        append_text(draw.item, ", ", count, count == 1 ? " authority" : " authorities");
    }
    if (!authorities.at_end()) {
        add_data(draw, draw.tree, authorities.rest());
        if (lists_hashes(request.encoding.value)) {
            report_shortfall(draw, draw.tree, ike::Shortfall::structure,
                             "list of Certification Authorities");
        }
    }
    report_shortfall(draw, draw.tree, reader.shortfall(), "Certificate Request payload");
}

void register_cert(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace ikev2::epan
