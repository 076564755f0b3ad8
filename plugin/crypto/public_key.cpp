// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/public_key.h"

#include <algorithm>
#include <iterator>

#include "plugin/crypto/algorithm_identifier.h"
#include "plugin/crypto/der.h"
#include "plugin/crypto/key_readers.h"
#include "plugin/crypto/oid.h"
#include "plugin/crypto/x509.h"

namespace ikev2::crypto {

namespace {

struct KeyAlgorithm {
    Oid oid;
    std::optional<PublicKey::Key> (*read)(const AlgorithmIdentifier&, Octets) noexcept;
};

// RFC 3279, section 2.3; RFC 4055, section 1.2; RFC 8410, section 3.
constexpr KeyAlgorithm kKeyAlgorithms[] = {
    {Oid("1.2.840.113549.1.1.1"), read_rsa_key},
    {Oid("1.2.840.113549.1.1.10"), read_rsassa_pss_key},
    {Oid("1.2.840.10040.4.1"), read_dsa_key},
    {Oid("1.2.840.10045.2.1"), read_ecdsa_key},
    {Oid("1.3.101.112"), read_eddsa_key},
    {Oid("1.3.101.113"), read_eddsa_key},
};

/// Name and size of each kind of key.
struct NameOf {
    const char* operator()(const UnsupportedKey& /*key*/) const noexcept { return "unsupported"; }
    const char* operator()(const RsaKey& /*key*/) const noexcept { return "RSA"; }
    const char* operator()(const RsassaPssKey& /*key*/) const noexcept { return "RSASSA-PSS"; }
    const char* operator()(const DsaKey& /*key*/) const noexcept { return "DSA"; }
    const char* operator()(const EcdsaKey& key) const noexcept { return key.curve->name; }
    const char* operator()(const EddsaKey& key) const noexcept { return key.curve->name; }
};

struct BitsOf {
    unsigned operator()(const UnsupportedKey& /*key*/) const noexcept { return 0; }
    unsigned operator()(const RsaKey& key) const noexcept { return key.bits; }
    unsigned operator()(const RsassaPssKey& key) const noexcept { return key.rsa.bits; }
    unsigned operator()(const DsaKey& key) const noexcept { return key.bits; }
    unsigned operator()(const EcdsaKey& key) const noexcept { return key.curve->bits; }
    unsigned operator()(const EddsaKey& key) const noexcept { return key.curve->bits; }
};

}  // namespace

// SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }
std::optional<PublicKey> PublicKey::from_public_key_info(Octets der) {
    der::Reader outer(der);
    der::Reader sequence = outer.inside(der::SEQUENCE);
    const AlgorithmIdentifier identifier = read_algorithm_identifier(sequence);
    const Octets octets = sequence.whole_octets();
    if (!outer.complete() || !sequence.complete()) {
        return std::nullopt;
    }
    const auto* algorithm = std::find_if(
        std::begin(kKeyAlgorithms), std::end(kKeyAlgorithms),
        [&identifier](const KeyAlgorithm& row) { return row.oid.is(identifier.algorithm); });
    std::optional<Key> key = algorithm == std::end(kKeyAlgorithms)
                                 ? UnsupportedKey{}
                                 : algorithm->read(identifier, octets);
    if (!key) {
        return std::nullopt;
    }
    return PublicKey(std::move(*key));
}

std::optional<PublicKey> PublicKey::from_certificate(Octets der) {
    const auto certificate = read_certificate(der);
    return certificate ? from_public_key_info(certificate->subject_public_key_info) : std::nullopt;
}

const char* PublicKey::name() const {
    return std::visit(NameOf{}, key_);
}

unsigned PublicKey::bits() const {
    return std::visit(BitsOf{}, key_);
}

}  // namespace ikev2::crypto
