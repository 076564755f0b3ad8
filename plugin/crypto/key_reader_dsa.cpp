// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/key_readers.h"

#include <utility>

#include "plugin/crypto/der.h"
#include "plugin/crypto/mpi.h"

namespace ikev2::crypto {

namespace {

constexpr unsigned kMinBits = 512;
constexpr unsigned kMaxBits = 8192;
constexpr unsigned kMinOrderBits = 160;
constexpr unsigned kMaxOrderBits = 512;

}  // namespace

/// Dss-Parms ::= SEQUENCE { p INTEGER, q INTEGER, g INTEGER }, DSAPublicKey ::= INTEGER
/// (RFC 3279, section 2.3.2).
std::optional<PublicKey::Key> read_dsa_key(const AlgorithmIdentifier& identifier,
                                           Octets octets) noexcept {
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
    if (p_bits < kMinBits || p_bits > kMaxBits || q_bits < kMinOrderBits ||
        q_bits > kMaxOrderBits) {
        return UnsupportedKey{};
    }
    Sexp made = make_sexp("(public-key (dsa (p %M) (q %M) (g %M) (y %M)))", p.get(), q.get(),
                          g.get(), y.get());
    if (!made) {
        return std::nullopt;
    }
    return DsaKey{std::move(made), std::move(q), p_bits};
}

}  // namespace ikev2::crypto
