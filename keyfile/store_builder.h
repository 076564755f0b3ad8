// Makes a Store from secrets that come one by one.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "keyfile/store.h"

namespace ikev2::keyfile {

/// How many secrets are accepted. 10 million of IKE SAs take 400 MB besides their values.
struct Limits {
    std::size_t sa_secrets = 10'000'000;
    std::size_t psks = 1'000'000;  ///< and PPKs, together
    std::size_t esp = 1'000'000;   ///< keys of ESP SAs
};

/// Collects secrets in the order of their lines, then makes the Store.
class StoreBuilder {
  public:
    StoreBuilder() = default;
    explicit StoreBuilder(Limits limits) noexcept : limits_(limits) {}

    [[nodiscard]] const Limits& limits() const noexcept { return limits_; }

    /// Registers a file; the index is what Origin::file holds. At most 65535 files.
    [[nodiscard]] std::uint16_t add_file(std::string name);
    [[nodiscard]] const std::string& file_name(std::uint16_t file) const noexcept {
        return store_.file_name(file);
    }

    /// Adds a copy of a secret; `group` is not read. False if there are too many already.
    /// Precondition: the value has 1 to SecretKindRow::longest octets.
    [[nodiscard]] bool add(const SaSecret& secret);
    [[nodiscard]] bool add(PskEntry psk);
    [[nodiscard]] bool add(PpkEntry ppk);
    [[nodiscard]] bool add(EspEntry entry);

    /// A line that would have been `secret` but for its value: it keeps its place in a set of
    /// SK_* lines (SaSecret::group), so that keys of two IKE SAs never come together.
    void hold_place(const SaSecret& secret);

    /// A line of no known kind: it ends a set of SK_* lines.
    void end_set() noexcept;

    /// The store, without the identical duplicates. Of those the first is kept.
    [[nodiscard]] Store build() &&;

  private:
    [[nodiscard]] bool continues_set(const SaSecret& secret) const noexcept;
    void enter_set(const SaSecret& secret) noexcept;
    [[nodiscard]] bool repeats_last_line(const SaSecret& secret) const noexcept;

    [[nodiscard]] bool has_room_for_psk() const noexcept;

    Limits limits_;
    Store store_;
    std::uint32_t last_group_ = 0;
    SaSecret set_;                 ///< any line of the current set of SK_* lines
    unsigned set_kinds_ = 0;       ///< bit (1 << kind) for each kind in it; 0 if there is none
    bool last_is_in_set_ = false;  ///< whether the last of wildcards_ is the last line of the set
};

}  // namespace ikev2::keyfile
