// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/key_schedule.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>

#include "plugin/crypto/join.h"

namespace ikev2::crypto {

namespace {

std::optional<Secret> prf_output(const Prf& prf, Octets key, std::initializer_list<Octets> data) {
    Secret out(prf.output_length);
    if (!compute_prf(prf, key, data, out)) {
        return std::nullopt;
    }
    return out;
}

std::array<std::uint8_t, 8> to_octets(std::uint64_t spi) {
    std::array<std::uint8_t, 8> octets{};
    for (auto octet = octets.rbegin(); octet != octets.rend(); ++octet, spi >>= 8) {
        *octet = static_cast<std::uint8_t>(spi);
    }
    return octets;
}

}  // namespace

std::optional<Secret> derive_skeyseed(const Prf& prf, Octets ni, Octets nr, Octets g_ir) {
    if (prf.skeyseed_nonce_length != 0) {
        ni = ni.first(std::min(ni.size(), prf.skeyseed_nonce_length));
        nr = nr.first(std::min(nr.size(), prf.skeyseed_nonce_length));
    }
    return prf_output(prf, join({ni, nr}), {g_ir});
}

std::optional<Secret> derive_rekeyed_skeyseed(const Prf& old_prf, Octets old_sk_d, Octets g_ir,
                                              Octets ni, Octets nr, Octets additional_ke) {
    return prf_output(old_prf, old_sk_d, {g_ir, ni, nr, additional_ke});
}

std::optional<SkKeys> derive_sk(const Prf& prf, Octets skeyseed, Octets ni, Octets nr,
                                const SpiPair& spis, const SkLengths& lengths) {
    const auto spi_i = to_octets(spis.initiator);
    const auto spi_r = to_octets(spis.responder);
    Secret keys(lengths.d + 2 * (lengths.a + lengths.e + lengths.p));
    if (!prf_plus(prf, skeyseed, join({ni, nr, spi_i, spi_r}), keys)) {
        return std::nullopt;
    }
    Octets rest = keys;
    const auto take = [&rest](std::size_t length) {
        const Octets taken = rest.first(length);
        rest = rest.subspan(length);
        return to_secret(taken);
    };
    // Members of a braced list are initialised in the order written, which is the RFC's.
    return SkKeys{take(lengths.d), take(lengths.a), take(lengths.a), take(lengths.e),
                  take(lengths.e), take(lengths.p), take(lengths.p)};
}

std::optional<Secret> derive_resumed_skeyseed(const Prf& prf, Octets old_sk_d, Octets ni,
                                              Octets nr) {
    constexpr std::array<std::uint8_t, 10> kResumption = {'R', 'e', 's', 'u', 'm',
                                                          'p', 't', 'i', 'o', 'n'};
    return prf_output(prf, old_sk_d, {kResumption, ni, nr});
}

std::optional<Secret> derive_with_ppk(const Prf& prf, Octets ppk, Octets key) {
    Secret mixed(prf.key_length);
    if (!prf_plus(prf, ppk, key, mixed)) {
        return std::nullopt;
    }
    return mixed;
}

std::optional<Secret> derive_keymat(const Prf& prf, Octets sk_d, Octets g_ir, Octets ni, Octets nr,
                                    std::size_t length, Octets additional_ke) {
    Secret keymat(length);
    if (!prf_plus(prf, sk_d, join({g_ir, ni, nr, additional_ke}), keymat)) {
        return std::nullopt;
    }
    return keymat;
}

}  // namespace ikev2::crypto
