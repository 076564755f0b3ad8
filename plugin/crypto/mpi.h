// Numbers of any size, between octets and libgcrypt.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gcrypt.h>

#include <algorithm>
#include <cstddef>

#include "plugin/base/octets.h"
#include "plugin/crypto/handles.h"

namespace ikev2::crypto {

/// The number that `octets` is, big-endian; null if there are none or libgcrypt failed.
[[nodiscard]] inline Mpi to_mpi(Octets octets) noexcept {
    gcry_mpi_t number = nullptr;
    if (octets.empty() ||
        gcry_mpi_scan(&number, GCRYMPI_FMT_USG, octets.data(), octets.size(), nullptr) != 0) {
        return nullptr;
    }
    return Mpi(number);
}

/// out = `number`, big-endian, zeros in front. False, with `out` undefined: it does not fit.
[[nodiscard]] inline bool to_octets(gcry_mpi_t number, MutableOctets out) noexcept {
    std::size_t written = 0;
    if (gcry_mpi_print(GCRYMPI_FMT_USG, out.data(), out.size(), &written, number) != 0) {
        return false;
    }
    std::copy_backward(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(written), out.end());
    std::fill_n(out.begin(), out.size() - written, std::uint8_t{0});
    return true;
}

[[nodiscard]] inline bool is_odd(const Mpi& number) noexcept {
    return gcry_mpi_test_bit(number.get(), 0) != 0;
}

/// 0 < number < limit.
[[nodiscard]] inline bool is_below(const Mpi& number, const Mpi& limit) noexcept {
    return gcry_mpi_cmp_ui(number.get(), 0) > 0 && gcry_mpi_cmp(number.get(), limit.get()) < 0;
}

}  // namespace ikev2::crypto
