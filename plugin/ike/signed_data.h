// The certificates and CRLs of a PKCS #7 SignedData (RFC 5652, section 5.1).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/base/octets.h"
#include "plugin/ike/der.h"

namespace ikev2::ike {

/// What PKCS #7 wrapped X.509 certificates are wrapped in. ContentInfo is a SEQUENCE of a content
/// type and [0] content; SignedData is a SEQUENCE of version, digestAlgorithms, encapContentInfo,
/// [0] certificates, [1] crls and signerInfos.
struct SignedData {
    Reader certificates;  ///< DerValues
    Reader crls;          ///< DerValues

    /// Reads a ContentInfo of `buffer`. What is none has neither certificates nor CRLs.
    [[nodiscard]] static SignedData read(Octets buffer, const At<Octets>& content_info) noexcept {
        const auto inside = [buffer](const At<Octets>& contents) {
            return Reader(buffer, contents.offset, contents.end());
        };
        SignedData it;
        Reader reader = inside(content_info);
        Reader outer = inside(read_tagged(reader, DerValue::kSequence).contents);
        static_cast<void>(DerValue::read(outer));
        Reader content = inside(read_tagged(outer, DerValue::kContext0).contents);
        Reader fields = inside(read_tagged(content, DerValue::kSequence).contents);
        while (fields.ok() && !fields.at_end()) {
            const auto field = DerValue::read(fields);
            if (!field.whole.present()) {
                break;
            }
            if (field.tag.value == DerValue::kContext0) {
                it.certificates = inside(field.contents);
            } else if (field.tag.value == DerValue::kContext1) {
                it.crls = inside(field.contents);
            }
        }
        return it;
    }

  private:
    static DerValue read_tagged(Reader& reader, std::uint8_t tag) noexcept {
        const auto value = DerValue::read(reader);
        return value.tag.value == tag ? value : DerValue{};
    }
};

}  // namespace ikev2::ike
