// Where the secrets of an IKE SA lie among all.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace ikev2::keyfile {

/// Divides records that are ordered by SPIi into parts of equal highest bits. SPIs are random, so a
/// part has some two records, and to find one in it takes no search through all; of SPIs that
/// somebody chose to be alike, one part may have them all.
class SpiIndex {
  public:
    SpiIndex() = default;

    /// Of records with a member `spi_i`, by which they are ordered; no more than 2^32 - 1.
    template <typename Record>
    explicit SpiIndex(const std::vector<Record>& records) {
        if (records.size() < kFewest) {
            return;
        }
        const unsigned bits =
            std::min(static_cast<unsigned>(std::bit_width(records.size())) - 1U, kMostBits);
        shift_ = kSpiBits - bits;
        starts_.resize((std::size_t{1} << bits) + 1, static_cast<std::uint32_t>(records.size()));
        std::size_t part = 0;
        for (std::size_t i = 0; i < records.size(); ++i) {
            for (const std::size_t own = records[i].spi_i >> shift_; part <= own; ++part) {
                starts_[part] = static_cast<std::uint32_t>(i);
            }
        }
    }

    /// The first of the records that may have `spi_i`, and the one after the last, of `count`.
    [[nodiscard]] std::pair<std::size_t, std::size_t> part_of(std::uint64_t spi_i,
                                                              std::size_t count) const noexcept {
        if (starts_.empty()) {
            return {0, count};
        }
        const std::size_t part = spi_i >> shift_;
        return {starts_[part], starts_[part + 1]};
    }

  private:
    static constexpr unsigned kSpiBits = 64;
    static constexpr std::size_t kFewest = 64;
    static constexpr unsigned kMostBits = 31;

    std::vector<std::uint32_t> starts_;  // of each part, and the end of the last
    unsigned shift_ = 0;
};

}  // namespace ikev2::keyfile
