// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/signature_check.h"

#include <algorithm>
#include <iterator>

#include "plugin/crypto/signature.h"
#include "plugin/iana/auth_methods.h"
#include "plugin/iana/cert_encodings.h"

namespace ikev2::session {

namespace {

using crypto::SignatureVerdict;

constexpr std::uint8_t kSignatureMethods[] = {
    iana::auth::RSA_SIGNATURE, iana::auth::DSS,       iana::auth::ECDSA_256,
    iana::auth::ECDSA_384,     iana::auth::ECDSA_521, iana::auth::DIGITAL_SIGNATURE,
};

struct Outcome {
    SignatureVerdict signature;
    AuthStatus status;
    AuthReason reason;
};
constexpr Outcome kOutcomes[] = {
    {SignatureVerdict::verified, AuthStatus::verified, AuthReason::none},
    {SignatureVerdict::wrong, AuthStatus::wrong, AuthReason::none},
    {SignatureVerdict::malformed, AuthStatus::wrong, AuthReason::none},
    {SignatureVerdict::bad_key, AuthStatus::not_checked, AuthReason::key_type},
    {SignatureVerdict::unsupported, AuthStatus::not_checked, AuthReason::signature_algorithm},
};

SignatureVerdict verify(const AuthInput& input, Octets signed_octets, const NamedKey& key) {
    return crypto::verify_signature(input.auth.method.value, key.key, signed_octets,
                                    input.auth.data.value);
}

AuthVerdict verdict_of(SignatureVerdict signature, const NamedKey& key) {
    const auto* outcome = std::ranges::find(std::begin(kOutcomes), std::end(kOutcomes), signature,
                                            [](const Outcome& row) { return row.signature; });
    AuthVerdict verdict;
    verdict.status = outcome->status;
    verdict.reason = outcome->reason;
    verdict.by = key.name;
    verdict.tried = 1;
    return verdict;
}

// The key of the message's own certificate; if there is none, why.
struct OwnKey {
    std::optional<NamedKey> key;
    AuthReason missing = AuthReason::no_certificate;
};
OwnKey own_key(const AuthInput& input) {
    if (!input.certificate) {
        return {};
    }
    const Octets data = input.certificate->data.value;
    OwnKey own;
    switch (input.certificate->encoding.value) {
        case iana::cert::X509_SIGNATURE:
            own.key = NamedKey::of_certificate(data);
            break;
        case iana::cert::RAW_PUBLIC_KEY:
            own.key = NamedKey::of_public_key_info(data);
            break;
        default:
            own.missing = AuthReason::certificate_encoding;
            return own;
    }
    own.missing = AuthReason::bad_certificate;
    return own;
}

}  // namespace

bool is_signature(std::uint8_t auth_method) noexcept {
    return std::ranges::find(kSignatureMethods, auth_method) != std::end(kSignatureMethods);
}

AuthVerdict check_signature(const AuthInput& input, Octets signed_octets,
                            const CertificateFile& certificates) {
    const OwnKey own = own_key(input);
    if (own.key) {
        return verdict_of(verify(input, signed_octets, *own.key), *own.key);
    }
    AuthVerdict none;
    none.reason = own.missing;
    for (const NamedKey& key : certificates.keys()) {
        const SignatureVerdict signature = verify(input, signed_octets, key);
        if (signature == SignatureVerdict::verified) {
            return verdict_of(signature, key);
        }
        none.reason = AuthReason::no_matching_certificate;
    }
    return none;
}

}  // namespace ikev2::session
