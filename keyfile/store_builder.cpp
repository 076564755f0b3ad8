// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/store_builder.h"

#include <algorithm>
#include <compare>
#include <cstring>
#include <tuple>
#include <utility>

#include "keyfile/duplicates.h"
#include "keyfile/generation.h"

namespace ikev2::keyfile {

namespace {

constexpr auto kFileOrder = [](const SaRecord& a, const SaRecord& b) noexcept {
    return std::tie(a.spi_i, a.spi_r, a.file, a.line) < std::tie(b.spi_i, b.spi_r, b.file, b.line);
};

/// Orders by all that a line says, and not by where it stands.
struct ByContent {
    const Arena& arena;

    [[nodiscard]] std::strong_ordering compare(const SaRecord& a,
                                               const SaRecord& b) const noexcept {
        const auto key = [](const SaRecord& r) {
            return std::tie(r.spi_i, r.spi_r, r.wildcard_initiator, r.wildcard_responder, r.kind,
                            r.exchange, r.length);
        };
        if (const auto order = key(a) <=> key(b); order != std::strong_ordering::equal) {
            return order;
        }
        return std::memcmp(arena.at(a.where, a.length).data(), arena.at(b.where, b.length).data(),
                           a.length) <=> 0;
    }

    bool operator()(const SaRecord& a, const SaRecord& b) const noexcept {
        return compare(a, b) < 0;
    }
};

/// Precondition: in the order kFileOrder, and so they remain.
void drop_exact_duplicates(std::vector<SaRecord>& records, const Arena& arena) {
    const ByContent by_content{arena};
    auto kept = records.begin();
    for (auto first = records.begin(); first != records.end();) {
        auto last = std::find_if(first, records.end(), [&](const SaRecord& r) {
            return r.spi_i != first->spi_i || r.spi_r != first->spi_r;
        });
        const auto next = last;
        if (last - first > 1) {
            std::sort(first, last, [&](const SaRecord& a, const SaRecord& b) {
                const auto order = by_content.compare(a, b);
                return order == std::strong_ordering::equal ? kFileOrder(a, b) : order < 0;
            });
            last = std::unique(first, last, [&](const SaRecord& a, const SaRecord& b) {
                return by_content.compare(a, b) == std::strong_ordering::equal;
            });
            std::sort(first, last, kFileOrder);
        }
        kept = kept == first ? last : std::move(first, last, kept);
        first = next;
    }
    records.erase(kept, records.end());
}

/// Lines with one SaSecret::group.
struct Set {
    const SaRecord* first;
    const SaRecord* last;
};

/// Drops the sets that an earlier set equals line by line.
void drop_duplicate_sets(std::vector<SaRecord>& records, const Arena& arena) {
    std::vector<Set> sets;
    for (const SaRecord& record : records) {
        if (sets.empty() || sets.back().first->group != record.group) {
            sets.push_back({&record, &record});
        }
        ++sets.back().last;
    }
    drop_duplicates(sets, [&](const Set& a, const Set& b) {
        return std::lexicographical_compare(a.first, a.last, b.first, b.last, ByContent{arena});
    });
    std::vector<SaRecord> kept;
    for (const Set& set : sets) {
        kept.insert(kept.end(), set.first, set.last);
    }
    records = std::move(kept);
}

}  // namespace

std::uint16_t StoreBuilder::add_file(std::string name) {
    end_set();
    store_.file_names_.push_back(std::move(name));
    return static_cast<std::uint16_t>(store_.file_names_.size() - 1);
}

bool StoreBuilder::continues_set(const SaSecret& secret) const noexcept {
    return set_kinds_ != 0 && is_sk(secret.kind) &&
           secret.wildcard_initiator == set_.wildcard_initiator &&
           secret.wildcard_responder == set_.wildcard_responder && secret.spi_i == set_.spi_i &&
           secret.spi_r == set_.spi_r;
}

bool StoreBuilder::repeats_last_line(const SaSecret& secret) const noexcept {
    if (!last_is_in_set_ || !continues_set(secret) ||
        store_.wildcards_.back().kind != secret.kind) {
        return false;
    }
    const SaRecord& last = store_.wildcards_.back();
    const Octets value = store_.arena_.at(last.where, last.length);
    return std::equal(value.begin(), value.end(), secret.value.begin(), secret.value.end());
}

void StoreBuilder::enter_set(const SaSecret& secret) noexcept {
    const unsigned kind = 1U << static_cast<unsigned>(secret.kind);
    if (continues_set(secret) && (set_kinds_ & kind) == 0) {
        set_kinds_ |= kind;
        return;
    }
    end_set();
    if (!secret.wildcard()) {
        return;
    }
    ++last_group_;
    if (is_sk(secret.kind)) {
        set_ = secret;
        set_.value = {};
        set_kinds_ = kind;
    }
}

void StoreBuilder::end_set() noexcept {
    set_kinds_ = 0;
    last_is_in_set_ = false;
}

void StoreBuilder::hold_place(const SaSecret& secret) {
    enter_set(secret);
    last_is_in_set_ = false;
}

bool StoreBuilder::add(const SaSecret& secret) {
    if (store_.exact_.size() + store_.wildcards_.size() >= limits_.sa_secrets) {
        return false;
    }
    if (repeats_last_line(secret)) {
        return true;
    }
    const auto where = store_.arena_.put(secret.value);
    if (!where) {
        return false;
    }
    enter_set(secret);
    const bool wildcard = secret.wildcard();
    (wildcard ? store_.wildcards_ : store_.exact_)
        .push_back({secret.spi_i, secret.spi_r, *where, secret.origin.line,
                    wildcard ? last_group_ : 0, static_cast<std::uint16_t>(secret.value.size()),
                    secret.origin.file, secret.kind, secret.exchange, secret.wildcard_initiator,
                    secret.wildcard_responder});
    last_is_in_set_ = set_kinds_ != 0;
    return true;
}

bool StoreBuilder::has_room_for_psk() const noexcept {
    return store_.psks_.size() + store_.ppks_.size() < limits_.psks;
}

bool StoreBuilder::add(PskEntry psk) {
    end_set();
    if (!has_room_for_psk()) {
        return false;
    }
    store_.psks_.push_back(std::move(psk));
    return true;
}

bool StoreBuilder::add(PpkEntry ppk) {
    end_set();
    if (!has_room_for_psk()) {
        return false;
    }
    store_.ppks_.push_back(std::move(ppk));
    return true;
}

bool StoreBuilder::add(EspEntry entry) {
    end_set();
    if (store_.esp_.size() >= limits_.esp) {
        return false;
    }
    store_.esp_.push_back(std::move(entry));
    return true;
}

Store StoreBuilder::build() && {
    std::sort(store_.exact_.begin(), store_.exact_.end(), kFileOrder);
    drop_exact_duplicates(store_.exact_, store_.arena_);
    store_.exact_index_ = SpiIndex(store_.exact_);
    drop_duplicate_sets(store_.wildcards_, store_.arena_);
    drop_duplicates(store_.psks_, [](const PskEntry& a, const PskEntry& b) {
        return std::tie(a.authenticates, a.authenticates_to, a.value) <
               std::tie(b.authenticates, b.authenticates_to, b.value);
    });
    drop_duplicates(store_.ppks_, [](const PpkEntry& a, const PpkEntry& b) {
        return std::tie(a.ppk_id, a.value) < std::tie(b.ppk_id, b.value);
    });
    const auto esp_content = [](const EspEntry& e) {
        return std::tie(e.spi, e.source, e.destination, e.encr_id, e.integ_id, e.unchecked_icv,
                        e.esn, e.encr_key, e.integ_key);
    };
    drop_duplicates(store_.esp_, [&](const EspEntry& a, const EspEntry& b) {
        return esp_content(a) < esp_content(b);
    });
    std::stable_sort(store_.esp_.begin(), store_.esp_.end(),
                     [](const EspEntry& a, const EspEntry& b) { return a.spi < b.spi; });
    for (const auto* records : {&store_.exact_, &store_.wildcards_}) {
        for (const SaRecord& record : *records) {
            ++store_.counts_[static_cast<std::size_t>(record.kind)];
        }
    }
    store_.generation_ = next_generation();
    return std::move(store_);
}

}  // namespace ikev2::keyfile
