// libgcrypt's handles for those keys that were used last.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "plugin/crypto/encr.h"
#include "plugin/crypto/integ.h"

namespace ikev2::session {

/// What opens messages of one direction of an IKE SA.
struct OpenedKeys {
    crypto::EncrKey encr;
    std::optional<crypto::IntegKey> integ;  ///< none with an AEAD
};

/// Handles take thousands of octets each: kept for each IKE SA of a large capture, they are most of
/// its memory and slow the rest of the program down. Made anew they cost about as much as opening
/// one message. So only the last few are kept, by the number of their owner.
class CipherPool {
  public:
    /// The pool of this program.
    [[nodiscard]] static CipherPool& instance();

    /// A number for an owner, never given before.
    [[nodiscard]] std::uint64_t new_owner() noexcept { return ++owners_; }

    /// The handles of `owner`, or null; valid until the next call of put.
    [[nodiscard]] OpenedKeys* find(std::uint64_t owner) noexcept;

    /// Keeps the handles of `owner`, which has none here.
    OpenedKeys& put(std::uint64_t owner, OpenedKeys&& keys);

    /// Releases what `owner` has here.
    void release(std::uint64_t owner) noexcept;

  private:
    static constexpr std::size_t kSlots = 64;

    [[nodiscard]] std::size_t slot_of(std::uint64_t owner) const noexcept;

    std::array<std::uint64_t, kSlots> owner_of_{};  ///< of a slot; 0: none
    std::array<std::optional<OpenedKeys>, kSlots> keys_of_;
    std::size_t next_ = 0;  ///< slot that is given away next
    std::uint64_t owners_ = 0;
};

}  // namespace ikev2::session
