// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/store.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "keyfile/generation.h"

namespace ikev2::keyfile {

namespace {

SecretRange range(std::vector<SaRecord>::const_iterator first,
                  std::vector<SaRecord>::const_iterator last, const Arena& arena) noexcept {
    return first == last ? SecretRange() : SecretRange(&*first, &*first + (last - first), &arena);
}

struct BySpis {
    bool operator()(const SaRecord& record, SpiPair spis) const noexcept {
        return SpiPair{record.spi_i, record.spi_r} < spis;
    }
    bool operator()(SpiPair spis, const SaRecord& record) const noexcept {
        return spis < SpiPair{record.spi_i, record.spi_r};
    }
};

}  // namespace

SaSecret SecretRange::Iterator::operator*() const noexcept {
    return {record_->kind,
            record_->exchange,
            arena_->at(record_->where, record_->length),
            {record_->file, record_->line},
            record_->wildcard_initiator,
            record_->wildcard_responder,
            record_->spi_i,
            record_->spi_r,
            record_->group};
}

SecretRange Store::exact(SpiPair spis) const noexcept {
    const auto [begin, end] = exact_index_.part_of(spis.initiator, exact_.size());
    const auto [first, last] =
        std::equal_range(exact_.begin() + static_cast<std::ptrdiff_t>(begin),
                         exact_.begin() + static_cast<std::ptrdiff_t>(end), spis, BySpis());
    return range(first, last, arena_);
}

bool Store::has_skeyseed(SpiPair spis) const noexcept {
    return std::ranges::any_of(exact(spis),
                               [](const SaSecret& it) { return it.kind == SecretKind::SKEYSEED; });
}

SecretRange Store::exact() const noexcept {
    return range(exact_.begin(), exact_.end(), arena_);
}

SecretRange Store::wildcards() const noexcept {
    return range(wildcards_.begin(), wildcards_.end(), arena_);
}

std::span<const EspEntry> Store::esp(std::uint32_t spi) const noexcept {
    // An SPI that is absent is less than every one that is there.
    const auto first = std::ranges::lower_bound(esp_, std::optional(spi), {}, &EspEntry::spi);
    const auto last = std::ranges::upper_bound(esp_, std::optional(spi), {}, &EspEntry::spi);
    return {first, last};
}

std::span<const EspEntry> Store::esp_of_any_spi() const noexcept {
    const auto last =
        std::ranges::find_if(esp_, [](const EspEntry& entry) { return entry.spi.has_value(); });
    return {esp_.begin(), last};
}

std::size_t Store::count(SecretKind kind) const noexcept {
    return counts_[static_cast<std::size_t>(kind)];
}

std::size_t Store::count() const noexcept {
    return exact_.size() + wildcards_.size() + psks_.size() + ppks_.size() + esp_.size();
}

bool Store::only_psks() const noexcept {
    return !psks_.empty() && exact_.empty() && wildcards_.empty();
}

const std::string& Store::file_name(std::uint16_t file) const noexcept {
    static const std::string unknown;
    return file < file_names_.size() ? file_names_[file] : unknown;
}

bool Store::same_secrets(const Store& other) const noexcept {
    return exact_ == other.exact_ && wildcards_ == other.wildcards_ && psks_ == other.psks_ &&
           ppks_ == other.ppks_ && esp_ == other.esp_ && arena_ == other.arena_ &&
           file_names_ == other.file_names_;
}

void Store::clear() {
    if (empty() && file_names_.empty()) {
        return;
    }
    *this = Store();
    generation_ = next_generation();
}

}  // namespace ikev2::keyfile
