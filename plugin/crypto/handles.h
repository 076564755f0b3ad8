// Owners of libgcrypt's handles.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gcrypt.h>

#include <memory>
#include <type_traits>

namespace ikev2::crypto {

/// Gives a handle back with `Close`; libgcrypt wipes keys and numbers as it does.
template <auto Close>
struct Closer {
    template <typename T>
    void operator()(T* handle) const noexcept {
        Close(handle);
    }
};

using CipherHandle =
    std::unique_ptr<std::remove_pointer_t<gcry_cipher_hd_t>, Closer<gcry_cipher_close>>;

/// What a cipher's handle is for.
struct CipherKind {
    int algorithm = 0;  ///< GCRY_CIPHER_*
    int mode = 0;       ///< GCRY_CIPHER_MODE_*
    bool operator==(const CipherKind&) const noexcept = default;
};

/// Keeps the handle for EncrKey::make, or closes it.
void give_back_cipher(gcry_cipher_hd_t handle, CipherKind kind) noexcept;

struct CipherGiver {
    CipherKind kind;
    void operator()(gcry_cipher_hd_t handle) const noexcept { give_back_cipher(handle, kind); }
};

using ReusedCipherHandle = std::unique_ptr<std::remove_pointer_t<gcry_cipher_hd_t>, CipherGiver>;

/// Keeps the handle for Mac::make, or closes it.
void give_back_mac(gcry_mac_hd_t handle) noexcept;

using MacHandle = std::unique_ptr<std::remove_pointer_t<gcry_mac_hd_t>, Closer<give_back_mac>>;

using ContextHandle = std::unique_ptr<std::remove_pointer_t<gcry_ctx_t>, Closer<gcry_ctx_release>>;
using Mpi = std::unique_ptr<std::remove_pointer_t<gcry_mpi_t>, Closer<gcry_mpi_release>>;
using Point =
    std::unique_ptr<std::remove_pointer_t<gcry_mpi_point_t>, Closer<gcry_mpi_point_release>>;

}  // namespace ikev2::crypto
