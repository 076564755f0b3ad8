// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/x509.h"

#include "plugin/crypto/der.h"

namespace ikev2::crypto {

std::optional<CertificateParts> read_certificate(Octets certificate) noexcept {
    // Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }
    der::Reader outer(certificate);
    der::Reader sequence = outer.inside(der::SEQUENCE);
    der::Reader tbs = sequence.inside(der::SEQUENCE);
    static_cast<void>(sequence.contents(der::SEQUENCE));
    static_cast<void>(sequence.contents(der::BIT_STRING));

    // TBSCertificate ::= SEQUENCE { version [0] EXPLICIT DEFAULT v1, serialNumber INTEGER,
    // signature, issuer, validity, subject, subjectPublicKeyInfo, ... }
    if (tbs.next_is(der::explicit_tag(0))) {
        static_cast<void>(tbs.element());
    }
    static_cast<void>(tbs.contents(der::INTEGER));
    for (int field = 0; field < 3; ++field) {
        static_cast<void>(tbs.contents(der::SEQUENCE));
    }
    CertificateParts parts;
    for (Octets* part : {&parts.subject, &parts.subject_public_key_info}) {
        tbs.require(tbs.next_is(der::SEQUENCE));
        *part = tbs.element();
    }
    if (!outer.complete() || !sequence.complete() || !tbs.ok()) {
        return std::nullopt;
    }
    return parts;
}

}  // namespace ikev2::crypto
