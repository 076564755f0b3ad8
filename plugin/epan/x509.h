// Handing DER-encoded ASN.1 to Wireshark's dissectors.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// What DER octets encode.
enum class Asn1 : std::uint8_t {
    any,                 ///< of no type that is known: BER as it is
    certificate,         ///< Certificate (RFC 5280, section 4.1)
    certificate_list,    ///< CertificateList (RFC 5280, section 5.1)
    public_key_info,     ///< SubjectPublicKeyInfo (RFC 5280, section 4.1)
    distinguished_name,  ///< Name (RFC 5280, section 4.1.2.4)
    ocsp_response,       ///< OCSPResponse (RFC 6960, section 4.2.1)
};

/// Lets the dissector of `type` draw `der`; where this Wireshark has none, the one of any BER.
void draw_asn1(const Draw& draw, proto_tree* tree, Asn1 type, const ike::At<Octets>& der);

/// Finds the dissectors; called at handoff.
void find_x509_dissectors();

}  // namespace ikev2::epan
