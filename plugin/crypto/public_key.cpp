// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/public_key.h"

#include <algorithm>
#include <iterator>

#include "plugin/crypto/algorithm_identifier.h"
#include "plugin/crypto/der.h"
#include "plugin/crypto/mpi.h"
#include "plugin/crypto/oid.h"
#include "plugin/crypto/x509.h"

namespace ikev2::crypto {

namespace {

using Key = PublicKey::Key;

// A verification must not take seconds, whatever key a message brings.
constexpr unsigned kMinRsaBits = 512;
constexpr unsigned kMaxRsaBits = 16384;
constexpr unsigned kMaxRsaBitsOfLongExponent = 3072;
constexpr unsigned kLongExponentBits = 64;
constexpr unsigned kMinDsaBits = 512;
constexpr unsigned kMaxDsaBits = 8192;
constexpr unsigned kMinDsaOrderBits = 160;
constexpr unsigned kMaxDsaOrderBits = 512;

bool is_odd(const Mpi& number) noexcept {
    return gcry_mpi_test_bit(number.get(), 0) != 0;
}

int length_of(Octets octets) noexcept {
    return static_cast<int>(octets.size());
}

/// 0 < number < limit.
bool is_below(const Mpi& number, const Mpi& limit) noexcept {
    return gcry_mpi_cmp_ui(number.get(), 0) > 0 && gcry_mpi_cmp(number.get(), limit.get()) < 0;
}

/// RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER } (RFC 8017, A.1.1).
std::optional<RsaKey> read_rsa_key(Octets der) noexcept {
    der::Reader outer(der);
    der::Reader sequence = outer.inside(der::SEQUENCE);
    const Octets modulus = sequence.unsigned_integer();
    const Octets exponent = sequence.unsigned_integer();
    if (!outer.complete() || !sequence.complete()) {
        return std::nullopt;
    }
    RsaKey key{to_mpi(modulus), to_mpi(exponent)};
    // "a product of u distinct odd primes"; "an integer between 3 and n - 1", and odd, as it has an
    // inverse modulo an even number (RFC 8017, section 3.1). A modulus of zero would have libgcrypt
    // abort the program.
    if (!key.modulus || !key.exponent || !is_odd(key.modulus) || !is_odd(key.exponent) ||
        gcry_mpi_cmp_ui(key.exponent.get(), 1) == 0 || !is_below(key.exponent, key.modulus)) {
        return std::nullopt;
    }
    key.bits = gcry_mpi_get_nbits(key.modulus.get());
    return key;
}

bool is_supported(const RsaKey& key) noexcept {
    const unsigned limit = gcry_mpi_get_nbits(key.exponent.get()) > kLongExponentBits
                               ? kMaxRsaBitsOfLongExponent
                               : kMaxRsaBits;
    return key.bits >= kMinRsaBits && key.bits <= limit;
}

std::optional<Key> read_rsa(const AlgorithmIdentifier& identifier, Octets octets) noexcept {
    std::optional<RsaKey> key = read_rsa_key(octets);
    if (!key || !identifier.has_no_parameters()) {
        return std::nullopt;
    }
    if (!is_supported(*key)) {
        return UnsupportedKey{};
    }
    return std::move(*key);
}

std::optional<Key> read_rsassa_pss(const AlgorithmIdentifier& identifier, Octets octets) noexcept {
    std::optional<RsaKey> key = read_rsa_key(octets);
    if (!key) {
        return std::nullopt;
    }
    std::optional<RsassaPssParameters> parameters;
    if (!identifier.has_no_parameters()) {
        parameters = read_rsassa_pss_parameters(identifier.parameters);
        if (!parameters) {
            return std::nullopt;
        }
    }
    if (!is_supported(*key) || (parameters && !parameters->supported())) {
        return UnsupportedKey{};
    }
    return RsassaPssKey{std::move(*key), parameters};
}

/// Dss-Parms ::= SEQUENCE { p INTEGER, q INTEGER, g INTEGER }, DSAPublicKey ::= INTEGER
/// (RFC 3279, section 2.3.2).
std::optional<Key> read_dsa(const AlgorithmIdentifier& identifier, Octets octets) noexcept {
    if (identifier.has_no_parameters()) {
        // They are the issuer's.
        return UnsupportedKey{};
    }
    der::Reader outer(identifier.parameters);
    der::Reader sequence = outer.inside(der::SEQUENCE);
    const Octets p_octets = sequence.unsigned_integer();
    const Octets q_octets = sequence.unsigned_integer();
    const Octets g_octets = sequence.unsigned_integer();
    der::Reader key(octets);
    const Octets y_octets = key.unsigned_integer();
    if (!outer.complete() || !sequence.complete() || !key.complete()) {
        return std::nullopt;
    }
    const Mpi p = to_mpi(p_octets);
    Mpi q = to_mpi(q_octets);
    const Mpi g = to_mpi(g_octets);
    const Mpi y = to_mpi(y_octets);
    if (!p || !q || !g || !y || !is_odd(p) || !is_odd(q) || !is_below(q, p) || !is_below(g, p) ||
        !is_below(y, p)) {
        return std::nullopt;
    }
    const unsigned p_bits = gcry_mpi_get_nbits(p.get());
    const unsigned q_bits = gcry_mpi_get_nbits(q.get());
    if (p_bits < kMinDsaBits || p_bits > kMaxDsaBits || q_bits < kMinDsaOrderBits ||
        q_bits > kMaxDsaOrderBits) {
        return UnsupportedKey{};
    }
    Sexp made = make_sexp("(public-key (dsa (p %M) (q %M) (g %M) (y %M)))", p.get(), q.get(),
                          g.get(), y.get());
    if (!made) {
        return std::nullopt;
    }
    return DsaKey{std::move(made), std::move(q), p_bits};
}

enum class PointStatus : std::uint8_t { on_curve, invalid, unsupported };

/// Whether libgcrypt can compute with the coordinates of `point` on an Edwards curve: 1.10 aborts
/// the program where a coordinate takes fewer words than the prime, which of a key that was not
/// made for it one in 2^31 does.
bool fills_words(const Point& point, const EdCurve& curve) noexcept {
    constexpr unsigned kWordBits = 32;
    const unsigned bits_before_top_word = (curve.bits - 1) / kWordBits * kWordBits;
    const Mpi x(gcry_mpi_new(0));
    const Mpi y(gcry_mpi_new(0));
    gcry_mpi_point_get(x.get(), y.get(), nullptr, point.get());
    return gcry_mpi_get_nbits(x.get()) > bits_before_top_word &&
           gcry_mpi_get_nbits(y.get()) > bits_before_top_word;
}

bool fills_words(const Point& /*point*/, const EcCurve& /*curve*/) noexcept {
    return true;
}

/// Whether `encoded` is a point of `curve`.
template <typename Curve>
PointStatus check_point(const Curve& curve, Octets encoded) noexcept {
    gcry_ctx_t context = nullptr;
    if (gcry_mpi_ec_new(&context, nullptr, curve.name) != 0) {
        return PointStatus::unsupported;
    }
    const ContextHandle owner(context);
    const Mpi value(gcry_mpi_set_opaque_copy(nullptr, encoded.data(),
                                             static_cast<unsigned>(encoded.size() * 8)));
    const Point point(gcry_mpi_point_new(0));
    const gcry_error_t error = gcry_mpi_ec_decode_point(point.get(), value.get(), context);
    if (gcry_err_code(error) == GPG_ERR_NOT_IMPLEMENTED ||
        (error == 0 && !fills_words(point, curve))) {
        return PointStatus::unsupported;
    }
    return error == 0 && gcry_mpi_ec_curve_point(point.get(), context) != 0 ? PointStatus::on_curve
                                                                            : PointStatus::invalid;
}

/// A key on `curve` whose public point `octets` encodes.
template <typename CurveKey, typename Curve>
std::optional<Key> make_curve_key(const Curve& curve, const char* format, Octets octets) noexcept {
    switch (check_point(curve, octets)) {
        case PointStatus::on_curve:
            break;
        case PointStatus::invalid:
            return std::nullopt;
        case PointStatus::unsupported:
            return UnsupportedKey{};
    }
    Sexp made = make_sexp(format, curve.name, length_of(octets), octets.data());
    if (!made) {
        return std::nullopt;
    }
    return CurveKey{&curve, std::move(made)};
}

/// ECParameters, of which a namedCurve is an OBJECT IDENTIFIER, and ECPoint (RFC 5480, section 2).
std::optional<Key> read_ecdsa(const AlgorithmIdentifier& identifier, Octets octets) noexcept {
    der::Reader parameters(identifier.parameters);
    if (!parameters.next_is(der::OBJECT_IDENTIFIER)) {
        // Explicit parameters, which PKIX forbids, or the issuer's.
        return UnsupportedKey{};
    }
    const EcCurve* curve = find_ec_curve(parameters.contents(der::OBJECT_IDENTIFIER));
    if (!parameters.complete()) {
        return std::nullopt;
    }
    if (curve == nullptr) {
        return UnsupportedKey{};
    }
    // SEC 1, section 2.3.3: 04 and both coordinates, or 02 or 03 and x.
    constexpr std::uint8_t kUncompressed = 0x04;
    if (octets.empty() ||
        octets.size() != 1 + (octets[0] == kUncompressed ? 2 : 1) * curve->length()) {
        return std::nullopt;
    }
    return make_curve_key<EcdsaKey>(*curve, "(public-key (ecc (curve %s) (q %b)))", octets);
}

/// "the parameters MUST be absent" (RFC 8410, section 3).
std::optional<Key> read_eddsa(const AlgorithmIdentifier& identifier, Octets octets) noexcept {
    const EdCurve* curve = find_ed_curve(identifier.algorithm);
    if (curve == nullptr || !identifier.has_no_parameters() || octets.size() != curve->length) {
        return std::nullopt;
    }
    return make_curve_key<EddsaKey>(*curve, "(public-key (ecc (curve %s) (flags eddsa) (q %b)))",
                                    octets);
}

struct KeyAlgorithm {
    Oid oid;
    std::optional<Key> (*read)(const AlgorithmIdentifier&, Octets) noexcept;
};

// RFC 3279, section 2.3; RFC 4055, section 1.2; RFC 8410, section 3.
constexpr KeyAlgorithm kKeyAlgorithms[] = {
    {Oid("1.2.840.113549.1.1.1"), read_rsa}, {Oid("1.2.840.113549.1.1.10"), read_rsassa_pss},
    {Oid("1.2.840.10040.4.1"), read_dsa},    {Oid("1.2.840.10045.2.1"), read_ecdsa},
    {Oid("1.3.101.112"), read_eddsa},        {Oid("1.3.101.113"), read_eddsa},
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
    const std::optional<Octets> key_info = subject_public_key_info(der);
    return key_info ? from_public_key_info(*key_info) : std::nullopt;
}

const char* PublicKey::name() const {
    return std::visit(NameOf{}, key_);
}

unsigned PublicKey::bits() const {
    return std::visit(BitsOf{}, key_);
}

}  // namespace ikev2::crypto
