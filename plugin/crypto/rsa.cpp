// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/rsa.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "plugin/crypto/emsa.h"
#include "plugin/crypto/mpi.h"

namespace ikev2::crypto {

namespace {

/// RSAVP1 (RFC 8017, section 5.2.2) and I2OSP: the message representative in as many octets as the
/// modulus has. Nothing if the signature has another length or is not below the modulus.
std::optional<std::vector<std::uint8_t>> recover(const RsaKey& key, Octets signature) {
    if (signature.size() != key.length()) {
        return std::nullopt;
    }
    const Mpi number = to_mpi(signature);
    if (!number || gcry_mpi_cmp(number.get(), key.modulus.get()) >= 0) {
        return std::nullopt;
    }
    const Mpi message(gcry_mpi_new(key.bits));
    gcry_mpi_powm(message.get(), number.get(), key.exponent.get(), key.modulus.get());
    std::vector<std::uint8_t> octets(key.length());
    if (!to_octets(message.get(), octets)) {
        return std::nullopt;
    }
    return octets;
}

SignatureVerdict verdict(bool verified) noexcept {
    return verified ? SignatureVerdict::verified : SignatureVerdict::wrong;
}

}  // namespace

SignatureVerdict verify_rsassa_pkcs1(const RsaKey& key, const Hash* hash, Octets data,
                                     Octets signature) {
    const auto encoded = recover(key, signature);
    const auto digest_info = encoded ? read_emsa_pkcs1(*encoded) : std::nullopt;
    if (!digest_info) {
        return SignatureVerdict::wrong;
    }
    const Hash* named = find_hash(digest_info->hash);
    if (hash != nullptr && named != hash) {
        return SignatureVerdict::wrong;
    }
    const auto digest = named != nullptr ? Digest::make(*named, {data}) : std::nullopt;
    if (!digest) {
        return SignatureVerdict::unsupported;
    }
    return verdict(digest->equals(digest_info->digest));
}

SignatureVerdict verify_rsassa_pss(const RsaKey& key, const RsassaPssParameters& parameters,
                                   Octets data, Octets signature) {
    const auto digest = Digest::make(*parameters.hash, {data});
    if (!digest) {
        return SignatureVerdict::unsupported;
    }
    const auto encoded = recover(key, signature);
    return verdict(encoded && verify_emsa_pss(parameters, *digest, *encoded, key.bits - 1));
}

}  // namespace ikev2::crypto
