// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/dh.h"

#include <algorithm>

#include "plugin/crypto/handles.h"
#include "plugin/crypto/join.h"
#include "plugin/crypto/registered_name.h"
#include "plugin/iana/transform_ids.h"

namespace ikev2::crypto {

namespace {

using namespace iana::dh;

constexpr iana::Entry kRegistry[] = {IKEV2_IANA_ROWS(IKEV2_KEY_EXCHANGE_METHODS)};

consteval DhGroup modp(std::uint16_t id, std::size_t length, const ModpParameters* parameters) {
    return {id, registered_name(kRegistry, id), length, length, parameters};
}

/// Key Exchange Data is the x coordinate, then the y coordinate (RFC 5903, section 7; RFC 6954).
consteval DhGroup ecp(std::uint16_t id, std::size_t coordinate_length, const char* curve) {
    return {id, registered_name(kRegistry, id), 2 * coordinate_length, coordinate_length,
            EcpCurve{curve}};
}

consteval DhGroup montgomery(std::uint16_t id, std::size_t length, int curve) {
    return {id, registered_name(kRegistry, id), length, length, MontgomeryCurve{curve}};
}

constexpr DhGroup kGroups[] = {
    modp(MODP_768, 96, &kModp768),
    modp(MODP_1024, 128, &kModp1024),
    modp(MODP_1536, 192, &kModp1536),
    modp(MODP_2048, 256, &kModp2048),
    modp(MODP_3072, 384, &kModp3072),
    modp(MODP_4096, 512, &kModp4096),
    modp(MODP_6144, 768, &kModp6144),
    modp(MODP_8192, 1024, &kModp8192),
    ecp(ECP_256, 32, "NIST P-256"),
    ecp(ECP_384, 48, "NIST P-384"),
    ecp(ECP_521, 66, "NIST P-521"),
    modp(MODP_1024_160, 128, &kModp1024Subgroup160),
    modp(MODP_2048_224, 256, &kModp2048Subgroup224),
    modp(MODP_2048_256, 256, &kModp2048Subgroup256),
    ecp(ECP_192, 24, "NIST P-192"),
    ecp(ECP_224, 28, "NIST P-224"),
    ecp(BRAINPOOL_P224R1, 28, "brainpoolP224r1"),
    ecp(BRAINPOOL_P256R1, 32, "brainpoolP256r1"),
    ecp(BRAINPOOL_P384R1, 48, "brainpoolP384r1"),
    ecp(BRAINPOOL_P512R1, 64, "brainpoolP512r1"),
    montgomery(CURVE25519, 32, GCRY_ECC_CURVE25519),
    montgomery(CURVE448, 56, GCRY_ECC_CURVE448),
};

Mpi new_mpi() {
    return Mpi(gcry_mpi_new(0));
}

/// The number that `octets` is, big-endian; null if libgcrypt failed.
Mpi to_mpi(Octets octets) {
    gcry_mpi_t number = nullptr;
    if (octets.empty() ||
        gcry_mpi_scan(&number, GCRYMPI_FMT_USG, octets.data(), octets.size(), nullptr) != 0) {
        return nullptr;
    }
    return Mpi(number);
}

Mpi to_mpi(const char* hex) {
    gcry_mpi_t number = nullptr;
    if (gcry_mpi_scan(&number, GCRYMPI_FMT_HEX, hex, 0, nullptr) != 0) {
        return nullptr;
    }
    return Mpi(number);
}

/// `number` in `length` octets, zeros in front.
std::optional<Secret> to_octets(gcry_mpi_t number, std::size_t length) {
    Secret octets(length);
    std::size_t written = 0;
    if (gcry_mpi_print(GCRYMPI_FMT_USG, octets.data(), octets.size(), &written, number) != 0) {
        return std::nullopt;
    }
    std::rotate(octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(written),
                octets.end());
    return octets;
}

/// peer_public ^ private_value, or g ^ private_value where `peer_public` is empty.
std::optional<Secret> exchange(const DhGroup& group, const ModpParameters& parameters,
                               Octets private_value, Octets peer_public) {
    const Mpi prime = to_mpi(parameters.prime);
    const Mpi exponent = to_mpi(private_value);
    const Mpi base = peer_public.empty() ? to_mpi(parameters.generator) : to_mpi(peer_public);
    const Mpi greatest = new_mpi();
    if (!prime || !exponent || !base) {
        return std::nullopt;
    }
    // A public value r is legal where 1 < r < p-1 (RFC 6989, section 2.1).
    gcry_mpi_sub_ui(greatest.get(), prime.get(), 2);
    if (gcry_mpi_cmp_ui(base.get(), 1) <= 0 || gcry_mpi_cmp(base.get(), greatest.get()) > 0) {
        return std::nullopt;
    }
    const Mpi result = new_mpi();
    gcry_mpi_powm(result.get(), base.get(), exponent.get(), prime.get());
    return to_octets(result.get(), group.shared_length);
}

/// private_value * peer_public, of which x is g^ir; or private_value * G in both coordinates.
std::optional<Secret> exchange(const DhGroup& group, const EcpCurve& curve, Octets private_value,
                               Octets peer_public) {
    gcry_ctx_t context = nullptr;
    if (gcry_mpi_ec_new(&context, nullptr, curve.name) != 0) {
        return std::nullopt;
    }
    const ContextHandle owner(context);
    const Mpi scalar = to_mpi(private_value);
    if (!scalar) {
        return std::nullopt;
    }
    Point base;
    if (peer_public.empty()) {
        base.reset(gcry_mpi_ec_get_point("g", context, 1));
    } else {
        const Mpi x = to_mpi(peer_public.first(group.shared_length));
        const Mpi y = to_mpi(peer_public.subspan(group.shared_length));
        const Mpi one(gcry_mpi_set_ui(nullptr, 1));
        base.reset(gcry_mpi_point_set(nullptr, x.get(), y.get(), one.get()));
        const Mpi prime(gcry_mpi_ec_get_mpi("p", context, 1));
        if (!x || !y || gcry_mpi_cmp(x.get(), prime.get()) >= 0 ||
            gcry_mpi_cmp(y.get(), prime.get()) >= 0 ||
            gcry_mpi_ec_curve_point(base.get(), context) == 0) {
            return std::nullopt;
        }
    }
    const Point result(gcry_mpi_point_new(0));
    gcry_mpi_ec_mul(result.get(), scalar.get(), base.get(), context);
    const Mpi x = new_mpi();
    const Mpi y = new_mpi();
    if (gcry_mpi_ec_get_affine(x.get(), y.get(), result.get(), context) != 0) {
        return std::nullopt;
    }
    std::optional<Secret> x_octets = to_octets(x.get(), group.shared_length);
    if (!peer_public.empty() || !x_octets) {
        return x_octets;
    }
    const std::optional<Secret> y_octets = to_octets(y.get(), group.shared_length);
    if (!y_octets) {
        return std::nullopt;
    }
    return join({*x_octets, *y_octets});
}

/// X25519 or X448 of the private value and the peer's u coordinate, or the base point's.
std::optional<Secret> exchange(const DhGroup& group, const MontgomeryCurve& curve,
                               Octets private_value, Octets peer_public) {
    if (private_value.size() != group.shared_length) {
        return std::nullopt;
    }
    Secret result(group.shared_length);
    if (gcry_ecc_mul_point(curve.id, result.data(), private_value.data(),
                           peer_public.empty() ? nullptr : peer_public.data()) != 0) {
        return std::nullopt;
    }
    return result;
}

std::optional<Secret> exchange(const DhGroup& group, Octets private_value, Octets peer_public) {
    if (const auto* modp = std::get_if<const ModpParameters*>(&group.parameters)) {
        return exchange(group, **modp, private_value, peer_public);
    }
    if (const auto* curve = std::get_if<EcpCurve>(&group.parameters)) {
        return exchange(group, *curve, private_value, peer_public);
    }
    return exchange(group, std::get<MontgomeryCurve>(group.parameters), private_value, peer_public);
}

}  // namespace

const DhGroup* find_dh_group(std::uint16_t id) noexcept {
    const auto* row = std::find_if(std::begin(kGroups), std::end(kGroups),
                                   [id](const DhGroup& group) { return group.id == id; });
    return row == std::end(kGroups) ? nullptr : row;
}

std::optional<Secret> dh_shared_secret(std::uint16_t group, Octets private_value,
                                       Octets peer_public) {
    const DhGroup* row = find_dh_group(group);
    if (row == nullptr || peer_public.size() != row->public_length) {
        return std::nullopt;
    }
    return exchange(*row, private_value, peer_public);
}

std::optional<Secret> dh_public_value(std::uint16_t group, Octets private_value) {
    const DhGroup* row = find_dh_group(group);
    if (row == nullptr) {
        return std::nullopt;
    }
    return exchange(*row, private_value, {});
}

}  // namespace ikev2::crypto
