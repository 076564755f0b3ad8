// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/dsa.h"

#include "plugin/crypto/der.h"
#include "plugin/crypto/mpi.h"

namespace ikev2::crypto {

namespace {

SignatureVerdict verify(const Sexp& key, const Sexp& data, const Sexp& signature) noexcept {
    if (!data || !signature) {
        return SignatureVerdict::unsupported;
    }
    switch (gcry_err_code(gcry_pk_verify(signature.get(), data.get(), key.get()))) {
        case GPG_ERR_NO_ERROR:
            return SignatureVerdict::verified;
        case GPG_ERR_BAD_SIGNATURE:
            return SignatureVerdict::wrong;
        default:
            return SignatureVerdict::unsupported;
    }
}

/// The hash of the data, of which libgcrypt takes the leftmost bits that the key's order has.
Sexp hashed(const Hash& hash, Octets data) noexcept {
    const auto digest = Digest::make(hash, {data});
    if (!digest) {
        return nullptr;
    }
    const Octets octets = digest->octets();
    return make_sexp("(data (flags raw) (hash %s %b))", gcry_md_algo_name(hash.id),
                     length_of(octets), octets.data());
}

Sexp sig_val(const char* format, Octets r, Octets s) noexcept {
    return make_sexp(format, length_of(r), r.data(), length_of(s), s.data());
}

}  // namespace

DsaSignature read_concatenated(Octets octets) noexcept {
    const std::size_t half = octets.size() / 2;
    return {octets.first(half), octets.subspan(half)};
}

std::optional<DsaSignature> read_dss_sig_value(Octets octets) noexcept {
    der::Reader outer(octets);
    der::Reader sequence = outer.inside(der::SEQUENCE);
    DsaSignature signature;
    signature.r = sequence.unsigned_integer();
    signature.s = sequence.unsigned_integer();
    if (!outer.complete() || !sequence.complete()) {
        return std::nullopt;
    }
    return signature;
}

SignatureVerdict verify_dsa(const DsaKey& key, const Hash& hash, Octets data,
                            const DsaSignature& signature) noexcept {
    const Mpi s = to_mpi(signature.s);
    const Mpi divisor(gcry_mpi_new(0));
    // With a q that is no prime s may have no inverse, and libgcrypt abort the program.
    if (!s || gcry_mpi_gcd(divisor.get(), s.get(), key.q.get()) == 0) {
        return SignatureVerdict::wrong;
    }
    return verify(key.key, hashed(hash, data),
                  sig_val("(sig-val (dsa (r %b) (s %b)))", signature.r, signature.s));
}

SignatureVerdict verify_ecdsa(const EcdsaKey& key, const Hash& hash, Octets data,
                              const DsaSignature& signature) noexcept {
    return verify(key.key, hashed(hash, data),
                  sig_val("(sig-val (ecdsa (r %b) (s %b)))", signature.r, signature.s));
}

SignatureVerdict verify_eddsa(const EddsaKey& key, Octets data, Octets signature) noexcept {
    if (signature.size() != 2 * key.curve->length) {
        return SignatureVerdict::malformed;
    }
    // An S-expression has no atoms without octets.
    const Sexp value =
        data.empty() ? make_sexp("(data (flags eddsa) (hash-algo %s) (value))", key.curve->hash)
                     : make_sexp("(data (flags eddsa) (hash-algo %s) (value %b))", key.curve->hash,
                                 length_of(data), data.data());
    const auto [r, s] = read_concatenated(signature);
    return verify(key.key, value, sig_val("(sig-val (eddsa (r %b) (s %b)))", r, s));
}

}  // namespace ikev2::crypto
