// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/key_readers.h"

#include <utility>

#include "plugin/crypto/der.h"
#include "plugin/crypto/mpi.h"

namespace ikev2::crypto {

namespace {

constexpr unsigned kMinBits = 512;
constexpr unsigned kMaxBits = 16384;
constexpr unsigned kMaxBitsOfLongExponent = 3072;
constexpr unsigned kLongExponentBits = 64;

/// RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER } (RFC 8017, A.1.1).
std::optional<RsaKey> read_rsa_public_key(Octets der) noexcept {
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
                               ? kMaxBitsOfLongExponent
                               : kMaxBits;
    return key.bits >= kMinBits && key.bits <= limit;
}

}  // namespace

std::optional<PublicKey::Key> read_rsa_key(const AlgorithmIdentifier& identifier,
                                           Octets octets) noexcept {
    std::optional<RsaKey> key = read_rsa_public_key(octets);
    if (!key || !identifier.has_no_parameters()) {
        return std::nullopt;
    }
    if (!is_supported(*key)) {
        return UnsupportedKey{};
    }
    return std::move(*key);
}

std::optional<PublicKey::Key> read_rsassa_pss_key(const AlgorithmIdentifier& identifier,
                                                  Octets octets) noexcept {
    std::optional<RsaKey> key = read_rsa_public_key(octets);
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

}  // namespace ikev2::crypto
