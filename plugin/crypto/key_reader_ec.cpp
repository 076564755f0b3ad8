// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/key_readers.h"

#include <cstdint>
#include <utility>

#include "plugin/crypto/der.h"
#include "plugin/crypto/ec_curve.h"
#include "plugin/crypto/sexp.h"

namespace ikev2::crypto {

namespace {

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
std::optional<PublicKey::Key> make_curve_key(const Curve& curve, const char* format,
                                             Octets octets) noexcept {
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

}  // namespace

/// ECParameters, of which a namedCurve is an OBJECT IDENTIFIER, and ECPoint (RFC 5480, section 2).
std::optional<PublicKey::Key> read_ecdsa_key(const AlgorithmIdentifier& identifier,
                                             Octets octets) noexcept {
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
std::optional<PublicKey::Key> read_eddsa_key(const AlgorithmIdentifier& identifier,
                                             Octets octets) noexcept {
    const EdCurve* curve = find_ed_curve(identifier.algorithm);
    if (curve == nullptr || !identifier.has_no_parameters() || octets.size() != curve->length) {
        return std::nullopt;
    }
    return make_curve_key<EddsaKey>(*curve, "(public-key (ecc (curve %s) (flags eddsa) (q %b)))",
                                    octets);
}

}  // namespace ikev2::crypto
