// The secrets that were read from key files.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "keyfile/arena.h"
#include "keyfile/esp_entry.h"
#include "keyfile/identity.h"
#include "keyfile/origin.h"
#include "keyfile/secret_kind.h"
#include "keyfile/spi_index.h"
#include "plugin/base/octets.h"
#include "plugin/base/secret.h"
#include "plugin/base/spi.h"

namespace ikev2::keyfile {

/// A secret of an IKE SA. A view: `value` belongs to the store and is valid while the store has
/// the same generation().
struct SaSecret {
    SecretKind kind = SecretKind::SKEYSEED;
    /// The n of SHARED_SECRET and DH_PRIVATE: 0 is the key exchange of IKE_SA_INIT or
    /// CREATE_CHILD_SA, 1-7 that of Additional Key Exchange n (RFC 9370). 0 for other kinds.
    std::uint8_t exchange = 0;
    Octets value;
    Origin origin;
    bool wildcard_initiator = false;  ///< SPIi was given as `*`; spi_i is 0
    bool wildcard_responder = false;  ///< SPIr was given as `*`; spi_r is 0
    std::uint64_t spi_i = 0;
    std::uint64_t spi_r = 0;
    /// 0 if both SPIs are given. Otherwise the number of the set of lines that belong to one
    /// IKE SA: consecutive SK_* lines with the same SPIs, no kind twice, share a number; every
    /// other line is a set of its own.
    std::uint32_t group = 0;

    [[nodiscard]] bool wildcard() const noexcept {
        return wildcard_initiator || wildcard_responder;
    }

    /// Whether the IKE SA named `spis` is one that this secret may belong to.
    [[nodiscard]] bool matches(SpiPair spis) const noexcept {
        return (wildcard_initiator || spi_i == spis.initiator) &&
               (wildcard_responder || spi_r == spis.responder);
    }
};

/// A pre-shared key and whom it authenticates (RFC 7296, section 2.15).
struct PskEntry {
    Identity authenticates;     ///< who proves itself with this PSK
    Identity authenticates_to;  ///< to whom
    Secret value;
    Origin origin;

    bool operator==(const PskEntry&) const = default;
};

/// A post-quantum preshared key (RFC 8784).
struct PpkEntry {
    Secret ppk_id;  ///< PPK_ID as the PPK_IDENTITY notify carries it after its type octet
    Secret value;
    Origin origin;

    bool operator==(const PpkEntry&) const = default;
};

/// How a Store keeps an SaSecret. One for each line, so it is kept small.
struct SaRecord {
    std::uint64_t spi_i;
    std::uint64_t spi_r;
    std::uint32_t where;  ///< of the value in the arena
    std::uint32_t line;
    std::uint32_t group;
    std::uint16_t length;  ///< of the value, in octets
    std::uint16_t file;
    SecretKind kind;
    std::uint8_t exchange;
    bool wildcard_initiator;
    bool wildcard_responder;

    bool operator==(const SaRecord&) const = default;
};
static_assert(sizeof(SaRecord) <= 40);

/// Some secrets of a store, in the order of their lines. A view, as SaSecret is.
class SecretRange {
  public:
    class Iterator {
      public:
        using iterator_concept = std::forward_iterator_tag;
        using iterator_category = std::input_iterator_tag;
        using value_type = SaSecret;
        using difference_type = std::ptrdiff_t;
        using reference = SaSecret;
        using pointer = void;

        Iterator() noexcept = default;
        Iterator(const SaRecord* record, const Arena* arena) noexcept
            : record_(record), arena_(arena) {}

        [[nodiscard]] SaSecret operator*() const noexcept;
        Iterator& operator++() noexcept {
            ++record_;
            return *this;
        }
        Iterator operator++(int) noexcept {
            const Iterator before = *this;
            ++record_;
            return before;
        }
        bool operator==(const Iterator& other) const noexcept { return record_ == other.record_; }

      private:
        const SaRecord* record_ = nullptr;
        const Arena* arena_ = nullptr;
    };

    SecretRange() noexcept = default;
    SecretRange(const SaRecord* first, const SaRecord* last, const Arena* arena) noexcept
        : first_(first), last_(last), arena_(arena) {}

    [[nodiscard]] Iterator begin() const noexcept { return {first_, arena_}; }
    [[nodiscard]] Iterator end() const noexcept { return {last_, arena_}; }
    [[nodiscard]] bool empty() const noexcept { return first_ == last_; }
    [[nodiscard]] std::size_t size() const noexcept {
        return static_cast<std::size_t>(last_ - first_);
    }

  private:
    const SaRecord* first_ = nullptr;
    const SaRecord* last_ = nullptr;
    const Arena* arena_ = nullptr;
};

/// The secrets of one or more key files; a StoreBuilder makes it. Owns all of them and overwrites
/// them when it is cleared, assigned to or destroyed.
class Store {
  public:
    Store() noexcept = default;
    Store(Store&&) noexcept = default;
    Store& operator=(Store&&) noexcept = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    ~Store() = default;

    /// The secrets whose two SPIs are given and equal to `spis`, in the order of their lines.
    [[nodiscard]] SecretRange exact(SpiPair spis) const noexcept;

    /// Whether there is a SKEYSEED for `spis`, which all keys of the IKE SA are derived from.
    [[nodiscard]] bool has_skeyseed(SpiPair spis) const noexcept;

    /// All secrets whose two SPIs are given, ordered by SPIi, SPIr and line.
    [[nodiscard]] SecretRange exact() const noexcept;

    /// The secrets with at least one SPI `*`, in the order of their lines.
    [[nodiscard]] SecretRange wildcards() const noexcept;

    [[nodiscard]] const std::vector<PskEntry>& psks() const noexcept { return psks_; }
    [[nodiscard]] const std::vector<PpkEntry>& ppks() const noexcept { return ppks_; }

    /// The keys of ESP SAs: first those for any SPI, then ordered by SPI and line.
    [[nodiscard]] const std::vector<EspEntry>& esp() const noexcept { return esp_; }

    /// The keys for ESP packets with this SPI, in the order of their lines. Those for any SPI are
    /// in esp_of_any_spi().
    [[nodiscard]] std::span<const EspEntry> esp(std::uint32_t spi) const noexcept;
    [[nodiscard]] std::span<const EspEntry> esp_of_any_spi() const noexcept;

    /// How many secrets of this kind there are, with SPIs and without.
    [[nodiscard]] std::size_t count(SecretKind kind) const noexcept;

    /// How many secrets there are of all kinds, PSKs, PPKs and keys of ESP
    /// SAs included.
    [[nodiscard]] std::size_t count() const noexcept;

    [[nodiscard]] bool empty() const noexcept { return count() == 0; }

    /// Whether there is a PSK but no secret of an IKE SA, so that nothing can be decrypted
    /// (RFC 7296, sections 2.14 and 2.15).
    [[nodiscard]] bool only_psks() const noexcept;

    /// The name of a file as the user gave it, for Origin::file. "" for an unknown index.
    [[nodiscard]] const std::string& file_name(std::uint16_t file) const noexcept;

    /// Whether the other store was made from the same secrets at the same lines.
    [[nodiscard]] bool same_secrets(const Store& other) const noexcept;

    /// Drops all secrets and overwrites them.
    void clear();

    /// A number that no store with other contents has had in this process; 0 for a store that has
    /// always been empty.
    [[nodiscard]] std::uint64_t generation() const noexcept { return generation_; }

  private:
    friend class StoreBuilder;

    Arena arena_;
    std::vector<SaRecord> exact_;  ///< ordered by SPIi, SPIr, file, line
    SpiIndex exact_index_;
    std::vector<SaRecord> wildcards_;  ///< ordered by file, line
    std::vector<PskEntry> psks_;
    std::vector<PpkEntry> ppks_;
    std::vector<EspEntry> esp_;
    std::vector<std::string> file_names_;
    std::array<std::size_t, kSecretKinds> counts_{};
    std::uint64_t generation_ = 0;
};

}  // namespace ikev2::keyfile
