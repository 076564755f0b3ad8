// S-expressions, in which libgcrypt takes keys and signatures.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gcrypt.h>

#include <memory>
#include <type_traits>

#include "plugin/base/octets.h"
#include "plugin/crypto/handles.h"

namespace ikev2::crypto {

using Sexp = std::unique_ptr<std::remove_pointer_t<gcry_sexp_t>, Closer<gcry_sexp_release>>;

/// The length of `octets` as a "%b" takes it.
[[nodiscard]] inline int length_of(Octets octets) noexcept {
    return static_cast<int>(octets.size());
}

/// As gcry_sexp_build takes `format` and its arguments; null if it failed. A "%b" takes
/// length_of() and the address of the octets.
template <typename... Arguments>
[[nodiscard]] Sexp make_sexp(const char* format, Arguments... arguments) noexcept {
    gcry_sexp_t made = nullptr;
    if (gcry_sexp_build(&made, nullptr, format, arguments...) != 0) {
        return nullptr;
    }
    return Sexp(made);
}

}  // namespace ikev2::crypto
